"""The commands of ``warn`` on the warnings that are kept, and on supervision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._office import acting, day_option, do, office_option, pairs, print_json
from qingshan.cli._screen import screen, style_option
from qingshan.kernel.clock import BEIJING, known_now, today
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from qingshan.operations.supervision.queries import Awaited
    from qingshan.operations.supervision.stored import Supervised
    from qingshan.operations.warning.queries import Escalated
    from qingshan.operations.warning.stored import Stored

HEADS = {
    "key": Text("预警", "warning"),
    "level": Text("等级", "level"),
    "state": Text("状态", "state"),
    "raised_on": Text("首次", "raised"),
    "last_seen": Text("最近", "last seen"),
    "cleared_on": Text("消失", "gone since"),
    "explanation": Text("说明", "explanation"),
    "to": Text("送达", "to"),
    "matter": Text("事项", "matter"),
    "step": Text("步骤", "step"),
    "place": Text("序号", "no."),
    "unit": Text("单位", "unit"),
    "by": Text("期限", "by"),
    "days_left": Text("剩余天数", "days left"),
    "call_at": Text("可呼叫时间", "call from"),
    "rule": Text("规则", "rule"),
    "precision": Text("准确率", "precision"),
    "day": Text("日期", "day"),
    "action": Text("办理", "action"),
    "actor": Text("办理人", "by"),
    "role": Text("角色", "role"),
    "number": Text("记录", "record"),
    "reason": Text("说明", "said"),
    "document": Text("依据", "document"),
    "answer": Text("答复", "answer"),
}
TO_ESCALATE = Text("无人确认，应升级 {n} 条", "not acknowledged, a step is due: {n}")
TO_ANSWER = Text("待答复 {n} 件，其中逾期 {late} 件", "answers awaited: {n}, late: {late}")
SHOWN = ("number", "day", "action", "actor", "unit", "role", "state", "reason", "document")
_version_option = click.option("--version", type=int, help="办理所依据的版本 the version that was looked at")


@click.command("list")
@click.option("--all", "everything", is_flag=True, help="含已办结 those that were closed too")
@office_option
@day_option
@style_option
def listed(everything: bool, office: str, as_of: datetime | None, style: str) -> None:
    """截至某日未办结的预警，最重的在前 the open warnings as of a day, gravest first."""
    from qingshan.evaluation.warnings.rule import LEVELS
    from qingshan.operations.warning.queries import open_warnings, warnings

    day, order = _opened(office, as_of), list(LEVELS)
    found = list(warnings(day) if everything else open_warnings(day))
    found.sort(key=lambda one: (-order.index(one.life.level), one.life.key))
    if style == "json":
        print_json([_as_json(one) for one in found])
    else:
        _table([_row(one) for one in found])


@click.command()
@click.argument("key")
@office_option
@style_option
def show(key: str, office: str, style: str) -> None:
    """一条预警：现状、全部记录、督办 one warning: how it stands, all that happened, its supervision."""
    import msgspec

    from qingshan.operations.supervision.queries import supervised
    from qingshan.operations.warning.queries import history
    from qingshan.operations.warning.stored import standing

    day = _opened(office, None)
    lines = [msgspec.to_builtins(line) for line in history(key)]
    matter = supervised(day).get(f"warning {key}")
    if style == "json":
        taken = matter and msgspec.to_builtins(matter)
        print_json({**_as_json(standing(key)), "history": lines, "supervision": taken})
        return
    _table([_row(standing(key))])
    _table([{name: line[name] for name in SHOWN} for line in lines])
    _table([] if matter is None else _steps(matter))


def _steps(matter: Supervised) -> list[dict[str, Any]]:
    """The steps taken on a matter, each with what its document says and the answer to it."""
    from qingshan.evaluation.warnings.ladder import ladder

    which, answers = ladder(), {one.place: f"{one.on} {one.by} {one.said or one.document}" for one in matter.answers}
    names = {name: label.say(language()) for name, label in which.fields.items()}
    steps = {key: one.label.say(language()) for key, one in which.known.items()}
    return [
        {
            "place": place, "step": steps.get(one.step, one.step), "day": one.on, "actor": one.by, "role": one.role,
            "document": "\n".join(f"{names.get(name, name)}：{value}" for name, value in one.fields.items()),
            "reason": one.reason, "answer": answers.get(place, ""),
        }
        for place, one in enumerate(matter.taken, 1)
    ]  # fmt: skip


@click.command()
@click.argument("key")
@_version_option
@acting
def acknowledge(key: str, version: int | None, **who: Any) -> None:
    """确认一条预警：已知悉并负责 somebody has seen it and answers for it."""
    do("warning.acknowledge", {"key": key, "version": version}, who)


@click.command()
@click.argument("key")
@_version_option
@acting
def act(key: str, version: int | None, **who: Any) -> None:
    """记录处置，--reason 写明做了什么 say what was done (--reason)."""
    do("warning.act", {"key": key, "version": version}, who)


@click.command()
@click.argument("key")
@click.argument("finding", type=click.Choice(["true", "false", "instrument", "weather"]))
@_version_option
@acting
def judge(key: str, finding: str, version: int | None, **who: Any) -> None:
    """判定属实、误报、仪器或气象原因，--reason 写明理由 judge it; --reason says why."""
    do("warning.judge", {"key": key, "finding": finding, "version": version}, who)


@click.command()
@click.argument("key")
@_version_option
@acting
def close(key: str, version: int | None, **who: Any) -> None:
    """办结一条已判定的预警 close a warning that was judged."""
    do("warning.close", {"key": key, "version": version}, who)


@click.command()
@click.argument("matter")
@click.argument("step")
@click.argument("given", nargs=-1, metavar="[NAME=VALUE]...")
@_version_option
@acting
def step(matter: str, step: str, given: Sequence[str], version: int | None, **who: Any) -> None:
    """对事项督办：提醒、函告、通报、约谈、挂牌督办、督办单（字段见 docs/warnings.md）take a step of supervision.

    MATTER: "warning KEY", "entry LEDGER/KEY", "task YEAR/KEY" or "unit NAME".
    """
    do("supervision.take", {"matter": matter, "step": step, "fields": pairs(given), "version": version}, who)


@click.command()
@click.argument("matter")
@click.argument("place", type=int)
@click.option("--evidence", multiple=True, metavar="KEY", help="佐证材料编号 key of evidence")
@_version_option
@acting
def answer(matter: str, place: int, evidence: Sequence[str], version: int | None, **who: Any) -> None:
    """答复一个督办步骤（序号见 due），--reason 或 --document 写明内容 answer a step of supervision."""
    do("supervision.answer", {"matter": matter, "place": place, "evidence": list(evidence), "version": version}, who)


@click.command()
@office_option
@day_option
@style_option
def due(office: str, as_of: datetime | None, style: str) -> None:
    """截至某日应升级的预警和待答复的督办 steps due because nobody acknowledged, and answers awaited."""
    from qingshan.operations.supervision.queries import awaited
    from qingshan.operations.warning.queries import escalations

    day = _opened(office, as_of)
    climbing = [_climbing(one) for one in escalations(day, known_now().astimezone(BEIJING).replace(tzinfo=None))]
    waiting = [_waiting(one) for one in awaited(day)]
    if style == "json":
        print_json({"as_of": day.isoformat(), "escalations": climbing, "answers": waiting})
        return
    click.echo(TO_ESCALATE.say(language(), n=len(climbing)))
    _table(climbing)
    click.echo(TO_ANSWER.say(language(), n=len(waiting), late=sum(one["days_left"] < 0 for one in waiting)))
    _table(waiting)


@click.command()
@office_option
@day_option
@style_option
def precision(office: str, as_of: datetime | None, style: str) -> None:
    """每条规则的准确率：属实占已判定 how right each rule has been: true over decided."""
    from qingshan.operations.warning.queries import precision as measured

    found = [one for one in measured(_opened(office, as_of)) if one.raised]
    if style == "json":
        print_json([{"rule": one.rule, "raised": one.raised, **one.findings, "share": one.share} for one in found])
    else:
        _table([{"rule": one.rule, "precision": one.said.say(language())} for one in found])


commands = (listed, show, acknowledge, act, judge, close, step, answer, due, precision)


def _opened(office: str, as_of: datetime | None) -> date:
    """The day that is asked about, of an office that is open."""
    from qingshan.operations.office import open_office

    open_office(office)
    return as_of.date() if as_of else today()


def _as_json(one: Stored) -> dict[str, Any]:
    return {"key": one.life.key, "version": one.version, **one.document()}


def _row(one: Stored) -> dict[str, Any]:
    from qingshan.evaluation.warnings.life import STATES
    from qingshan.evaluation.warnings.rule import LEVELS

    life, alert = one.life, one.alert
    return {
        "key": life.key, "level": LEVELS[life.level].say(language()), "state": STATES[life.state].say(language()),
        "raised_on": life.raised_on, "last_seen": life.last_seen, "cleared_on": life.cleared_on or "",
        "explanation": alert.explanation.say(language()), "to": "、".join((*alert.roles, *alert.units)),
    }  # fmt: skip


def _climbing(one: Escalated) -> dict[str, Any]:
    life = one.warning.life
    said = {"key": life.key, "step": one.step.label.say(language()), "raised_on": life.raised_on.isoformat()}
    explanation = one.warning.alert.explanation.say(language())
    return {**said, "call_at": one.call_at.isoformat(timespec="minutes"), "explanation": explanation}


def _waiting(one: Awaited) -> dict[str, Any]:
    said = {"matter": one.matter, "place": one.place, "step": one.step.label.say(language())}
    return {**said, "unit": "、".join(one.taken.units), "by": one.by.isoformat(), "days_left": one.days_left}


def _table(rows: Sequence[dict[str, Any]]) -> None:
    from rich.table import Table

    if not rows:
        return
    table = Table()
    for name in rows[0]:
        table.add_column(HEADS[name].say(language()), overflow="fold")
    for row in rows:
        table.add_row(*map(str, row.values()))
    screen(markup=False).print(table)
