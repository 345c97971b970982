"""按评分办法计分；score areas and departments by published schemes."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._screen import DAY, FOLDER, screen
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    from rich.table import Table

    from qingshan.evaluation.scoring.records import Input
    from qingshan.evaluation.scoring.scheme import Scheme

FILE = click.Path(dir_okay=False, path_type=Path)
STYLE = click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True)
LIST_HEADS = (
    Text("办法", "scheme"),
    Text("名称", "name"),
    Text("满分", "total"),
    Text("来源", "source"),
    Text("完整", "complete"),
)
SHOW_HEADS = (
    Text("项目", "item"),
    Text("满分", "full"),
    Text("规则", "rules"),
    Text("条款", "clause"),
    Text("说明", "notes"),
)
RUN_HEADS = (
    Text("项目", "item"),
    Text("得分", "got"),
    Text("满分", "full"),
    Text("状态", "state"),
    Text("为什么", "why"),
    Text("再进一步", "what more is worth"),
)
WHAT_IF_HEADS = (Text("项目", "item"), Text("现在", "now"), Text("假设", "supposed"), Text("变化", "change"))
COMPLETE = {True: Text("部分", "in part"), False: Text("是", "yes")}
PARTIAL = Text("只录入一部分：{missing}", "encoded in part: {missing}")
TOTALS = Text(
    "已得 {so_far} {unit}，已定 {decided} {unit}，满分 {full} {unit}（失 {lost}）",
    "{so_far} {unit} so far of {decided} decided, {full} in full ({lost} lost)",
)
GRADE = Text("等次：{grade}", "grade: {grade}")
BETWEEN = Text("等次在“{worst}”与“{best}”之间", "the grade is between {worst} and {best}")
CAPPED = Text("等次受限（{items}）", "the grade is capped ({items})")
DOUBT = Text("规则未核实的项目：{items}", "items whose rule is unverified: {items}")
OUTSIDE = Text(
    "{day} 不在该办法的适用期（{since} 至 {until}）之内",
    "{day} is outside the time the scheme is for ({since} to {until})",
)
INPUTS = Text("输入：", "inputs:")
AFTER = Text("假设 {pairs}：{before} → {after} {unit}", "supposing {pairs}: {before} → {after} {unit}")


@click.group()
def command() -> None:
    """按评分办法计分：每一分失在哪里、再进一步值多少、如果……会怎样。

    Score by schemes as data: why each point is lost, what one unit more is worth, what if.
    """


@command.command("list")
@STYLE
def list_schemes(style: str) -> None:
    """有哪些评分办法 the schemes there are."""
    from qingshan.evaluation.scoring.document import scheme_json
    from qingshan.evaluation.scoring.scheme import schemes

    documents = [scheme_json(found, language()) for found in schemes().values()]
    if style == "json":
        _print_json(documents)
        return
    table = _table(LIST_HEADS)
    for one in documents:
        state = COMPLETE[one["partial"]].say(language())
        table.add_row(one["key"], one["label"], one["total"] or "—", one["source"], state)
    screen(markup=False).print(table)


@command.command()
@click.argument("scheme")
@STYLE
def show(scheme: str, style: str) -> None:
    """一个办法的全部项目、规则、来源和输入 items, rules, source and inputs of a scheme."""
    from qingshan.evaluation.scoring.document import scheme_json
    from qingshan.evaluation.scoring.scheme import scheme as scheme_of

    document = scheme_json(scheme_of(scheme), language())
    if style == "json":
        _print_json(document)
        return
    console = screen(markup=False)
    _heading(document, document["source"])
    table = _table(SHOW_HEADS)
    for item in document["items"]:
        rules = "\n".join(f"{rule['label']} {_parameters(rule['parameters'])}" for rule in item["rules"])
        notes = [note for note in (item["note"], *(rule["note"] for rule in item["rules"])) if note]
        table.add_row(f"{item['label']} ({item['key']})", item["full"], rules, item["clause"], "\n".join(notes))
    console.print(table)
    console.print(INPUTS.say(language()))
    for name, one in document["inputs"].items():
        console.print(f"  {name}  {one['label']} {one['unit']}".rstrip())


@command.command()
@click.argument("scheme")
@click.option("--inputs", "file", type=FILE, help="输入文件（yaml） a file of inputs")
@click.option("--plan", type=FOLDER, help="工作要点，用它的评价结果计分 score by the evaluation of a plan")
@click.option("--lake", type=FOLDER, help="数据湖 folder of the lake")
@click.option("--as-of", type=DAY, help="截至该日24时 the end of this day, Beijing time")
@click.option("--area", help="区域 the area")
@click.option("--what-if", "suppositions", multiple=True, metavar="NAME=VALUE", help="如果…… suppose, may repeat")
@STYLE
def run(  # noqa: PLR0913, PLR0917 (one for each option)
    scheme: str,
    file: Path | None,
    plan: Path | None,
    lake: Path | None,
    as_of: datetime | None,
    area: str | None,
    suppositions: tuple[str, ...],
    style: str,
) -> None:
    """计分：已得、已定和满分，每一分失在哪里 score a subject.

    The inputs of a file stand over those of a plan's evaluation.
    """
    from qingshan.evaluation.scoring.document import differences_json, score_json
    from qingshan.evaluation.scoring.inputs import read_inputs, supposed
    from qingshan.evaluation.scoring.scheme import scheme as scheme_of
    from qingshan.evaluation.scoring.score import differences, score

    found = scheme_of(scheme)
    inputs = {} if plan is None else _evaluated(found, plan, lake, as_of, area)
    subject, own = ("", {}) if file is None else read_inputs(file, found)
    if plan is None and file is None:
        raise click.UsageError("--inputs FILE 或 --plan … 至少一个 one of --inputs and --plan is needed")
    now = score(found, inputs | own, area or subject)
    document = score_json(now, language())
    if suppositions:
        after = score(found, inputs | own | supposed(suppositions, found), now.subject)
        document["what_if"] = {
            "suppose": list(suppositions),
            "so_far": score_json(after, language())["so_far"],
            "items": differences_json(differences(now, after), language()),
        }
    document["outside"] = None if as_of is None or found.holds(as_of.date()) else as_of.date().isoformat()
    _print_json(document) if style == "json" else _show(document)


def _evaluated(
    scheme: Scheme, plan: Path, lake: Path | None, as_of: datetime | None, area: str | None
) -> dict[str, Input]:
    from qingshan.evaluation.judge import Question
    from qingshan.evaluation.run import evaluate
    from qingshan.evaluation.scoring.from_evaluation import inputs_from
    from qingshan.evaluation.vocabulary import vocabulary
    from qingshan.observations.store.lake import Lake
    from qingshan.plans.loading import load_plan

    if lake is None or as_of is None or area is None:
        raise click.UsageError("--plan 需要 --lake、--as-of 和 --area: --plan needs --lake, --as-of and --area")
    done = evaluate(load_plan(plan, vocabulary()), Lake.open(lake), Question(as_of.date()))
    known = inputs_from(done, area)
    return {name: known[name] for name in scheme.reads() if name in known}


def _print_json(document: object) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _table(heads: tuple[Text, ...]) -> Table:
    from rich.table import Table

    table = Table()
    for head in heads:
        table.add_column(head.say(language()), overflow="fold")
    return table


def _heading(document: dict[str, Any], beside: str) -> None:
    console = screen(markup=False)
    console.print(f"{document['label']}　{beside}".rstrip(), style="bold")
    if document["partial"]:
        console.print(PARTIAL.say(language(), missing=document["missing"]), style="yellow")


def _parameters(parameters: dict[str, Any]) -> str:
    return " ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in parameters.items())


def _show(document: dict[str, Any]) -> None:
    from qingshan.evaluation.scoring.records import STATES

    tongue, console = language(), screen(markup=False)
    _heading(document, document["subject"])
    table = _table(RUN_HEADS)
    for item in document["items"]:
        why = [line["why"] for line in item["lines"] if line["change"] != "0"] or item["lacking"]
        more = "\n".join(one["text"] for one in item["marginal"])
        state = STATES[item["state"]].say(tongue)
        table.add_row(item["label"], item["got"] or "—", item["full"], state, "\n".join(why), more)
    console.print(table)
    console.print(
        TOTALS.say(tongue, **{name: document[name] for name in ("so_far", "decided", "full", "lost", "unit")})
    )
    for line in (*_grades(document, tongue), *_doubts(document, tongue)):
        console.print(line)
    if "what_if" in document:
        _what_if(document, tongue)


def _grades(document: dict[str, Any], tongue: Language) -> list[str]:
    worst, best = document["grades"]["worst"], document["grades"]["best"]
    capped = " ".join(f"{cap['item']}: {cap['not_above']}" for cap in document["caps"])
    said = [CAPPED.say(tongue, items=capped)] if capped else []
    if worst and best:
        same = worst == best
        text = GRADE if same else BETWEEN
        said.append(text.say(tongue, grade=best["label"], worst=worst["label"], best=best["label"]))
    return said


def _doubts(document: dict[str, Any], tongue: Language) -> list[str]:
    said = [DOUBT.say(tongue, items=" ".join(document["unverified"]))] if document["unverified"] else []
    if document["outside"]:
        since, until = (document[name] or "…" for name in ("since", "until"))
        said.append(OUTSIDE.say(tongue, day=document["outside"], since=since, until=until))
    return said


def _what_if(document: dict[str, Any], tongue: Language) -> None:
    found, console = document["what_if"], screen(markup=False)
    pairs = " ".join(found["suppose"])
    said = {"pairs": pairs, "before": document["so_far"], "after": found["so_far"], "unit": document["unit"]}
    console.print(AFTER.say(tongue, **said))
    table = _table(WHAT_IF_HEADS)
    for one in found["items"]:
        table.add_row(one["label"], *(one[name] or "—" for name in ("before", "after", "change")))
    console.print(table)
