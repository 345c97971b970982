"""The periods figures are reported for, and the one before each."""

from __future__ import annotations

from datetime import timedelta

from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.observations.returns import problems
from qingshan.observations.returns.wording import PERIODS

_ANY = Text("部门填报的数", "a reported figure")


def period_of(text: str, where: str) -> Period:
    """The period a text names; OBS035 when it names none."""
    try:
        return Period.of(text)
    except ValueError:
        raise problems.UNKNOWN_PERIOD.at(where, text, indicator=_ANY, kinds=" ".join(PERIODS)) from None


def before(period: Period) -> Period:
    """The period of the same kind that ends the day before this one begins; of a span, the same dates a year before."""
    if period.kind == "span":
        return period.year_before()
    last = period.start - timedelta(days=1)
    return Period.of(str(Period(last, last, period.kind)))
