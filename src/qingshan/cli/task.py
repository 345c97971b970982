"""任务：谁、做什么、到何时、现在怎样；tasks of a plan with their states."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._office import acting, do, office_option, optional_office, place, print_json
from qingshan.cli._screen import DAY, FOLDER, screen, style_option
from qingshan.kernel.clock import today
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    from qingshan.evaluation.duties.decisions import Decision
    from qingshan.evaluation.duties.duty import Duty
    from qingshan.evaluation.duties.standing import Standing

HEADS = (
    (Text("任务", "task"), 30),
    (Text("牵头或责任单位", "lead or responsible"), 34),
    (Text("节点", "milestone"), 18),
    (Text("到期", "due"), 12),
    (Text("状态", "state"), 18),
    (Text("服务的目标", "serves"), 24),
)
COUNTED = Text("{tasks} 项任务：{counts}（{known}）", "{tasks} tasks: {counts} ({known})")
UNDECIDED = Text("未查办公库，不计决定", "no office was asked: no decision counts")
DECIDED = Text("{n} 项决定", "{n} decisions")
DECISION_HEADS = (
    Text("日期", "day"),
    Text("节点", "milestone"),
    Text("决定", "decision"),
    Text("决定人", "by"),
    Text("角色", "role"),
    Text("依据", "document"),
    Text("所属期或延至", "period or new day"),
    Text("理由", "reason"),
)
KINDS = ("start", "report", "done", "accept_proof", "return_proof", "suspend", "resume", "extend")


@click.group()
def command() -> None:
    """要点中的任务及其状态 the tasks of a plan and their states."""


@command.command("list")
@click.option("--plan", type=FOLDER, help="工作要点（文档或编译结果）a document or a compiled plan")
@click.option("--on", required=True, type=DAY, help="到该日终了 at the end of this day")
@click.option("--unit", help="只看该单位的 those of one unit")
@optional_office
@style_option
def listed(plan: Path | None, on: datetime, unit: str | None, office: str | None, style: str) -> None:
    """每项任务的单位、节点、到期日和推定状态；给出 --plan 时尚无决定，否则取办公库中的现行要点和决定。

    Units, milestones, days and derived states of every task; a hoped-for date that has passed is never overdue. With
    --plan no decision counts; without it, plan in force and decisions are those of the office.
    """
    from qingshan.evaluation.duties.standing import standings

    known, decided = _known(plan, office, on.date())
    own = [duty for duty in known if unit is None or unit in {one.unit for one in duty.units}]
    found = list(standings(own, decided, on.date()))
    if style == "json":
        rows = [as_json(duty, standing) for duty, standing in found]
        print_json({"on": on.date().isoformat(), "tasks": rows})
    else:
        _show(found, language(), UNDECIDED if plan else DECIDED.filled(n=len(decided)))


@command.command()
@click.argument("task")
@click.option("--year", help="哪一年的要点 the plan of which year (the latest)")
@office_option
@style_option
def show(task: str, year: str | None, office: str, style: str) -> None:
    """一项任务：措施、单位、节点和全部决定 one task: measures, units, milestones, every decision on it."""
    import msgspec

    from qingshan.evaluation.duties.standing import standings
    from qingshan.operations.office import open_office
    from qingshan.operations.plan.in_force import period_of, plan_in_force
    from qingshan.operations.task.decided import decisions, duty_in_force

    open_office(office)
    duty = duty_in_force(year, task, today())
    made = [one for one in decisions(period_of(plan_in_force(year))) if one.duty == task]
    ((_, standing),) = standings([duty], made, today())
    if style == "json":
        print_json({**as_json(duty, standing), "decisions": msgspec.to_builtins(made)})
        return
    click.echo("\n".join((f"{duty.path} {duty.heading}", *duty.measures)))
    _show([(duty, standing)], language(), DECIDED.filled(n=len(made)))
    _show_decisions(made, language())


@command.command()
@click.argument("task")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--milestone", default="", help="节点编号 key of the milestone (the only one)")
@click.option("--until", type=DAY, help="延至 the new day of an extension")
@click.option("--period", default="", help="报送所属期 the period a report speaks of")
@click.option("--year", help="哪一年的要点 the plan of which year (the latest)")
@click.option("--evidence", multiple=True, metavar="KEY", help="佐证材料编号 key of evidence")
@acting
def decide(  # noqa: PLR0913, PLR0917 (one for each option)
    task: str, kind: str, milestone: str, until: datetime | None, period: str, year: str | None,
    evidence: Sequence[str], **who: Any,
) -> None:  # fmt: skip
    """对任务作决定：启动、报送、申报完成、验收、退回、暂缓、恢复、延期 decide on a task."""
    day = None if until is None else until.date().isoformat()
    given = {"task": task, "kind": kind, "milestone": milestone, "until": day, "period": period, "year": year}
    do("task.decide", {**given, "evidence": list(evidence)}, who)


def _known(plan: Path | None, office: str | None, day: date) -> tuple[tuple[Duty, ...], tuple[Decision, ...]]:
    """The tasks and the decisions by the end of a day."""
    if plan is not None:
        from qingshan.evaluation.duties.compose import duties
        from qingshan.evaluation.vocabulary import vocabulary
        from qingshan.plans.loading import load_plan

        return duties(load_plan(plan, vocabulary())), ()
    from qingshan.operations.office import open_office
    from qingshan.operations.plan.in_force import period_of, plan_in_force
    from qingshan.operations.task.decided import decisions, duties_in_force

    open_office(office or place())
    return duties_in_force(None, day), decisions(period_of(plan_in_force()), day)


def as_json(duty: Duty, found: tuple[Standing, ...]) -> dict[str, Any]:
    """A task as the contract has it; its state is that of its most pressing milestone."""
    from dataclasses import asdict

    from qingshan.evaluation.duties.standing import most_pressing

    milestones = [
        {**asdict(one), "on": one.on and one.on.isoformat(), "due": at.due and at.due.isoformat(), "state": at.state,
         "days_left": at.days_left, "late_by": at.late_by}
        for one, at in zip(duty.milestones, found, strict=True)
    ]  # fmt: skip
    plain = asdict(duty) | {"milestones": milestones, "leads": list(duty.leads)}
    return {**plain, "state": most_pressing(found).state}


def _show(found: list[tuple[Duty, tuple[Standing, ...]]], tongue: Language, known: Text) -> None:
    from collections import Counter

    from rich.table import Table

    from qingshan.evaluation.duties.standing import STATES, most_pressing

    table = Table(expand=True)
    for head, share in HEADS:
        table.add_column(head.say(tongue), overflow="fold", ratio=share)
    for duty, standings in found:
        for row, (one, at) in enumerate(zip(duty.milestones, standings, strict=True)):
            own = ("", "") if row else (f"{duty.path} {duty.heading}", "、".join(duty.leads))
            served = "" if row else " ".join(service.target for service in duty.serves)
            table.add_row(*own, one.text or "—", str(at.due or "—"), STATES[at.state].say(tongue), served)
    counts = Counter(most_pressing(standings).state for _, standings in found)
    console = screen(markup=False)
    console.print(table)
    said = "  ".join(f"{label.say(tongue)} {counts[state]}" for state, label in STATES.items() if counts[state])
    console.print(COUNTED.say(tongue, tasks=len(found), counts=said, known=known))


def _show_decisions(made: Sequence[Decision], tongue: Language) -> None:
    from rich.table import Table

    from qingshan.evaluation.duties.decisions import MOVES

    table = Table(*(head.say(tongue) for head in DECISION_HEADS))
    for one in made:
        said = (one.document, one.period or str(one.until or ""), one.reason)
        table.add_row(str(one.on), one.milestone, MOVES[one.kind].label.say(tongue), one.by, one.role, *said)
    if made:
        screen(markup=False).print(table)
