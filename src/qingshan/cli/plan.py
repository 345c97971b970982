"""编译、检查工作要点 compile and check work plans."""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._office import acting, do
from qingshan.cli._screen import DAY, FOLDER, screen
from qingshan.kernel.clock import today
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from qingshan.evaluation.judge import Judged
    from qingshan.evaluation.run import Evaluation
    from qingshan.plans.ir import Plan

_WRITTEN = Text("已写入 {path}", "written to {path}")
_TEXT = Text("正文已写入 {path}(位置以它计)", "text written to {path} (positions count in it)")
_COUNT = Text("{errors} 个错误,{warnings} 个警告,{notes} 个提示", "{errors} errors, {warnings} warnings, {notes} notes")
_LACKING = Text(
    "截至 {as_of}，{of} 项判定中 {n} 项数据不足", "as of {as_of}, {n} of {of} judgements have insufficient data"
)
_LACKING_HEADS = (
    (Text("目标", "target"), 12),
    (Text("指标", "indicator"), 30),
    (Text("区域", "area"), 30),
    (Text("为什么", "why"), 60),
    (Text("结果", "result"), 12),
)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """编译、检查工作要点 compile and check work plans."""


@command.command("compile")
@click.argument("file", type=_FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "yaml", "table"]),
    help="输出形式 form of the output (table; yaml with -o)",
)
@click.option("-o", "--output", type=_FILE, help="写入文件 write to a file")
@click.option("--overlay", "corrections", type=_FILE, help="人工订正 corrections (FILE.overlay.yaml)")
def compile_plan(file: Path, form: str | None, output: Path | None, corrections: Path | None) -> None:
    """把文件编译成目标、任务、责任单位和待确认问题。

    A document becomes targets, tasks, units and open questions.
    """
    from qingshan.evaluation.vocabulary import vocabulary
    from qingshan.plans import loading, overlay
    from qingshan.plans.stages.emit import emit
    from qingshan.plans.stages.read import read

    document = read(file)
    near = overlay.beside(output) if output and overlay.beside(output).is_file() else overlay.beside(file)
    plan = loading.compiled(document, vocabulary(), corrections or near)
    made = emit(plan, form or ("yaml" if output else "table"), language())
    if output is None:
        click.echo(made)
        return
    output.write_text(made + ("" if made.endswith("\n") else "\n"), encoding="utf-8")
    click.echo(_WRITTEN.say(language(), path=output), err=True)
    if document.format in loading.TEXT_OF_ITS_OWN:
        beside = output.with_name(output.stem + loading.TEXT_SUFFIX)
        beside.write_text(document.text, encoding="utf-8", newline="\n")
        click.echo(_TEXT.say(language(), path=beside), err=True)


@command.command("check")
@click.argument("plan", type=_FILE)
@click.option("--overlay", "corrections", type=_FILE, help="人工订正 corrections (PLAN.overlay.yaml)")
@click.option("--lake", type=FOLDER, help="数据湖：哪些目标缺数据、为什么 folder of the lake: which target lacks data")
@click.option("--as-of", type=DAY, help="截至该日24时（默认今天）the end of this day, Beijing time (today)")
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True)
def check(plan: Path, corrections: Path | None, lake: Path | None, as_of: datetime | None, style: str) -> None:
    """检查文件或编译结果,列出问题、位置和办法；给出数据湖时列出缺数据的目标和原因。

    Check a document or a compiled plan: what, where, and the way out; with a lake, which target lacks data and why.
    """
    from qingshan.evaluation.vocabulary import vocabulary
    from qingshan.plans.diagnostics import show
    from qingshan.plans.loading import compiled_with_text

    if as_of and lake is None:
        raise click.UsageError("--as-of 需要 --lake; --as-of needs --lake")
    compiled, text = compiled_with_text(plan, vocabulary(), corrections)
    evaluation = None if lake is None else _evaluated(compiled, lake, as_of.date() if as_of else today())
    if style == "json":
        click.echo(json.dumps(_found(compiled, evaluation), ensure_ascii=False, indent=2))
        return
    for diagnostic in compiled.diagnostics:
        click.echo(show(diagnostic, text, os.fspath(plan), language()) + "\n")
    found = Counter(str(entry.severity) for entry in compiled.diagnostics)
    click.echo(_COUNT.say(language(), errors=found["error"], warnings=found["warning"], notes=found["note"]))
    if evaluation is not None:
        _show_lacking(evaluation)


@command.command("adopt")
@click.argument("plan", type=_FILE)
@click.option("--overlay", "corrections", type=_FILE, help="人工订正 corrections (PLAN.overlay.yaml)")
@click.option("--dropping", multiple=True, metavar="TASK", help="放弃的已有决定的任务 a task with decisions to drop")
@acting
def adopt(plan: Path, corrections: Path | None, dropping: tuple[str, ...], **who: Any) -> None:
    """把要点启用为办公库中的现行版本 make a plan the one in force in the office."""
    from qingshan.evaluation.vocabulary import vocabulary
    from qingshan.plans.loading import load_plan

    compiled = load_plan(plan, vocabulary(), corrections)
    do("plan.adopt", {"plan": compiled.as_json(), "dropping": list(dropping)}, who)


def _evaluated(plan: Plan, lake: Path, day: date) -> Evaluation:
    from qingshan.evaluation.judge import Question
    from qingshan.evaluation.run import evaluate
    from qingshan.observations.store.lake import Lake

    return evaluate(plan, Lake.open(lake), Question(day))


def _without_data(evaluation: Evaluation) -> list[tuple[Judged, str]]:
    """The judgements without enough data, each with its result."""
    pairs = zip(evaluation.judged, evaluation.document["targets"], strict=True)
    return [(entry, row["result"]) for entry, row in pairs if entry.state == "insufficient_data"]


def _found(plan: Plan, evaluation: Evaluation | None) -> dict[str, Any]:
    """What was found as one document; ``lacking`` is null where no lake was asked."""
    return {
        "diagnostics": plan.as_json()["diagnostics"],
        "as_of": None if evaluation is None else evaluation.document["as_of"],
        "lacking": None
        if evaluation is None
        else [
            {
                "id": entry.target.id,
                "indicator": entry.target.indicator.key,
                "area": entry.group.key,
                "reasons": [{"zh": reason.zh, "en": reason.en} for reason in entry.reasons],
                "result": result,
            }
            for entry, result in _without_data(evaluation)
        ],
    }


def _show_lacking(evaluation: Evaluation) -> None:
    from rich.table import Table

    from qingshan.reports.sheet import Sheet
    from qingshan.reports.words import Words

    tongue = language()
    sheet = Sheet(evaluation, Words(tongue))
    table = Table(expand=True)
    for head, share in _LACKING_HEADS:
        table.add_column(head.say(tongue), overflow="fold", ratio=share)
    for entry, result in _without_data(evaluation):
        reasons = "\n".join(sheet.words.signed(reason) for reason in entry.reasons)
        table.add_row(entry.target.id, sheet.name(entry), entry.group.key, reasons, result)
    counted = {"n": table.row_count, "of": len(evaluation.judged), "as_of": evaluation.document["as_of"]}
    click.echo(_LACKING.say(tongue, **counted))
    if table.row_count:
        screen(markup=False).print(table)
