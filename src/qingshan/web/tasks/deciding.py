"""Decisions on the tasks: which ones somebody may take on a milestone now, and taking one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from qingshan.evaluation.duties.decisions import MOVES, Decision, of_milestone, stage
from qingshan.evaluation.duties.duty import Duty
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.operations.unit.names import units
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.pages import page
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.tasks.rows import Found
from qingshan.web.visitor import Visit
from qingshan.web.writing import do, done

UNIT_ROLE = "liaison"
REASONS = frozenset({"return_proof", "suspend", "extend"})
"""Decisions for which the form asks why; the office itself lets them pass without."""
PROVEN = frozenset({"done", "report"})
"""Decisions that evidence may stand under instead of a document."""
HINTS = {
    "start": Text("开始办理", "work has begun"),
    "report": Text("报送进展，附依据文件", "how far it is, by a document"),
    "done": Text("完成后申报，由调度员或领导验收", "claim it done; the coordinator or a leader looks at the proof"),
    "accept_proof": Text("核对佐证后验收", "after a look at the proof"),
    "return_proof": Text("佐证不足，退回", "the proof does not do"),
    "suspend": Text("暂缓期间不调度", "not asked for meanwhile"),
    "resume": Text("恢复调度", "asked for again"),
    "extend": Text("延至新的日期，须有文件", "to a new day, by a document"),
}


def held_for(duty: Duty, who: Actor) -> frozenset[str]:
    """The roles in which somebody may act on a task: as a liaison only for a unit that owes it."""
    owes = units().name_now(who.unit, working_day()) in {one.unit for one in duty.units}
    return who.roles if owes else who.roles - {UNIT_ROLE}


def moves(found: Found, milestone: str, made: Sequence[Decision], held: Collection[str]) -> list[dict[str, Any]]:
    """The decisions one may take on a milestone in the roles held, each with its role and what its form asks for."""
    duty, standings = found
    at = stage(of_milestone(made, duty.key, milestone))
    is_dated = any(one.milestone == milestone and one.due is not None for one in standings)
    return [
        {
            "kind": kind, "label": move.label, "hint": HINTS[kind], "role": role, "document": move.document,
            "until": kind == "extend", "period": kind == "report", "reason": kind in REASONS,
            "evidence": kind in PROVEN,
        }
        for kind, move in MOVES.items()
        if at in move.at and (kind != "extend" or is_dated)
        for role in [one for one in move.roles if one in held][:1]
    ]  # fmt: skip


@page(may=SIGNED_IN, methods=("POST",))
def decided(request: Visit, key: str) -> HttpResponse:
    """Take a decision on a milestone; the action judges who may."""
    said = {name: request.POST.get(name, "").strip() for name in ("kind", "milestone", "period", "year", "until")}
    evidence = [one for one in request.POST.getlist("evidence") if one]
    given = {**said, "task": key, "until": said["until"] or None, "year": said["year"] or None, "evidence": evidence}
    return done(request, f"{reverse('task', kwargs={'key': key})}?year={said['year']}", do(
        request, "task.decide", given, working_day()
    ))  # fmt: skip
