"""台账：登记、办理、查询、到期、核验日志；the registers of the office, their entries, what is due, and the log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language, show_problem
from qingshan.cli._log import parsed, show_passes
from qingshan.cli._office import acting, call, day_option, do, office_option, pairs, print_json, say
from qingshan.cli._screen import FOLDER, screen, style_option
from qingshan.kernel.clock import known_now, today
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from qingshan.ledgers.due import Due
    from qingshan.ledgers.entry import Entry

MADE = Text("办公库：{place}", "the office: {place}")
WRITTEN = Text("{path}：{count} 条", "{path}: {count} entries")
IMPORTED = Text("读取 {read} 行，登记 {opened} 条，未变 {unchanged} 条，问题 {wrong} 处",
                "{read} rows read, {opened} opened, {unchanged} unchanged, {wrong} mistakes")  # fmt: skip
HEADS = {
    "ledger": Text("台账", "ledger"),
    "key": Text("编号", "key"),
    "state": Text("状态", "state"),
    "version": Text("版本", "version"),
    "since": Text("自", "since"),
    "due": Text("期限", "deadline"),
    "due_state": Text("期限状态", "how it stands"),
    "last_day": Text("截止日", "last day"),
    "days_left": Text("剩余天数", "days left"),
    "number": Text("记录", "record"),
    "day": Text("日期", "day"),
    "action": Text("事项", "action"),
    "actor": Text("办理人", "by"),
    "unit": Text("单位", "unit"),
    "role": Text("角色", "role"),
    "reason": Text("理由", "reason"),
    "document": Text("依据", "document"),
    "before": Text("变动前", "before"),
    "entries": Text("条目数", "entries"),
    "label": Text("名称", "label"),
}


@click.group()
def command() -> None:
    """台账：登记、办理、查询、到期、核验日志。

    The registers of the office: entries, what is due, and the log of everything done.
    """


@command.command()
@office_option
@click.option("--as", "name", metavar="NAME", help="首位管理员 the first administrator, in a new office")
@click.option("--unit", metavar="UNIT", help="其单位 the unit of that person")
def init(office: str, name: str | None, unit: str | None) -> None:
    """新建办公库并登记首位管理员，或升级已有的 make an office with its first administrator, or update one."""
    from qingshan.ledgers.entry import Actor
    from qingshan.operations.action import ADMINISTRATOR, Call, perform
    from qingshan.operations.office import make_office
    from qingshan.operations.settings import shown

    if bool(name) != bool(unit):
        raise click.UsageError("--as --unit")
    make_office(office)
    click.echo(MADE.say(language(), place=shown(office)))
    if name and unit:
        first = Call(Actor(name, unit), known_now(), today())
        say(perform("people.enter", {"name": name, "unit": unit, "roles": [ADMINISTRATOR]}, first))


@command.command()
@click.argument("action")
@click.argument("given", nargs=-1, metavar="[NAME=VALUE]...")
@acting
def perform(action: str, given: Sequence[str], **who: Any) -> None:
    """办理任一事项（people.enter unit.rename evidence.add …） any action of the office; a list is a,b,c."""
    from qingshan.operations.action import actions

    known = actions().get(action)
    do(action, pairs(given, _lists(known.given) if known else ()), who)


@command.command("open")
@click.argument("ledger")
@click.argument("key")
@click.argument("given", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--evidence", multiple=True, metavar="KEY", help="佐证材料编号 key of evidence")
@acting
def open_(ledger: str, key: str, given: Sequence[str], evidence: Sequence[str], **who: Any) -> None:
    """登记一个条目 open an entry of a ledger."""
    asked = {"ledger": ledger, "key": key, "fields": _fields(ledger, given), "evidence": list(evidence)}
    do("ledger.open", asked, who)


@command.command()
@click.argument("ledger")
@click.argument("key")
@click.argument("action")
@click.argument("given", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--evidence", multiple=True, metavar="KEY", help="佐证材料编号 key of evidence")
@click.option("--version", type=int, help="办理所依据的版本 the version that was looked at")
@acting
def act(  # noqa: PLR0913, PLR0917 (one for each option)
    ledger: str, key: str, action: str, given: Sequence[str], evidence: Sequence[str], version: int | None, **who: Any
) -> None:
    """办理一个条目 take an action on an entry."""
    asked = {"ledger": ledger, "key": key, "action": action, "given": _fields(ledger, given)}
    do("ledger.act", {**asked, "evidence": list(evidence), "version": version}, who)


@command.command()
@click.option("--year", help="哪一年的要点 the plan of which year (the latest)")
@acting
def promised(year: str | None, **who: Any) -> None:
    """登记现行要点承诺整改的问题 open the entries that the plan in force promises to rectify."""
    do("ledger.promised", {"year": year}, who)


@command.command()
@click.argument("ledger")
@click.argument("key")
@office_option
@style_option
def show(ledger: str, key: str, office: str, style: str) -> None:
    """一个条目的全部记录 everything that happened to an entry."""
    import msgspec

    from qingshan.operations.ledger.queries import history
    from qingshan.operations.office import open_office

    open_office(office)
    lines = [msgspec.to_builtins(line) for line in history(ledger, key)]
    if style == "json":
        print_json({"entry": lines[-1]["after"], "history": lines})
        return
    fields = lines[-1]["after"]["fields"]
    click.echo("\n".join(f"{name}: {_plain(value)}" for name, value in fields.items()))
    shown = ("number", "day", "action", "actor", "unit", "role", "state", "reason", "document", "before")
    _table([{name: line[name] for name in shown} for line in lines])


@command.command("list")
@click.argument("ledger", required=False)
@office_option
@day_option
@style_option
def list_(ledger: str | None, office: str, as_of: datetime | None, style: str) -> None:
    """截至某日的条目、状态和期限 entries as of a day, with their state and the deadline that presses most."""
    rows = [_row(entry, _pressing(dues)) for entry, dues in _standing(ledger, office, as_of)]
    _rows(rows, style)


@command.command()
@click.argument("ledger", required=False)
@office_option
@day_option
@style_option
def due(ledger: str | None, office: str, as_of: datetime | None, style: str) -> None:
    """截至某日逾期、临近和已过力争时间的 what is overdue, due soon or past the hoped-for date, as of a day."""
    pressing = {"overdue", "due_soon", "past_hoped_for", "unknown"}
    found = [(entry, one) for entry, dues in _standing(ledger, office, as_of) for one in dues if one.state in pressing]
    found.sort(key=lambda pair: str(pair[1].last_day))
    _rows([_row(entry, one) for entry, one in found], style)


@command.command()
@office_option
@click.option("--anchor", help="此前抄存的锚点 an anchor kept from an earlier run")
@click.option("--evidence", is_flag=True, help="连同佐证内容 the contents of evidence too")
@style_option
def verify(office: str, anchor: str | None, evidence: bool, style: str) -> None:
    """核验日志：哈希链、列与字节、现状与日志；指出被改动之处 verify the log and tell where it was tampered with."""
    from qingshan.operations.evidence.whole import verify_contents
    from qingshan.operations.log import chain
    from qingshan.operations.log.verify import verify as verified
    from qingshan.operations.office import open_office

    known = parsed(anchor)
    open_office(office)
    passes = [*verified(known), *([verify_contents()] if evidence else [])]
    show_passes(passes, chain.anchor(), style)


@command.command()
@click.argument("ledger")
@click.option("-o", "--output", type=FOLDER, required=True, help="写入的 .xlsx 文件 the file to write")
@office_option
@day_option
def export(ledger: str, output: Path, office: str, as_of: datetime | None) -> None:
    """把一个台账写成 Excel write a ledger as Excel, with the column heads in use."""
    from qingshan.ledgers.definitions import ledger as declared
    from qingshan.operations.ledger.sheet import write

    count = write(output, declared(ledger), (entry for entry, _ in _standing(ledger, office, as_of)))
    click.echo(WRITTEN.say(language(), path=output, count=count))


@command.command("import")
@click.argument("ledger")
@click.argument("file", type=FOLDER)
@acting
def import_(ledger: str, file: Path, **who: Any) -> None:
    """从 Excel 登记条目；有一处问题就一条也不登记 open entries from Excel; with one mistake none is opened."""
    from qingshan.operations.ledger.importing import import_table

    done = import_table(file, ledger, call(**who))
    for mistake in done.mistakes:
        show_problem(mistake)
    said = {"read": done.read, "opened": done.opened, "unchanged": done.unchanged, "wrong": len(done.mistakes)}
    click.echo(IMPORTED.say(language(), **said))
    if done.mistakes:
        raise SystemExit(1)


def _lists(struct: type[Any]) -> list[str]:
    """The fields of a struct that take several values."""
    return [name for name, kind in struct.__annotations__.items() if str(kind).startswith("tuple")]


def _fields(ledger: str, given: Sequence[str]) -> dict[str, Any]:
    from qingshan.ledgers.definitions import ledger as declared

    return pairs(given, (name for name, field in declared(ledger).fields.items() if field.many))


def _standing(ledger: str | None, office: str, as_of: datetime | None) -> Iterable[tuple[Entry, list[Due]]]:
    from qingshan.ledgers.definitions import ledger as declared
    from qingshan.operations.ledger.queries import with_dues
    from qingshan.operations.office import open_office

    open_office(office)
    if ledger is not None:
        declared(ledger)
    return with_dues(as_of.date() if as_of else today(), ledger)


def _pressing(dues: Sequence[Due]) -> Due | None:
    """The deadline not met that ends first."""
    running = [one for one in dues if one.done_on is None]
    return min(running, key=lambda one: str(one.last_day or "9"), default=None)


def _row(entry: Entry, one: Due | None) -> dict[str, Any]:
    from qingshan.ledgers.definitions import ledger as declared
    from qingshan.ledgers.due import LABELS

    said = {"ledger": entry.ledger, "key": entry.key, "version": entry.version, "since": entry.last_on.isoformat()}
    said["state"] = declared(entry.ledger).states[entry.state].label.say(language())
    if one is None:
        return {**said, "due": None, "due_state": None, "last_day": None, "days_left": None}
    days = {"last_day": one.last_day and one.last_day.isoformat(), "days_left": one.days_left}
    return {**said, "due": one.label.say(language()), "due_state": LABELS[one.state].say(language()), **days}


def _rows(rows: list[dict[str, Any]], style: str) -> None:
    if style == "json":
        print_json(rows)
    else:
        _table(rows)


def _table(rows: Sequence[Mapping[str, Any]]) -> None:
    from rich.table import Table

    if not rows:
        return
    table = Table(*(HEADS[name].say(language()) for name in rows[0]))
    for row in rows:
        table.add_row(*(_plain(value) for value in row.values()))
    screen(markup=False).print(table)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)
