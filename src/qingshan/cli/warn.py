"""预警：规则、当日发现、入库、处置、督办；warning rules, what they find on a day, and what is done about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import _warnings, language
from qingshan.cli._office import acting, call, print_json, say
from qingshan.cli._screen import screen, style_option
from qingshan.cli._standing import Looked, as_of_option, asking, known_option, lake_option, look, plan_option
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
_forecasts_option = click.option(
    "--forecast", "forecasts", multiple=True, metavar=_FORECAST,
    help="自次日起逐日预报AQI forecast daily AQI from the next day on, may repeat",
)  # fmt: skip


@click.group()
def command() -> None:
    """预警规则、当日预警、预警处置和督办 warning rules, the warnings of a day, what is done about them, supervision."""


for one in _warnings.commands:
    command.add_command(one)


@command.command("rules")
@style_option
def listed(style: str) -> None:
    """列出预警规则：条件、等级、来源、核实程度（说明见 docs/warnings.md）。

    The warning rules: condition, level, source and how far it was checked.
    """
    import msgspec

    from qingshan.evaluation.warnings.rule import rules

    if style == "json":
        print_json([msgspec.to_builtins(one) for one in rules().values()])
    else:
        _show_rules(list(rules().values()), language())


@command.command("detect")
@asking
@_forecasts_option
@style_option
def found(forecasts: tuple[str, ...], style: str, **asked: Any) -> None:
    """当日预警：一因一条，最重的规则说话；无从判断的规则点名。不入库。

    The warnings of a day: one a cause, the gravest rule speaks; rules that had nothing to look at are named. Nothing
    is stored. With an office its decisions, ledgers and awaited answers count.
    """
    alerts, blind = _detected(look(**asked), forecasts)
    if style == "json":
        said = [{"rule": rule.key, "why": {"zh": why.zh, "en": why.en}} for rule, why in blind]
        warnings = [one.as_json() for one in alerts]
        print_json({"as_of": asked["as_of"].date().isoformat(), "warnings": warnings, "unwatched": said})
    else:
        _show(alerts, blind, language())


@command.command("run")
@plan_option
@lake_option
@as_of_option
@known_option
@_forecasts_option
@acting
def run(
    plan: Path | None, lake: Path, as_of: datetime, known_on: datetime | None, forecasts: tuple[str, ...], **who: Any
) -> None:
    """检测当日预警并入库：新的登记，仍在的更新，消失的注明 detect the warnings of a day and keep them.

    A cause is one warning for as long as it is found; --as-of is the day it counts for.
    """
    import msgspec

    from qingshan.evaluation.warnings.gather import readings
    from qingshan.operations.action import perform

    if who["on"] not in {None, as_of}:
        raise click.UsageError("--on --as-of")
    by = call(**{**who, "on": as_of})
    looked = look(plan, lake, as_of, known_on, who["office"])
    alerts, blind = _detected(looked, forecasts)
    unjudged = [{"rule": rule.key, "why": why} for rule, why in blind]
    given = {"alerts": alerts, "unjudged": unjudged, "readings": readings(looked.evaluation)}
    say(perform("warning.detect", msgspec.to_builtins(given), by))


def _detected(looked: Looked, forecasts: tuple[str, ...]) -> tuple[tuple[Alert, ...], tuple[tuple[Rule, Text], ...]]:
    """The warnings of the day, and the rules that had nothing to look at."""
    from qingshan.evaluation.warnings.detect import detect, unwatched
    from qingshan.evaluation.warnings.gather import facts
    from qingshan.evaluation.warnings.rule import rules

    known, day = list(rules().values()), looked.evaluation.question.as_of
    seen = facts(looked.evaluation, looked.lake, looked.duties, looked.decisions, known)
    seen = replace(seen, forecasts=tuple(_forecast(one, day) for one in forecasts))
    if looked.has_office:
        from qingshan.operations.facts import of_office

        seen = of_office(seen, day)
    return detect(known, seen, day), unwatched(known, seen)


def _forecast(written: str, day: date) -> Forecast:
    from datetime import timedelta

    from qingshan.evaluation.warnings.facts import Forecast

    area, _, values = written.partition("=")
    try:
        aqi = tuple(None if one in ("", "NA") else int(one) for one in values.split(","))
    except ValueError as error:
        raise click.BadParameter(f"{written}: {_FORECAST}", param_hint="--forecast") from error
    return Forecast(area, day + timedelta(days=1), aqi)


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
