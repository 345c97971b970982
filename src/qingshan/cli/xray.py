"""体检：按编号规则找出不一致；numbered rules of consistency over plan, tasks, figures and registers."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingshan.cli import language
from qingshan.cli._screen import DAY, FOLDER, screen
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    from qingshan.evaluation.xray.rule import Finding

HEADS = (
    (Text("编号", "code"), 8),
    (Text("程度", "severity"), 8),
    (Text("规则", "rule"), 30),
    (Text("位置", "place"), 30),
    (Text("发现", "found"), 34),
    (Text("办法", "way out"), 34),
)
COUNTED = Text("{rules} 条规则，{counts}", "{rules} rules: {counts}")
NOT_LOOKED = Text(
    "台账和评分方案未随此命令给出，相应规则没有对象", "ledgers and scoring schemes are not part of this run"
)


@click.command()
@click.option("--plan", required=True, type=FOLDER, help="工作要点（文档或编译结果）a document or a compiled plan")
@click.option("--lake", required=True, type=FOLDER, help="数据湖 folder of the lake")
@click.option("--as-of", required=True, type=DAY, help="截至该日24时 the end of this day, Beijing time")
@click.option("--known-on", type=click.DateTime(), help="只用此刻（UTC）已知的数据 what was known by then (UTC)")
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(plan: Path, lake: Path, as_of: datetime, known_on: datetime | None, style: str) -> None:
    """体检要点、任务、填报和名录，逐条给出位置和办法（规则见 docs/xray.md）。

    Check plan, tasks, figures and registers for consistency; each finding with its place and the way out.
    """
    from qingshan.evaluation.duties.compose import duties
    from qingshan.evaluation.judge import Question
    from qingshan.evaluation.run import evaluate
    from qingshan.evaluation.vocabulary import vocabulary
    from qingshan.evaluation.xray.gather import world
    from qingshan.evaluation.xray.rule import xray
    from qingshan.observations.store.lake import Lake
    from qingshan.plans.loading import load_plan

    opened, compiled = Lake.open(lake), load_plan(plan, vocabulary())
    evaluation = evaluate(compiled, opened, Question(as_of.date(), known_on))
    found = xray(world(evaluation, opened, duties(compiled)))
    if style == "json":
        document = {"as_of": as_of.date().isoformat(), "findings": [one.as_json() for one in found]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        _show(found, language())


def _show(found: tuple[Finding, ...], tongue: Language) -> None:
    from rich.table import Table

    from qingshan.evaluation.xray.rule import SEVERITIES, rules

    table = Table(expand=True)
    for head, share in HEADS:
        table.add_column(head.say(tongue), overflow="fold", ratio=share)
    for one in found:
        texts = (SEVERITIES[one.rule.severity], one.rule.label, one.place, one.said, one.rule.fix)
        table.add_row(one.rule.code, *(text.say(tongue) if isinstance(text, Text) else text for text in texts))
    counts = Counter(one.rule.severity for one in found)
    said = "  ".join(f"{label.say(tongue)} {counts[severity]}" for severity, label in SEVERITIES.items())
    console = screen(markup=False)
    console.print(table)
    console.print(COUNTED.say(tongue, rules=len(rules()), counts=said))
    console.print(NOT_LOOKED.say(tongue))
