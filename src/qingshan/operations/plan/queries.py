"""The versions of a plan, read from the log, and what a new version would lose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.log.canonical import line_of
from qingshan.operations.log.models import Record
from qingshan.operations.plan.models import PlanNow
from qingshan.operations.task.models import TaskNow
from qingshan.plans.ir import Plan

VERSION = Text("工作要点的这一版", "this version of the plan")


@dataclass(frozen=True, slots=True)
class Version:
    """One adoption: ``number`` is that of its record in the log, ``at`` the moment in UTC as the log writes it."""

    version: int
    number: int
    day: date
    at: str
    actor: str
    unit: str
    reason: str
    document: str


def versions(period: str) -> list[Version]:
    """Every version of the plan of a year, the newest first; empty where none was adopted."""
    found = Record.objects.filter(kind=PlanNow.KIND, key=period).order_by("-version")
    return [Version(**row) for row in found.values(*Version.__slots__)]


def plan_version(period: str, version: int) -> Plan:
    """A version as it was adopted; OPS013 where there is none."""
    found = Record.objects.filter(kind=PlanNow.KIND, key=period, version=version)
    stored = found.values_list("stored", flat=True).first()
    if stored is None:
        raise problems.NOT_THERE.at(f"{PlanNow.KIND} {period}", version, what=VERSION)
    return Plan.from_json(line_of(bytes(stored)).after["plan"])


def decided_and_lost(period: str, plan: Plan) -> list[str]:
    """The tasks of a year on which decisions stand and which a plan no longer has."""
    keys = TaskNow.objects.filter(key__startswith=TaskNow.key_of(period, "")).values_list("key", flat=True)
    return sorted({TaskNow.duty_of(key) for key in keys} - {task.id for task in plan.tasks})
