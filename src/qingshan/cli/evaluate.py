"""评价工作要点的每个目标；judge every target of a plan on the data of a lake."""

from __future__ import annotations

import json
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingshan.cli import language
from qingshan.cli._basis import show_editions, show_sources
from qingshan.cli._screen import DAY, FOLDER, engine_option, known_on_option, lake_option, screen
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from qingshan.evaluation.run import Evaluation
    from qingshan.reports.targets import Row, TierView

HEADS = (
    (Text("目标", "target"), 20),
    (Text("区域", "area"), 12),
    (Text("现值", "value"), 12),
    (Text("约束", "must"), 18),
    (Text("力争", "strive"), 12),
    (Text("状态与数据", "state and data"), 24),
    (Text("还允许 / 依据 / 缺什么", "still allowed / basis / what is missing"), 36),
)
"""Each with its share of the width; the result's number beside them is never broken."""
RESULT = Text("结果", "result")
TITLE = Text("{title}　截至 {as_of} 24时（北京时间）", "{title} — to the end of {as_of}, Beijing time")
MARK = "*"
COUNTED = Text(
    "{targets} 个目标、{n} 项判定：{counts}\n* 用到未核实的参数或数",
    "{targets} targets, {n} judgements: {counts}\n* rests on unverified parameters or figures",
)


@click.command()
@click.option("--plan", required=True, type=FOLDER, help="工作要点（文档或编译结果）a document or a compiled plan")
@lake_option
@click.option("--as-of", required=True, type=DAY, help="截至该日24时 the end of this day, Beijing time")
@known_on_option
@click.option("--edition", "editions", multiple=True, metavar="KEY", help="改用此版本 use this edition, may repeat")
@engine_option
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
    from qingshan.plans.loading import compiled_with_text

    question = Question(as_of.date(), known_on, editions, engine)
    compiled, words = compiled_with_text(plan, vocabulary())
    done = evaluate(compiled, Lake.open(lake), question)
    if style == "table" and output is None:
        show(done, language())
        return
    text = _written(done, style, words)
    if output is None:
        click.echo(text)
    else:
        output.write_text(text, encoding="utf-8")


def _written(done: Evaluation, style: str, words: str | None) -> str:
    if style == "json":
        return json.dumps(done.document, ensure_ascii=False, indent=2)
    if style == "html":
        from qingshan.reports.page import page

        return page(done, language(), words)
    written = StringIO()
    _print(done, language(), screen(written, markup=False))
    return written.getvalue()


def show(done: Evaluation, tongue: Language) -> None:
    """Print an evaluation on the terminal."""
    _print(done, tongue, screen(markup=False))


def _print(done: Evaluation, tongue: Language, console: Console) -> None:
    document, heading = done.document, done.plan.document
    console.print(TITLE.say(tongue, title=heading.title or "", as_of=document["as_of"]), style="bold")
    show_editions(console, document["editions"], tongue)
    show_sources(console, document["sources"], document["unverified"], tongue)
    console.print(_table(done, tongue))
    console.print(_counted(done, tongue))


def _table(done: Evaluation, tongue: Language) -> Table:
    from rich.table import Table

    from qingshan.reports.sheet import Sheet
    from qingshan.reports.targets import sections
    from qingshan.reports.words import Words

    table = Table(expand=True)
    for head, share in HEADS:
        table.add_column(head.say(tongue), overflow="fold", ratio=share)
    table.add_column(RESULT.say(tongue), no_wrap=True)
    for section in sections(Sheet(done, Words(tongue))):
        table.add_section()
        for sentence in section.sentences:
            for row in sentence.rows:
                table.add_row(*_cells(row))
    return table


def _cells(row: Row) -> tuple[str, ...]:
    tiers = [tier for tier in (row.must, row.strive) if tier]
    value = f"{row.value or '—'} {row.unit}".strip() + (f" {MARK}" if row.unverified else "")
    left = [f"{tier.asked.figure}: {tier.allowed}" for tier in tiers if tier.allowed]
    notes = [note for tier in tiers for note in tier.asked.notes]
    data = "\n".join([row.state_word, *(line.text for line in row.freshness)])
    words = "\n".join(dict.fromkeys([*left, *notes, *row.reasons]))
    return f"{row.path} {row.name}", row.area, value, _tier(row.must), _tier(row.strive), data, words, row.result


def _tier(tier: TierView | None) -> str:
    if tier is None:
        return ""
    mark = f" {MARK}" if tier.asked.is_doubtful else ""
    return f"{tier.asked.figure}{mark}\n{tier.word}"


def _counted(done: Evaluation, tongue: Language) -> str:
    from qingshan.reports.sheet import Sheet
    from qingshan.reports.targets import glance
    from qingshan.reports.words import Words

    counts = "  ".join(f"{word} {count}" for _, word, count in glance(Sheet(done, Words(tongue))))
    return COUNTED.say(tongue, targets=len(done.plan.targets), n=len(done.judged), counts=counts)
