"""任务：谁、做什么、到何时、现在怎样；tasks of a plan with their states."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._screen import DAY, FOLDER, screen
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
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
COUNTED = Text("{tasks} 项任务：{counts}（尚无决定记录）", "{tasks} tasks: {counts} (no decisions are recorded yet)")


@click.group()
def command() -> None:
    """要点中的任务及其状态 the tasks of a plan and their states."""


@command.command("list")
@click.option("--plan", required=True, type=FOLDER, help="工作要点（文档或编译结果）a document or a compiled plan")
@click.option("--on", required=True, type=DAY, help="到该日终了 at the end of this day")
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True)
def listed(plan: Path, on: datetime, style: str) -> None:
    """每项任务的单位、节点、到期日和推定状态；力争时限已过不算逾期。

    Units, milestones, days and derived states of every task; a hoped-for date that has passed is never overdue.
    """
    from qingshan.evaluation.duties.compose import duties
    from qingshan.evaluation.duties.standing import standings
    from qingshan.evaluation.vocabulary import vocabulary
    from qingshan.plans.loading import load_plan

    found = list(standings(duties(load_plan(plan, vocabulary())), (), on.date()))
    if style == "json":
        rows = [as_json(duty, standing) for duty, standing in found]
        click.echo(json.dumps({"on": on.date().isoformat(), "tasks": rows}, ensure_ascii=False, indent=2))
    else:
        _show(found, language())


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


def _show(found: list[tuple[Duty, tuple[Standing, ...]]], tongue: Language) -> None:
    from collections import Counter

    from rich.table import Table

    from qingshan.evaluation.duties.standing import STATES, most_pressing

    table = Table(expand=True)
    for head, share in HEADS:
        table.add_column(head.say(tongue), overflow="fold", ratio=share)
    for duty, standings in found:
        for place, (one, at) in enumerate(zip(duty.milestones, standings, strict=True)):
            own = ("", "") if place else (f"{duty.path} {duty.heading}", "、".join(duty.leads))
            served = "" if place else " ".join(service.target for service in duty.serves)
            table.add_row(*own, one.text or "—", str(at.due or "—"), STATES[at.state].say(tongue), served)
    counts = Counter(most_pressing(standings).state for _, standings in found)
    console = screen(markup=False)
    console.print(table)
    said = "  ".join(f"{label.say(tongue)} {counts[state]}" for state, label in STATES.items() if counts[state])
    console.print(COUNTED.say(tongue, tasks=len(found), counts=said))
