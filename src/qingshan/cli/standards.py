"""标准的版本、参数和差别；editions of standards, their parameters and what changed."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

import click

from qingshan.cli import language
from qingshan.cli._screen import DAY, headed, screen, style_option
from qingshan.kernel.clock import today
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from rich.table import Table

    from qingshan.standards.book import Edition, Parameter, Rules

KEY = "KEY[@DATE]"
WORDS = {
    "edition": Text("版本", "edition"),
    "name": Text("标准", "standard"),
    "title": Text("名称", "title"),
    "from": Text("自", "from"),
    "until": Text("至", "until"),
    "phase": Text("阶段", "phase"),
    "parameter": Text("参数", "parameter"),
    "entry": Text("项", "entry"),
    "value": Text("值", "value"),
    "unit": Text("单位", "unit"),
    "clause": Text("条款", "clause"),
    "standing": Text("核实", "verification"),
    "note": Text("说明", "note"),
    "none": Text("两者数值相同", "no value differs"),
    "options": Text("选项", "options"),
    "errata": Text("勘误", "errata"),
    "sources": Text("来源", "sources"),
    "counted": Text("{n} 个参数：{states}", "{n} parameters: {states}"),
}


@click.group()
def command() -> None:
    """标准的版本、参数和差别。

    Editions of standards: what there is, what is in force, what changed.
    """


@command.command("list")
@style_option
def list_editions(style: str) -> None:
    """列出全部标准和版本，以及参数的核实情况 list every family and edition, and how far parameters were checked."""
    from qingshan.standards.book import book

    editions = [edition for family in book().families() for edition in book().editions(family)]
    counts = _verified(editions)
    if style == "json":
        found = {"editions": list(map(_as_json, editions)), "verification": counts}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    table = _table("edition", "name", "title", "from", "until")
    for edition in editions:
        _add_edition(table, edition)
    _show(table)
    click.echo(_counted(counts))


@command.command()
@click.option("--on", type=DAY, help="日期 the day (today)")
def inforce(on: datetime | None) -> None:
    """某日生效的版本和阶段 the editions and phases in force on a day."""
    from qingshan.kernel.problems import Problem
    from qingshan.standards.book import book

    day = on.date() if on else today()
    table = _table("edition", "name", "title", "from", "until", "phase")
    for family in book().families():
        try:
            edition = book().in_force(family, day)
        except Problem as problem:
            table.add_row(family, "—", problem.sentence(language()))
            continue
        phase = edition.phase(day)
        _add_edition(table, edition, "" if phase is None else phase.title.say(language()))
    _show(table)


@command.command()
@click.argument("key", metavar=KEY)
def show(key: str) -> None:
    """一个版本的全部参数 every parameter of an edition, in the phase of a day (its last day in force)."""
    rules = _view(key)
    _show(_heading(rules))
    table = _table("parameter", "value", "unit", "clause", "standing", "note")
    for parameter in rules.parameters:
        note = "" if parameter.note is None else parameter.note.say(language())
        label = f"{_label(rules, parameter.key)}\n{parameter.key}"
        table.add_row(label, _lines(parameter), parameter.unit, parameter.clause, _standing(parameter), note)
    _show(table)


@command.command()
@click.argument("older", metavar=KEY)
@click.argument("newer", metavar=KEY)
def diff(older: str, newer: str) -> None:
    """两个版本（或阶段）之间改变的数值 the values that differ between two editions or phases.

    An edition that has been superseded is taken at its end, the present one at its beginning, unless a date is given.
    """
    from qingshan.standards.compare import changes

    before, after = _view(older), _view(newer)
    found = changes(before, after, language())
    if not found:
        click.echo(WORDS["none"].say(language()))
        return
    table = _table("parameter", "entry", titles=(_title(before), _title(after)))
    for key, group in groupby(found, lambda change: change.key):
        rows = list(group)
        rules = after if rows[0].new else before
        table.add_section()
        table.add_row(_label(rules, key), "", _cited(rows[0].old), _cited(rows[0].new), style="bold")
        for change in rows:
            table.add_row("", change.entry, change.before or "—", change.after or "—")
    _show(table)


def _view(key: str) -> Rules:
    """``KEY`` or ``KEY@DATE``: an edition on its last day in force, or its first while it has none."""
    from qingshan.standards.book import book

    name, _, day = key.partition("@")
    try:
        asked = date.fromisoformat(day) if day else None
    except ValueError:
        raise click.BadParameter(f"{day!r} 不是日期; {day!r} is not a date", param_hint=KEY) from None
    edition = book().edition(name)
    return edition.on(asked or edition.until or edition.effective)


def _verified(editions: list[Edition]) -> dict[str, int]:
    """How many parameters of the editions, of their phases and options too, stand at each state of verification."""
    from qingshan.kernel.citation import Verification

    found: Counter[Verification] = Counter()
    for edition in editions:
        for parameters in (edition.parameters, *(layer.parameters for layer in (*edition.phases, *edition.options))):
            found.update(parameter.verification for parameter in parameters.values())
    return {state.value: found[state] for state in Verification}


def _counted(counts: dict[str, int]) -> str:
    from qingshan.kernel.citation import Verification

    tongue = language()
    separator = Text("，", ", ").say(tongue)
    states = separator.join(f"{Verification(state).label.say(tongue)} {n}" for state, n in counts.items())
    return WORDS["counted"].say(tongue, n=sum(counts.values()), states=states)


def _as_json(edition: Edition) -> dict[str, object]:
    return {
        "key": edition.key,
        "name": edition.name,
        "title": {"zh": edition.title.zh, "en": edition.title.en},
        "effective": edition.effective.isoformat(),
        "until": None if edition.until is None else edition.until.isoformat(),
        "verification": _verified([edition]),
    }


def _title(rules: Rules) -> str:
    phase = "" if rules.phase is None else f"\n{rules.phase.title.say(language())}"
    return f"{rules.edition.name}{phase}"


def _heading(rules: Rules) -> Table:
    from rich.table import Table

    edition, tongue = rules.edition, language()
    options = "；".join(f"{option.key} {option.title.say(tongue)}" for option in edition.options)
    errata = "；".join(f"{entry.known_from} {entry.key} {entry.reason.say(tongue)}" for entry in edition.errata)
    rows = {
        "edition": f"{edition.key}  {edition.name}",
        "title": edition.title.say(tongue),
        "from": f"{edition.effective} ({edition.effective_verification.label.say(tongue)})",
        "until": str(edition.until or "—"),
        "phase": "" if rules.phase is None else rules.phase.title.say(tongue),
        "options": options,
        "errata": errata,
        "sources": "；".join(edition.sources),
    }
    table = Table.grid(padding=(0, 2))
    for name, text in rows.items():
        if text:
            table.add_row(WORDS[name].say(tongue), text)
    return table


def _lines(parameter: Parameter) -> str:
    from qingshan.standards.compare import entries

    return "\n".join(f"{path}  {value}".strip() for path, value in entries(parameter.value, language()))


def _label(rules: Rules, key: str) -> str:
    from qingshan.standards.book import book

    labels = book().labels(rules.edition.family)
    return labels[key].say(language()) if key in labels else key


def _standing(parameter: Parameter) -> str:
    return parameter.verification.label.say(language())


def _cited(parameter: Parameter | None) -> str:
    return "—" if parameter is None else f"{parameter.clause} ({_standing(parameter)})"


def _add_edition(table: Table, edition: Edition, *more: str) -> None:
    until = str(edition.until or "")
    table.add_row(edition.key, edition.name, edition.title.say(language()), edition.effective.isoformat(), until, *more)


def _table(*names: str, titles: tuple[str, ...] = ()) -> Table:
    return headed((*(WORDS[name].say(language()) for name in names), *titles))


def _show(table: Table) -> None:
    screen(markup=False).print(table)
