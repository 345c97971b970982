"""按标准计算一条规则；calculate one rule of a standard from given numbers."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import click

from qingshan.cli import language
from qingshan.cli._screen import DAY, headed, screen, style_option
from qingshan.kernel.clock import today
from qingshan.kernel.text import Language, Text

STATES = {
    "final": Text("有效", "final"),
    "insufficient_data": Text("数据不足", "insufficient data"),
    "not_applicable": Text("不适用", "not applicable"),
}
HEADS = (Text("步骤", "step"), Text("值", "value"), Text("依据", "source"), Text("说明", "note"))


class _Calc(click.Command):
    """Lists the rules under the options."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's)
        from qingshan.standards.rule import rules

        with formatter.section("规则 Rules"):
            formatter.write_dl(
                [
                    (name, f"{entry.label.zh} {entry.label.en}: {' '.join(part.name for part in entry.inputs)}")
                    for name, entry in rules().items()
                ]
            )


@click.command(cls=_Calc, context_settings={"ignore_unknown_options": False})
@click.argument("rule")
@click.argument("values", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--edition", metavar="KEY", help="按此版本计算 apply this edition, such as hj633:2012")
@click.option("--on", type=DAY, help="按此日期生效的版本和阶段 the edition and phase in force on this day (today)")
@click.option("--option", metavar="NAME", help="版本的选项 an option of the edition, such as letter")
@click.option("--basis", metavar="NAME", help="评价依据，如 realtime the basis of a rule, as basis=NAME")
@click.option("--known-on", type=DAY, help="只用此日之前公布的勘误 errata known on this day")
@click.option("--accept-unverified", is_flag=True, help="允许使用未核实的参数 allow unverified parameters")
@style_option
def command(  # noqa: PLR0913, PLR0917 (one for each option)
    rule: str,
    values: tuple[str, ...],
    edition: str | None,
    on: datetime | None,
    option: str | None,
    basis: str | None,
    known_on: datetime | None,
    accept_unverified: bool,
    style: str,
) -> None:
    """按标准计算一条规则，例如 qingshan calc aqi-day pm25=76 o3_8h=120 --on 2021-07-01。

    Calculate one rule from NAME=VALUE pairs. A series is written 3,4,8; NA is a missing value.
    """
    from qingshan.standards.evaluate import Asked, evaluate_rule

    day = on.date() if on else None
    asked = Asked(
        edition=edition,
        on=day or (None if edition else today()),
        option=option,
        known_on=known_on.date() if known_on else None,
        accept_unverified=accept_unverified,
    )
    given = dict(map(_pair, values)) | ({} if basis is None else {"basis": basis})
    answer = evaluate_rule(rule, given, asked)
    if style == "json":
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        _print(answer, language())


def _pair(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator or not name:
        raise click.BadParameter(f"{text!r} 不是 NAME=VALUE; {text!r} is not NAME=VALUE", param_hint="NAME=VALUE")
    return name, value


def _print(answer: dict[str, Any], tongue: Language) -> None:
    from qingshan.kernel.trace import Step

    steps = [Step.from_json(step) for step in answer["trace"]]
    state = STATES[answer["state"]].say(tongue)
    console = screen(markup=False)
    phase = f" / {answer['phase']}" if answer["phase"] else ""
    console.print(f"{steps[0].label.say(tongue)} {answer['edition']}{phase} {answer['on']}")
    console.print(f"{answer['value'] or '—'} {answer['unit']}  {state}", style="bold")
    if answer["unverified"]:
        mark = Text("含未核实参数：{keys}", "rests on unverified parameters: {keys}")
        console.print(mark.say(tongue, keys=", ".join(answer["unverified"])), style="yellow")
    for name, part in answer["parts"].items():
        rows = _rows(part, tongue)
        console.print(f"  {name}: {'' if rows else _readable(part, tongue)}".rstrip())
        for row in rows:
            console.print(f"    {row}")
    table = headed(head.say(tongue) for head in HEADS)
    for step in steps:
        for depth, part in step.walk():
            notes = "；".join(note.say(tongue) for note in part.notes)
            value = f"{part.value or '—'} {part.unit}".strip()
            table.add_row("  " * depth + part.label.say(tongue), value, "\n".join(part.sources), notes)
    console.print(table)


def _rows(part: Any, tongue: Language) -> list[str]:
    """One line for each entry of a part whose entries have parts of their own; none for a plain one."""
    if isinstance(part, dict) and any(isinstance(entry, (dict, list)) for entry in part.values()):
        return [f"{name}  {_readable(entry, tongue)}" for name, entry in part.items()]
    if isinstance(part, list) and any(isinstance(entry, dict) for entry in part):
        return [_readable(entry, tongue) for entry in part]
    return []


def _readable(part: Any, tongue: Language) -> str:
    if isinstance(part, dict) and set(part) == {"zh", "en"}:
        return str(part[tongue])
    if isinstance(part, dict):
        return "  ".join(f"{name} {_readable(entry, tongue)}" for name, entry in part.items())
    if isinstance(part, list):
        return ", ".join(_readable(entry, tongue) for entry in part) or "—"
    return "—" if part is None else str(part)
