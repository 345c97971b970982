"""体检：按编号规则找出不一致；numbered rules of consistency over plan, tasks, ledgers, figures and registers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._office import print_json
from qingshan.cli._screen import screen, style_option
from qingshan.cli._standing import Looked, asking, look
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    from qingshan.evaluation.xray.rule import Finding
    from qingshan.evaluation.xray.world import World

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
    "未查办公库：台账、决定和佐证的规则没有对象",
    "no office was asked: rules on ledgers, decisions and evidence saw nothing",
)


@click.command()
@asking
@style_option
def command(style: str, **asked: Any) -> None:
    """体检要点、任务、台账、填报、名录和评分方案，逐条给出位置和办法（规则见 docs/xray.md）。

    Check plan, tasks, figures, registers and schemes for consistency, with an office its decisions and ledgers too;
    each finding with its place and the way out.
    """
    from qingshan.evaluation.xray.rule import xray

    looked = look(**asked)
    found = xray(_world(looked))
    if style == "json":
        print_json({"as_of": asked["as_of"].date().isoformat(), "findings": [one.as_json() for one in found]})
    else:
        _show(found, language(), has_office=looked.has_office)


def _world(looked: Looked) -> World:
    """All that the rules look at; entries and their past are the office's."""
    from qingshan.evaluation.xray.gather import world
    from qingshan.evaluation.xray.weights import weights

    evaluation = looked.evaluation
    seen = replace(world(evaluation, looked.lake, looked.duties, looked.decisions), weights=weights())
    if not looked.has_office:
        return seen
    from qingshan.operations.facts import items, readings_at_closing

    day = evaluation.question.as_of
    return replace(seen, items=items(day, evaluation.plan), earlier=readings_at_closing(day))


def _show(found: tuple[Finding, ...], tongue: Language, *, has_office: bool) -> None:
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
    if not has_office:
        console.print(NOT_LOOKED.say(tongue))
