"""The figures that stand at a moment of knowledge: those departments reported, those set from above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from qingshan.kernel.figures import DECIMALS, Assigned, Figure
from qingshan.kernel.text import Text
from qingshan.kernel.units import plain, unscaled
from qingshan.observations.store.lake import FAR_FUTURE, Lake, connect

FLAGS = {
    "jump": Text("与上一时段相差过大", "far from the period before"),
    "early": Text("文件早于时段结束，暂作初步数", "document older than the end of the period: preliminary"),
    "fraction": Text("百分数不大于 1，疑为小数", "a percentage of at most 1, perhaps a fraction"),
}
"""What a figure that was kept may be marked with."""

_FIGURES = """
SELECT indicator, area, period, value, numerator, denominator, unit, document, dated, reporter, stage, source, flags,
    max(revision) OVER (PARTITION BY indicator, area, period) AS last_revision
FROM reported WHERE known_from <= ?
QUALIFY row_number() OVER (PARTITION BY indicator, area, period, stage ORDER BY revision DESC) = 1
ORDER BY indicator, area, period, stage
"""
_ASSIGNED = """
SELECT indicator, area, period, comparator, value, unit, base_year, base_value, pace, document, issued_on, verification,
    source
FROM declared WHERE known_from <= ?
QUALIFY row_number() OVER (PARTITION BY indicator, area, period, issued_on ORDER BY known_from DESC) = 1
ORDER BY indicator, area, period, issued_on
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure that stands, and the greatest revision of its indicator, area and period at any stage."""

    figure: Figure
    revision: int


def figures(lake: Lake, known_on: datetime | None = None) -> list[Figure]:
    """One figure for each indicator, area and period as known at ``known_on`` (UTC, naive): highest stage, then latest.

    Values are decimals in the figure's own unit; a number that was not reported is None.
    """
    by_stage = standing(lake, known_on)
    return list({(one.figure.key, one.figure.area, one.figure.period): one.figure for one in by_stage}.values())


def standing(lake: Lake, known_on: datetime | None = None) -> list[Standing]:
    """The latest figure of each indicator, area, period and stage, in this order."""
    return [_standing(row) for row in _rows(lake, "figures", "reported", _FIGURES, known_on)]


def assigned(lake: Lake, known_on: datetime | None = None) -> list[Assigned]:
    """Every figure set from above as known at ``known_on`` (UTC, naive), all documents; which one counts on a day is
    the evaluation's to say.
    """
    return [_assigned(row) for row in _rows(lake, "assigned", "declared", _ASSIGNED, known_on)]


def _rows(lake: Lake, table: str, view: str, query: str, known_on: datetime | None) -> list[tuple[Any, ...]]:
    with connect() as connection:
        lake.all_rows(connection, table).create_view(view)
        return connection.execute(query, [known_on or FAR_FUTURE]).fetchall()


def _standing(row: tuple[Any, ...]) -> Standing:
    key, area, period, value, numerator, denominator, unit, document, dated, reporter, stage, source, flags, last = row
    figure = Figure(
        key, area, period, _decimal(value), _decimal(numerator), _decimal(denominator), unit, document, dated, reporter,
        stage, source, tuple(flags.split()),
    )  # fmt: skip
    return Standing(figure, last)


def _decimal(value: int | None) -> Decimal | None:
    """Without the zeros that storage adds: 95.3, not 95.300000."""
    return None if value is None else Decimal(plain(unscaled(value, DECIMALS)).rstrip("0").rstrip("."))


def _assigned(row: tuple[Any, ...]) -> Assigned:
    indicator, area, period, comparator, value, unit, base_year, base_value, pace, document, *rest = row
    issued_on, verification, source = rest
    base = None if base_value is None else Decimal(base_value)
    return Assigned(
        indicator, area, period, comparator, Decimal(value), unit, base_year, base, pace, document, issued_on,
        verification, source,
    )  # fmt: skip
