"""The plan in force."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.plan.models import PlanNow
from qingshan.plans.ir import Plan

PLAN = Text("工作要点", "plan")


def plan_in_force(period: str | None = None) -> Plan:
    """The plan of a year, or of the latest year there is. OPS013 when none was adopted."""
    asked = PlanNow.objects.order_by("-key") if period is None else PlanNow.objects.filter(key=period)
    document = asked.values_list("document", flat=True).first()
    if document is None:
        raise problems.NOT_THERE.at(PlanNow.KIND, period or "", what=PLAN)
    return Plan.from_json(document["plan"])


def period_of(plan: Plan) -> str:
    """The year a plan is for, by which the office keeps it. OPS022 when it names none."""
    if not plan.document.period:
        raise problems.NO_PERIOD.at(plan.document.name or PlanNow.KIND, plan.document.title)
    return plan.document.period
