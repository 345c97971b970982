"""预警：规则和当日发现；warning rules and what they find on a day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._screen import DAY, FOLDER, screen
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    from qingshan.evaluation.warnings.detect import Alert
    from qingshan.evaluation.warnings.facts import Forecast
    from qingshan.evaluation.warnings.rule import Rule

RULE_HEADS = (
    (Text("规则", "rule"), 28),
    (Text("等级", "level"), 8),
    (Text("名称", "name"), 34),
    (Text("看什么", "watches"), 16),
    (Text("条件", "condition"), 30),
    (Text("来源", "source"), 34),
)
HEADS = (
    (Text("等级", "level"), 8),
    (Text("说明", "explanation"), 70),
    (Text("规则（同因的其他规则）", "rule (others of the same cause)"), 34),
    (Text("送达", "to"), 30),
)
COUNTED = Text("{n} 条预警：{counts}", "{n} warnings: {counts}")
UNWATCHED = Text("未能判断的规则：{rules}", "rules that could not be judged: {rules}")
_FORECAST = "AREA=AQI,AQI,…"


@click.group()
def command() -> None:
    """预警规则与当日预警 warning rules and the warnings of a day."""


@command.command("rules")
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True)
def listed(style: str) -> None:
    """列出预警规则：条件、等级、来源、核实程度（说明见 docs/warnings.md）。

    The warning rules: condition, level, source and how far it was checked.
    """
    import msgspec

    from qingshan.evaluation.warnings.rule import rules

    if style == "json":
        click.echo(json.dumps([msgspec.to_builtins(one) for one in rules().values()], ensure_ascii=False, indent=2))
    else:
        _show_rules(list(rules().values()), language())


@command.command("detect")
@click.option("--plan", required=True, type=FOLDER, help="工作要点（文档或编译结果）a document or a compiled plan")
@click.option("--lake", required=True, type=FOLDER, help="数据湖 folder of the lake")
@click.option("--as-of", required=True, type=DAY, help="截至该日24时 the end of this day, Beijing time")
@click.option("--known-on", type=click.DateTime(), help="只用此刻（UTC）已知的数据 what was known by then (UTC)")
@click.option(
    "--forecast", "forecasts", multiple=True, metavar=_FORECAST,
    help="自次日起逐日预报AQI forecast daily AQI from the next day on, may repeat",
)  # fmt: skip
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True)
def found(  # noqa: PLR0913, PLR0917 (one for each option)
    plan: Path, lake: Path, as_of: datetime, known_on: datetime | None, forecasts: tuple[str, ...], style: str
) -> None:
    """当日预警：一因一条，最重的规则说话；无从判断的规则点名。

    The warnings of a day: one a cause, the gravest rule speaks; rules that had nothing to look at are named.
    """
    from qingshan.evaluation.duties.compose import duties
    from qingshan.evaluation.judge import Question
    from qingshan.evaluation.run import evaluate
    from qingshan.evaluation.vocabulary import vocabulary
    from qingshan.evaluation.warnings.detect import detect, unwatched
    from qingshan.evaluation.warnings.gather import facts
    from qingshan.evaluation.warnings.rule import rules
    from qingshan.observations.store.lake import Lake
    from qingshan.plans.loading import load_plan

    day, known = as_of.date(), list(rules().values())
    foretold = tuple(_forecast(one, as_of) for one in forecasts)
    opened, compiled = Lake.open(lake), load_plan(plan, vocabulary())
    evaluation = evaluate(compiled, opened, Question(day, known_on))
    seen = facts(evaluation, opened, duties(compiled), (), known)
    seen = replace(seen, forecasts=foretold)
    alerts, blind = detect(known, seen, day), unwatched(known, seen)
    if style == "json":
        said = [{"rule": rule.key, "why": {"zh": why.zh, "en": why.en}} for rule, why in blind]
        document = {"as_of": day.isoformat(), "warnings": [one.as_json() for one in alerts], "unwatched": said}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        _show(alerts, blind, language())


def _forecast(written: str, as_of: datetime) -> Forecast:
    from datetime import timedelta

    from qingshan.evaluation.warnings.facts import Forecast

    area, _, values = written.partition("=")
    try:
        aqi = tuple(None if one in ("", "NA") else int(one) for one in values.split(","))
    except ValueError as error:
        raise click.BadParameter(f"{written}: {_FORECAST}", param_hint="--forecast") from error
    return Forecast(area, as_of.date() + timedelta(days=1), aqi)


def _show_rules(known: list[Rule], tongue: Language) -> None:
    from rich.table import Table

    from qingshan.evaluation.warnings.page import condition
    from qingshan.evaluation.warnings.rule import LEVELS
    from qingshan.evaluation.warnings.watching import watches

    table = Table(expand=True)
    for head, share in RULE_HEADS:
        table.add_column(head.say(tongue), overflow="fold", ratio=share)
    for rule in known:
        texts = (LEVELS[rule.level], rule.label, watches()[rule.watches].label, condition(rule))
        source = f"{rule.source}（{rule.verification.label.say(tongue)}）"
        table.add_row(rule.key, *(text.say(tongue) for text in texts), source)
    screen(markup=False).print(table)


def _show(alerts: tuple[Alert, ...], blind: tuple[tuple[Rule, Text], ...], tongue: Language) -> None:
    from rich.table import Table

    from qingshan.evaluation.warnings.rule import LEVELS

    table = Table(expand=True)
    for head, share in HEADS:
        table.add_column(head.say(tongue), overflow="fold", ratio=share)
    for one in alerts:
        table.add_row(*_cells(one, tongue))
    counts: dict[Any, int] = {level: sum(one.level == level for one in alerts) for level in reversed(LEVELS)}
    said = "  ".join(f"{LEVELS[level].say(tongue)} {count}" for level, count in counts.items())
    console = screen(markup=False)
    console.print(table)
    console.print(COUNTED.say(tongue, n=len(alerts), counts=said))
    if blind:
        said = "、".join(f"{rule.key}（{why.say(tongue)}）" for rule, why in blind)
        console.print(UNWATCHED.say(tongue, rules=said), style="yellow")


def _cells(one: Alert, tongue: Language) -> tuple[str, ...]:
    from qingshan.evaluation.warnings.rule import LEVELS

    others = f"（{'、'.join(one.others)}）" if one.others else ""
    return (
        LEVELS[one.level].say(tongue),
        one.explanation.say(tongue),
        one.rule + others,
        "、".join((*one.roles, *one.units)),
    )
