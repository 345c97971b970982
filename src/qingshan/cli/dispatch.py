"""月调度：开单、填报、审核、锁定、更正、入湖；the monthly dispatch, from the sheets of units to the lake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language, show_problem
from qingshan.cli._office import acting, call, day_option, do, office_option, pairs, print_json, say
from qingshan.cli._screen import DAY, FOLDER, screen, style_option
from qingshan.kernel.clock import known_now, today
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from qingshan.evaluation.dispatch.asking import FigureLine
    from qingshan.ledgers.due import Due
    from qingshan.ledgers.entry import Entry
    from qingshan.observations.returns.importing import ReturnsAccount
    from qingshan.operations.dispatch.sheets import Sheet

HEADS = {
    "period": Text("调度期", "period"),
    "unit": Text("单位", "unit"),
    "state": Text("状态", "state"),
    "tasks": Text("任务", "tasks"),
    "figures": Text("数据", "figures"),
    "due": Text("期限", "deadline"),
    "due_state": Text("期限状态", "how it stands"),
    "last_day": Text("截止日", "last day"),
    "version": Text("版本", "version"),
}
UNASSIGNED = Text(
    "尚无单位填报：{name}（{indicator}，{area} {period}）；用 --assign {indicator}=单位 指定",
    "nobody reports {name} yet ({indicator}, {area} {period}); name a unit with --assign {indicator}=UNIT",
)
COUNTED = Text("{count} 张填报单：{counts}", "{count} sheets: {counts}")
WRITTEN = Text("{path}：{count} 行待填", "{path}: {count} lines to fill")
DELIVERED = Text(
    "{sheets} 张单：新收 {kept}，修订 {revised}，未变 {unchanged}，拒收 {refused}；此前已入湖 {known} 张",
    "{sheets} sheets: {kept} new, {revised} revised, {unchanged} unchanged, {refused} refused; {known} known before",
)
CHANGED = Text(
    "{where}：{indicator} {area} {period} 由 {before}（{document_before}）改为 {after}（{document_after}）",
    "{where}: {indicator} {area} {period} from {before} ({document_before}) to {after} ({document_after})",
)

_period = click.argument("period")
_unit = click.argument("of", metavar="UNIT")
_evidence = click.option("--evidence", multiple=True, metavar="KEY", help="佐证材料编号 key of evidence")
_version = click.option("--version", type=int, help="办理所依据的版本 the version that was looked at")


@click.group()
def command() -> None:
    """月调度：开单、填报、审核、锁定、更正、入湖。

    The monthly dispatch: asks units for tasks and figures, reviews, locks, amends, delivers to the lake.
    """


@command.command("open")
@_period
@click.option("--lake", type=FOLDER, help="数据湖；不给则只调度任务 the lake (without it, tasks only)")
@click.option("--assign", multiple=True, metavar="INDICATOR=UNIT", help="指标由哪个单位填报 who reports an indicator")
@click.option("--year", default="", help="哪一年的要点 the plan of which year (that of the month)")
@acting
def open_(period: str, lake: Path | None, assign: Sequence[str], year: str, **who: Any) -> None:
    """为每个单位开一张单；再次运行只补未开的 a sheet for each unit; again, for those without one."""
    from qingshan.observations.store.lake import Lake
    from qingshan.operations.action import perform
    from qingshan.operations.dispatch.lacking import lacking

    asking = call(**who)
    lines = lacking(Lake.open(lake), period, pairs(assign), year) if lake else ()
    for one in (one for one in lines if not one.reporter):
        click.echo(UNASSIGNED.say(language(), **_said(one)))
    asked = [{"reporter": one.reporter, **one.as_json()} for one in lines if one.reporter]
    say(perform("dispatch.open", {"period": period, "figures": asked, "plan": year}, asking))


def _said(line: FigureLine) -> dict[str, str]:
    return {name: getattr(line, name) for name in ("name", "indicator", "area", "period")}


@command.command("list")
@click.argument("period", required=False)
@office_option
@day_option
@style_option
def list_(period: str | None, office: str, as_of: datetime | None, style: str) -> None:
    """截至某日的填报单、状态和期限 the sheets as of a day, their state and deadline."""
    from qingshan.operations.dispatch.queries import sheets_on
    from qingshan.operations.office import open_office

    open_office(office)
    rows = [_row(*pair) for pair in sheets_on(period or "", as_of.date() if as_of else today())]
    if style == "json":
        print_json(rows)
        return
    _table(rows)
    states = dict.fromkeys(row["state"] for row in rows)
    counts = "  ".join(f"{state} {sum(row['state'] == state for row in rows)}" for state in states)
    click.echo(COUNTED.say(language(), count=len(rows), counts=counts))


def _row(entry: Entry, dues: Sequence[Due]) -> dict[str, Any]:
    from qingshan.ledgers.definitions import ledger
    from qingshan.ledgers.due import LABELS
    from qingshan.operations.dispatch.sheets import Sheet

    running = [one for one in dues if one.done_on is None]
    pressing = min(running, key=lambda one: str(one.last_day or "9"), default=dues[-1] if dues else None)
    sheet = Sheet(entry)
    return {
        "period": sheet.period,
        "unit": sheet.unit,
        "state": ledger(entry.ledger).states[entry.state].label.say(language()),
        "tasks": len(sheet.lines("tasks")),
        "figures": len(sheet.lines("figures")),
        "due": pressing and pressing.label.say(language()),
        "due_state": pressing and LABELS[pressing.state].say(language()),
        "last_day": pressing and pressing.last_day and pressing.last_day.isoformat(),
        "version": entry.version,
    }


@command.command()
@_period
@_unit
@office_option
@style_option
def show(period: str, of: str, office: str, style: str) -> None:
    """一张填报单逐行显示 one sheet, line by line."""
    from qingshan.evaluation.dispatch.filling import columns
    from qingshan.ledgers.definitions import ledger

    found = _sheet(period, of, office)
    if style == "json":
        print_json(found.entry.as_json())
        return
    state = ledger(found.entry.ledger).states[found.entry.state].label.say(language())
    click.echo(f"{found.cited}  {state}  {found.entry.opened_on}")
    for table in ("tasks", "figures"):
        labels = {name: field.label.say(language()) for name, field in columns(table).items()}
        for line in found.lines(table):
            said = [f"  {label}: {_plain(table, name, line[name])}" for name, label in labels.items() if name in line]
            click.echo("\n".join([*said, ""]))


def _plain(table: str, name: str, value: Any) -> str:
    from qingshan.evaluation.dispatch.filling import columns

    field = columns(table)[name]
    if field.options:
        return field.options[value].say(language())
    return "、".join(value) if isinstance(value, list) else str(value)


@command.command()
@_period
@_unit
@click.option("-o", "--output", required=True, type=FOLDER, help="写到哪个 .xlsx 文件 the .xlsx file to write")
@office_option
def form(period: str, of: str, output: Path, office: str) -> None:
    """写出一个单位要填的 Excel 表 write the Excel form of a unit, filled with what is known."""
    from qingshan.operations.dispatch.form import write

    count = write(output, _sheet(period, of, office))
    click.echo(WRITTEN.say(language(), path=output, count=count))


@command.command()
@_period
@_unit
@click.argument("file", type=FOLDER)
@_evidence
@acting
def submit(period: str, of: str, file: Path, evidence: Sequence[str], **who: Any) -> None:
    """报送填好的表；有问题逐格指出，不收下 hand in a filled form; mistakes are named by cell, all at once."""
    from qingshan.evaluation.dispatch.filling import HandedIn
    from qingshan.operations.action import perform
    from qingshan.operations.dispatch.form import answers
    from qingshan.operations.dispatch.sheets import sheet

    asking = call(**who)
    found = sheet(period, of, asking.day)
    handed = HandedIn(found.unit, asking.day, tuple(evidence))
    given = _naming(lambda: answers(file, found, handed))
    asked = {"period": period, "unit": of, "evidence": list(evidence), "version": found.entry.version}
    say(_naming(lambda: perform("dispatch.submit", {**asked, **given}, asking)))


def _naming(done: Callable[[], Any]) -> Any:
    """What is done; when a sheet has mistakes, each is shown before the sheet is refused."""
    from qingshan.evaluation.dispatch.filling import Mistakes

    try:
        return done()
    except Mistakes as found:
        for mistake in found.mistakes:
            show_problem(mistake)
        raise


@command.command("return")
@_period
@_unit
@_version
@acting
def return_(period: str, of: str, version: int | None, **who: Any) -> None:
    """退回重报，理由用 --reason return a sheet with a note (--reason)."""
    do("dispatch.return", {"period": period, "unit": of, "version": version}, who)


@command.command()
@_period
@_unit
@_version
@acting
def accept(period: str, of: str, version: int | None, **who: Any) -> None:
    """审核通过，进展记入任务 accept a sheet; what it reports is put down on the tasks."""
    do("dispatch.accept", {"period": period, "unit": of, "version": version}, who)


@command.command()
@_period
@_unit
@click.option("--until", required=True, type=DAY, help="延至 the new last day")
@_version
@acting
def extend(period: str, of: str, until: datetime, version: int | None, **who: Any) -> None:
    """延长一个单位的时限，须有理由和文件 more time for a unit, by a reason and a document."""
    given = {"period": period, "unit": of, "until": until.date().isoformat(), "version": version}
    do("dispatch.extend", given, who)


@command.command()
@_period
@click.option("--evidence", multiple=True, required=True, metavar="KEY", help="调度通报的编号 key of the bulletin")
@click.option("--early", is_flag=True, help="提前锁定，须有理由 while sheets have time or await review, by a reason")
@acting
def lock(period: str, evidence: Sequence[str], early: bool, **who: Any) -> None:
    """凭通报锁定一个月；未通过的记为缺报 lock a month with its bulletin; what was not accepted is missed."""
    do("dispatch.lock", {"period": period, "evidence": list(evidence), "early": early}, who)


@command.command()
@_period
@_unit
@click.argument("given", nargs=-1, metavar="NAME=VALUE...")
@click.option("--task", help="更正哪项任务 the task")
@click.option("--milestone", default="", help="其节点 its milestone (the only one)")
@click.option("--figure", metavar="INDICATOR", help="更正哪个指标的数 the indicator of the figure")
@click.option("--area", default="", help="其区域 its area")
@click.option("--time", default="", metavar="PERIOD", help="其时段 its period")
@_evidence
@acting
def amend(  # noqa: PLR0913, PLR0917 (one for each option)
    period: str,
    of: str,
    given: Sequence[str],
    task: str | None,
    milestone: str,
    figure: str | None,
    area: str,
    time: str,
    evidence: Sequence[str],
    **who: Any,
) -> None:
    """锁定后更正一行，须有理由和文件；整行重填 amend one line of a locked sheet, answered anew and whole."""
    if (task is None) == (figure is None):
        raise click.UsageError("--task | --figure")
    values = pairs(given, ["evidence"])
    if task is not None:
        line = {"task": {"task": task, "milestone": milestone, **values}}
    else:
        line = {"figure": {"indicator": figure, "area": area, "period": time, **values}}
    asked = {"period": period, "unit": of, **line, "evidence": list(evidence)}
    _naming(lambda: do("dispatch.amend", asked, who))


@command.command()
@click.option("--lake", required=True, type=FOLDER, help="数据湖（不存在则新建） the lake, made if it is not there")
@click.option("--period", default="", help="只送这个月 of this month only")
@office_option
@style_option
def deliver(lake: Path, period: str, office: str, style: str) -> None:
    """把已审核的数送入数据湖；重复运行不重复写入 bring accepted figures into a lake; again writes nothing."""
    from qingshan.observations.store.lake import Lake
    from qingshan.operations.dispatch.figures import deliver as delivered
    from qingshan.operations.office import open_office

    open_office(office)
    done = delivered(Lake.create(lake), known_now(), period)
    if style == "json":
        print_json(done.as_json(language()))
    else:
        _show_delivery(done)
    if done.problems:
        raise SystemExit(1)


def _show_delivery(done: ReturnsAccount) -> None:
    for problem in done.problems:
        show_problem(problem)
    for change in done.changes:
        click.echo(CHANGED.say(language(), **change.as_json()))
    counts = {part: done.total(part) for part in ("kept", "revised", "unchanged", "refused")}
    known = sum(one.is_known for one in done.files)
    click.echo(DELIVERED.say(language(), sheets=len(done.files), known=known, **counts))


def _sheet(period: str, unit: str, office: str) -> Sheet:
    from qingshan.operations.dispatch.sheets import sheet
    from qingshan.operations.office import open_office

    open_office(office)
    return sheet(period, unit, today())


def _table(rows: Sequence[dict[str, Any]]) -> None:
    from rich.table import Table

    table = Table(*(head.say(language()) for head in HEADS.values()))
    for row in rows:
        table.add_row(*("" if row[name] is None else str(row[name]) for name in HEADS))
    screen(markup=False).print(table)
