"""评价工作要点的每个目标；judge every target of a plan on the data of a lake."""

from __future__ import annotations

import json
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._screen import DAY, FOLDER, PIPE_WIDTH, screen
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    from rich.console import Console

    from qingshan.evaluation.judge import Judged, Tier
    from qingshan.evaluation.run import Evaluation

HEADS = (
    Text("目标", "target"),
    Text("区域", "area"),
    Text("现值", "value"),
    Text("约束", "must"),
    Text("力争", "strive"),
    Text("状态", "state"),
    Text("还允许 / 说明", "still allowed / why"),
    Text("结果", "result"),
)
TITLE = Text("{title}　截至 {as_of} 24时（北京时间）", "{title} — to the end of {as_of}, Beijing time")
EDITIONS = Text("采用版本：{keys}", "editions: {keys}")
UNVERIFIED = Text("含未核实参数 {n} 项：{keys}", "{n} unverified parameters: {keys}")
SOURCES = Text("数据来源：{sources}", "data: {sources}")
SYNTHETIC = Text("演示数据，非实测", "SYNTHETIC data, measured nowhere")
MEAN_LEFT = Text("此后 {left} 天平均 ≤ {allowed} {unit}", "{left} days to come may average ≤ {allowed} {unit}")
SHARE_LEFT = Text("非优良日 {spent}/{allowed}，还可 {room} 个", "bad days {spent} of {allowed}, {room} left")


@click.command()
@click.option("--plan", required=True, type=FOLDER, help="工作要点（文档或编译结果）a document or a compiled plan")
@click.option("--lake", required=True, type=FOLDER, help="数据湖 folder of the lake")
@click.option("--as-of", required=True, type=DAY, help="截至该日24时 the end of this day, Beijing time")
@click.option("--known-on", type=click.DateTime(), help="只用此刻（UTC）已知的数据 what was known by then (UTC)")
@click.option("--edition", "editions", multiple=True, metavar="KEY", help="改用此版本 use this edition, may repeat")
@click.option("--engine", default="duckdb", show_default=True, metavar="duckdb|polars|spark")
@click.option("--format", "style", type=click.Choice(["table", "json", "html"]), default="table", show_default=True)
@click.option("-o", "--output", type=FOLDER, help="写入文件 write to a file")
def command(  # noqa: PLR0913, PLR0917 (one for each option)
    plan: Path,
    lake: Path,
    as_of: datetime,
    known_on: datetime | None,
    editions: tuple[str, ...],
    engine: str,
    style: str,
    output: Path | None,
) -> None:
    """判定每个目标：现值、状态、还允许多少、为什么。

    Judge every target of a plan; each result can be opened with `qingshan explain RESULT`.
    """
    from qingshan.evaluation.judge import Question
    from qingshan.evaluation.run import evaluate
    from qingshan.evaluation.vocabulary import vocabulary
    from qingshan.observations.store.lake import Lake
    from qingshan.plans.loading import load_plan

    question = Question(as_of.date(), known_on, editions, engine)
    done = evaluate(load_plan(plan, vocabulary()), Lake.open(lake), question)
    if style == "table" and output is None:
        show(done, language())
        return
    text = _written(done, style)
    if output is None:
        click.echo(text)
    else:
        output.write_text(text, encoding="utf-8")


def _written(done: Evaluation, style: str) -> str:
    if style == "json":
        return json.dumps(done.document, ensure_ascii=False, indent=2)
    if style == "html":
        from qingshan.reports.page import page

        return page(done, language())
    from rich.console import Console

    written = StringIO()
    _print(done, language(), Console(width=PIPE_WIDTH, file=written))
    return written.getvalue()


def show(done: Evaluation, tongue: Language) -> None:
    """Print an evaluation on the terminal."""
    _print(done, tongue, screen())


def _print(done: Evaluation, tongue: Language, console: Console) -> None:
    document, heading = done.document, done.plan.document
    console.print(f"[bold]{TITLE.say(tongue, title=heading.title or '', as_of=document['as_of'])}[/]")
    console.print(EDITIONS.say(tongue, keys=" ".join(document["editions"])), highlight=False)
    console.print(SOURCES.say(tongue, sources=" ".join(document["sources"])), highlight=False)
    if any("synthetic" in source for source in document["sources"]):
        console.print(f"[bold red]{SYNTHETIC.say(tongue)}[/]")
    if keys := document["unverified"]:
        console.print(f"[yellow]{UNVERIFIED.say(tongue, n=len(keys), keys=', '.join(keys))}[/]", highlight=False)
    console.print(_table(done, tongue))


def _table(done: Evaluation, tongue: Language) -> Any:
    from rich.table import Table

    table = Table()
    for head in HEADS:
        table.add_column(head.say(tongue), overflow="fold")
    for entry, row in zip(done.judged, done.document["targets"], strict=True):
        table.add_row(*_cells(entry, row, tongue))
    return table


def _cells(entry: Judged, row: dict[str, Any], tongue: Language) -> tuple[str, ...]:
    from qingshan.evaluation.judging import STATES

    name = entry.indicator.label.say(tongue) if entry.indicator else entry.target.indicator.text
    value = f"{row['value'] or '—'} {row['unit'] or ''}".strip()
    left = [_left(tier, tongue) for tier in (entry.must, entry.strive) if tier]
    words = [*(text for text in left if text), *(reason.say(tongue) for reason in entry.reasons)]
    tiers = (_tier(entry.must, tongue), _tier(entry.strive, tongue))
    return (
        f"{entry.target.path} {name}", row["area"], value, *tiers, STATES[entry.state].say(tongue),
        "\n".join(words), row["result"],
    )  # fmt: skip


def _tier(tier: Tier | None, tongue: Language) -> str:
    from qingshan.evaluation.judging import VERDICTS

    if tier is None:
        return ""
    limit = "" if tier.limit is None else f"{tier.comparator} {tier.limit} "
    return f"{limit}{VERDICTS[tier.verdict].say(tongue)}"


def _left(tier: Tier, tongue: Language) -> str:
    spent = tier.budget
    if spent is None or not spent.reachable:
        return ""
    said = MEAN_LEFT if spent.kind == "mean" else SHARE_LEFT
    words = {"allowed": spent.allowed, "spent": spent.spent, "room": spent.left}
    return f"{tier.limit}: {said.say(tongue, left=spent.days_left, unit=spent.unit, **words)}"
