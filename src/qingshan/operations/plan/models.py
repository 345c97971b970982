"""The table of plans."""

from __future__ import annotations

from qingshan.operations.subject import Subject


class PlanNow(Subject):
    """The version of a plan in force; key: the year it is for. The document is ``plans.ir.Plan`` as JSON."""

    KIND = "plan"
