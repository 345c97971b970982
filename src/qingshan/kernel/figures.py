"""Figures that departments report: what a form asks for, and one figure as it was reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from qingshan.kernel.text import Text

Comparison = Literal["<=", ">=", "<", ">", "==", "~=", "decrease_by", "increase_by"]
Nature = Literal["flow", "stock"]
"""A flow is summed over the periods it is reported for; of a stock the latest figure stands."""
DECIMALS = 6
"""Reported numbers are stored as millionths of their unit."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A numerator or a denominator: what it counts, in which unit."""

    label: Text
    unit: str


@dataclass(frozen=True, slots=True)
class FigureForm:
    """One reported indicator as a form asks for it and an import checks it.

    With both operands the value follows from them (``factor`` times their quotient, in ``unit``) and need not be
    reported; with none the value itself is. ``lowest`` and ``highest`` bound it (decimals in ``unit``); a value
    outside is refused. A change of more than ``jump`` per cent against the figure before is kept and flagged.
    ``periods`` are the kinds of period a figure may speak of.
    """

    key: str
    label: Text
    unit: str
    nature: Nature
    periods: tuple[str, ...] = ("year", "half", "quarter", "month")
    numerator: Operand | None = None
    denominator: Operand | None = None
    factor: int = 100
    lowest: str | None = None
    highest: str | None = None
    jump: str | None = None
    example: tuple[str, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as reported; ``dated`` is the day of its source document, not of its import."""

    key: str
    area: str
    period: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    unit: str
    document: str
    dated: date
    reporter: str
    stage: int
    source: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assigned:
    """A figure set by a superior for a year, or by a five-year plan for its span (``2021-2025``).

    ``value`` is in ``unit``; ``base_value`` is the level of ``base_year`` where the pace needs one. ``pace`` is the
    method asked for (None: the default). ``verification`` says how far the figure was checked against its document.
    """

    indicator: str
    area: str
    period: str
    comparator: Comparison
    value: Decimal
    unit: str
    base_year: int | None
    base_value: Decimal | None
    pace: str | None
    document: str
    issued_on: date
    verification: str
    source: str
