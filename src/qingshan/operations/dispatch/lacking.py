"""The figures that a month's dispatch is to ask for, from the plan in force and a lake."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.evaluation.dispatch.asking import FigureLine, figures_asked, month_of, named
from qingshan.evaluation.reported import forms
from qingshan.observations.returns.figures import figures
from qingshan.observations.returns.template import chosen
from qingshan.observations.store.lake import Lake
from qingshan.operations.plan.in_force import plan_in_force


def lacking(lake: Lake, period: str, reporters: Mapping[str, str], year: str = "") -> tuple[FigureLine, ...]:
    """Every figure lacking at the end of a month; ``reporters`` names units by indicator, before who reported last.

    A line without a reporter is nobody's yet: a person has to name one. OBS032 when ``reporters`` names no indicator.
    """
    chosen(forms(), list(reporters))
    month = month_of(period)
    return named(figures_asked(plan_in_force(year or period[:4]), figures(lake), month), reporters)
