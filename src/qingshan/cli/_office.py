"""What every command on the office shares: which office, who acts, and what is said when it is done."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._screen import DAY
from qingshan.kernel.clock import known_now, today
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from qingshan.operations.action import Call
    from qingshan.operations.log.canonical import Line

SETTING, DATABASE, DEFAULT = "QINGSHAN_OFFICE", "QINGSHAN_DATABASE", "office.sqlite3"
_PARTS = re.compile(r"[,，、]")
DONE = Text("第 {number} 号记录：{action} {kind} {key}，第 {version} 版 {state}",
            "record {number}: {action} {kind} {key}, version {version} {state}")  # fmt: skip

_OFFICE_HELP = f"办公库：SQLite 文件或 postgresql:// 地址 file or address of the office ({SETTING}, {DEFAULT})"


def place() -> str:
    """The office that the environment names, or the file of the usual name."""
    return os.environ.get(SETTING) or os.environ.get(DATABASE) or DEFAULT


office_option = click.option("--office", default=place, help=_OFFICE_HELP)
optional_office = click.option("--office", help=_OFFICE_HELP)
day_option = click.option("--as-of", "as_of", type=DAY, help="截至哪一天 as of the end of a day (today)")


def acting(function: Callable[..., None]) -> Callable[..., None]:
    """Who does it, when and by what: the options of everything that writes."""
    options = (
        office_option,
        click.option("--as", "name", required=True, metavar="NAME", help="办理人 who does it"),
        click.option("--unit", required=True, metavar="UNIT", help="其单位 the unit of that person"),
        click.option("--role", default="", metavar="ROLE", help="以何角色 in which role (all that are held)"),
        click.option("--on", type=DAY, help="办理日期 the day it was done (today)"),
        click.option("--reason", default="", help="理由 why"),
        click.option("--document", default="", help="依据文件 by which document"),
    )
    for option in reversed(options):
        function = option(function)
    return function


def call(  # noqa: PLR0913 (one for each option)
    *, office: str, name: str, unit: str, role: str, on: datetime | None, reason: str, document: str
) -> Call:
    from qingshan.operations.action import Call
    from qingshan.operations.office import open_office
    from qingshan.operations.people.identity import actor

    open_office(office)
    return Call(actor(name, unit, role), known_now(), on.date() if on else today(), reason, document)


def do(action: str, given: Mapping[str, Any], who: Mapping[str, Any]) -> None:
    """Perform an action as the options of :func:`acting` say, and print its records."""
    from qingshan.operations.action import perform

    asking = call(**who)
    say(perform(action, given, asking))


def say(lines: Sequence[Line]) -> None:
    for line in lines:
        named = {"number": line.number, "action": line.action, "kind": line.kind, "key": line.key}
        click.echo(DONE.say(language(), **named, version=line.version, state=line.state).rstrip())


def pairs(given: Sequence[str], lists: Iterable[str] = ()) -> dict[str, Any]:
    """Words ``NAME=VALUE``; a name among ``lists`` takes several values."""
    wrong = [one for one in given if "=" not in one]
    if wrong:
        raise click.UsageError(f"NAME=VALUE: {' '.join(wrong)}")
    said, many = dict(one.split("=", 1) for one in given), set(lists)
    return {name: _parts(value) if name in many else value for name, value in said.items()}


def _parts(value: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(value) if part.strip()]


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
