"""The trend of daily PM2.5 with its limits and the mean so far. Floats only place ink; figures are the evaluation's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil

from markupsafe import Markup

from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import indicators
from qingshan.evaluation.judge import OTHER_UNIT
from qingshan.kernel.units import plain
from qingshan.reports.asked import own_wish
from qingshan.reports.sheet import Sheet
from qingshan.reports.svg import line, tag
from qingshan.standards.rule import DECIMALS, SCALE, written

INDICATOR, ITEM, DEDUCTED = "air.pm25_mean", "pm25", "pm25_deducted"
LEVELS = ("<=", "<", "==")
LEFT, TOP, BOTTOM = 30, 18, 22
LABEL_PITCH, LABEL_WIDTH = 14, 36
STEP = 25
ROOM_ABOVE = 1.3
SHOWN_SHARE = 0.97
"""Share of the days that the frame holds; the highest ones are marked at its top with their value."""


@dataclass(frozen=True, slots=True)
class Size:
    """A drawing's width and height and the room for labels at its right, in its own units."""

    width: int
    height: int
    right: int


WIDE, NARROW = Size(1140, 250, 110), Size(380, 220, 96)


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled level: a limit, or the mean so far."""

    kind: str
    label: str
    level: float


@dataclass(frozen=True)
class Trend:
    """The PM2.5 of one area group in one size."""

    sheet: Sheet
    group: Group
    size: Size

    def drawing(self) -> Markup:
        mean = line(list(self._mean()), class_="mean")
        parts = (*self._grid(), *self._bars(), *self._above(), *self._levels(), mean, *self._labels())
        said = self.sheet.words("trend_said", group=self.group.key)
        view = f"0 0 {self.size.width} {self.size.height}"
        return tag("svg", *parts, viewBox=view, role="img", aria_label=said)

    @cached_property
    def marks(self) -> list[Mark]:
        """The tiers of the group's PM2.5 targets, the standard's yearly limit, and the mean so far if there is one."""
        words, found = self.sheet.words, self._requirements()
        limit = yearly_limit(self.sheet)[0]
        found.append(Mark("limit", words("trend_limit", value=limit), float(limit)))
        standing = self.sheet.evaluation.air.standing(indicators()[INDICATOR], self.group)
        if standing is not None:
            found.append(Mark("mean", words("trend_mean", value=plain(standing.value)), float(standing.value)))
        return list(dict.fromkeys(found))

    def _requirements(self) -> list[Mark]:
        return [
            Mark(kind, self.sheet.words(f"trend_{kind}", value=plain(tier.limit)), float(tier.limit))
            for entry in self.sheet.evaluation.judged
            if entry.group.key == self.group.key and entry.target.indicator.key == INDICATOR
            for kind, tier in (("must", entry.must), ("strive", None if own_wish(entry.target) else entry.strive))
            if tier and tier.limit is not None and tier.comparator in LEVELS and OTHER_UNIT not in entry.reasons
        ]

    @cached_property
    def _values(self) -> dict[date, tuple[int | None, int | None]]:
        """Every day passed: the daily mean as measured and with dust deducted, in thousandths."""
        passed, days = self.sheet.passed, self.sheet.days[self.group.key]
        found = {day: days.get(day, {}) for day in (passed.each_day() if passed else ())}
        return {day: (row.get(ITEM), row.get(DEDUCTED)) for day, row in found.items()}

    @cached_property
    def _top(self) -> float:
        shown = sorted(value for value, _ in self._values.values() if value is not None)
        high = shown[int((len(shown) - 1) * SHOWN_SHARE)] / SCALE if shown else 0
        return STEP * ceil(max(high, *(ROOM_ABOVE * mark.level for mark in self.marks)) / STEP)

    @property
    def _edge(self) -> int:
        return self.size.width - self.size.right

    @property
    def _floor(self) -> int:
        return self.size.height - BOTTOM

    @property
    def _pitch(self) -> float:
        """The width of a day."""
        return (self._edge - LEFT) / self.sheet.evaluation.period.days

    def _x(self, day: date) -> float:
        return LEFT + self._pitch * (day - self.sheet.evaluation.period.start).days

    def _y(self, level: float) -> float:
        return self._floor - (self._floor - TOP) * min(level / self._top, 1)

    def _grid(self) -> Iterator[Markup]:
        for level in range(0, int(self._top) + 1, STEP):
            y = self._y(level)
            yield tag("path", d=f"M{LEFT},{y:.1f}H{self._edge}", class_="grid")
            yield tag("text", str(level), x=LEFT - 5, y=y + 4, class_="ax end")
        for month in self.sheet.evaluation.period.months():
            x = self._x(month.start)
            yield tag("path", d=f"M{x:.1f},{self._floor}v4", class_="tick")
            yield tag(
                "text", str(month.start.month), x=x + self._pitch * month.days / 2, y=self._floor + 15, class_="ax mid"
            )

    def _bars(self) -> Iterator[Markup]:
        for day, (value, deducted) in self._values.items():
            place = {"x": self._x(day), "width": f"{0.8 * self._pitch:.2f}"}
            title = tag("title", self._tip(day, value, deducted))
            if value is None:
                yield tag("rect", title, y=self._floor - 8, height=8, class_="gap", **place)
                continue
            y = self._y(value / SCALE)
            kind = "bar" if value == deducted else "bar dusty"
            yield tag("rect", title, y=y, height=self._floor - y, class_=kind, **place)

    def _above(self) -> Iterator[Markup]:
        """The values of the days that leave the frame; of neighbours the highest."""
        high = sorted((-value, day) for day, (value, _) in self._values.items() if value and value / SCALE > self._top)
        taken: list[float] = []
        for negative, day in high:
            x = max(self._x(day) + self._pitch / 2, LEFT + LABEL_WIDTH / 2)
            if all(abs(x - other) >= LABEL_WIDTH for other in taken):
                taken.append(x)
                yield tag("text", f"▲{written(-negative, DECIMALS)}", x=x, y=TOP - 5, class_="ax mid")

    def _tip(self, day: date, value: int | None, deducted: int | None) -> str:
        words = self.sheet.words
        if value is None:
            return words("day_missing" if day not in self.sheet.days[self.group.key] else "trend_invalid", day=day)
        said = words("trend_value", day=day, value=written(value, DECIMALS))
        if deducted is None:
            return said + words("trend_left_out")
        return said if value == deducted else said + words("trend_deducted", value=written(deducted, DECIMALS))

    def _mean(self) -> Iterator[tuple[float, float]]:
        total = count = 0
        for day, (_, deducted) in self._values.items():
            if deducted is not None:
                total, count = total + deducted, count + 1
                yield self._x(day) + self._pitch / 2, self._y(total / count / SCALE)

    def _levels(self) -> Iterator[Markup]:
        for mark in self.marks:
            if mark.kind != "mean":
                yield tag("path", d=f"M{LEFT},{self._y(mark.level):.1f}H{self._edge}", class_=mark.kind)

    def _labels(self) -> Iterator[Markup]:
        """Labels at the right in the order of their levels, pushed apart, each tied to its level."""
        marks = sorted(self.marks, key=lambda mark: -mark.level)
        middle = sum(self._y(mark.level) for mark in marks) / len(marks)
        height = LABEL_PITCH * (len(marks) - 1)
        first = max(TOP, min(middle - height / 2, self._floor - height))
        for place, mark in enumerate(marks):
            y = first + LABEL_PITCH * place
            yield tag("path", d=f"M{self._edge},{self._y(mark.level):.1f}L{self._edge + 10},{y:.1f}", class_="tie")
            yield tag("text", mark.label, x=self._edge + 13, y=y + 4, class_=f"lb {mark.kind}")


def yearly_limit(sheet: Sheet) -> tuple[str, str]:
    """The standard's yearly PM2.5 limit, level 2, and the edition it stands in."""
    limits = sheet.rules.limits
    return limits.table("limit_year_level2")[ITEM], limits.edition.name
