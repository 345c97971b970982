"""The calendar of daily AQI: one small drawing a month, coloured as the edition's categories are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from qingshan.evaluation.air_rules import AirRules, segments
from qingshan.evaluation.area_days import ITEMS
from qingshan.evaluation.groups import Group
from qingshan.kernel.periods import Period
from qingshan.reports.sheet import Day, Sheet
from qingshan.reports.svg import tag
from qingshan.standards.quantity import label

CELL, GAP, HEADER = 26, 2, 16
WEEK, WEEKS = 7, 6
PITCH = CELL + GAP
MIDDLE_GREY = 0.18
"""The brightness at which black and white contrast alike."""
INVALID, FUTURE = "invalid", "future"


@dataclass(frozen=True, slots=True)
class Category:
    """A level of the index as its edition declares it."""

    level: int
    name: str
    up_to: str
    fill: str
    ink: str


@dataclass(frozen=True)
class HeatMap:
    """The calendar of one area group over the period."""

    sheet: Sheet
    group: Group

    @cached_property
    def _days(self) -> dict[date, Day]:
        return self.sheet.days[self.group.key]

    @cached_property
    def months(self) -> list[tuple[str, Markup]]:
        """Each month's name and drawing."""
        return [(self._named(month), self._month(month)) for month in self.sheet.evaluation.period.months()]

    @cached_property
    def counts(self) -> Counter[str]:
        """Days by level (``l1`` …), invalid and to come."""
        return self._counted(self.sheet.evaluation.period)

    def _counted(self, period: Period) -> Counter[str]:
        return Counter(self._kind(day) for day in period.each_day())

    def _named(self, month: Period) -> str:
        return self.sheet.words("month", year=month.start.year, month=month.start.month)

    def _kind(self, day: date) -> str:
        if not self.sheet.has_passed(day):
            return FUTURE
        row = self._days.get(day)
        return f"l{row['level']}" if row and row["valid"] and row["level"] else INVALID

    def _month(self, month: Period) -> Markup:
        offset = month.start.weekday()
        heads = [
            tag("text", name, x=column * PITCH + CELL / 2, y=HEADER - 5, class_="wk")
            for column, name in enumerate(self.sheet.words("weekdays"))
        ]
        cells = [self._cell(day, offset + step) for step, day in enumerate(month.each_day())]
        size = f"0 0 {WEEK * PITCH - GAP} {HEADER + WEEKS * PITCH}"
        return tag("svg", *heads, *cells, viewBox=size, class_="month", role="img", aria_label=self._said(month))

    def _cell(self, day: date, place: int) -> Markup:
        x, y = place % WEEK * PITCH, HEADER + place // WEEK * PITCH
        kind = self._kind(day)
        drawn = [
            tag("title", self._tip(day, kind)),
            tag("rect", x=x, y=y, width=CELL, height=CELL, rx=3),
            tag("text", str(day.day), x=x + 3, y=y + 8, class_="dn"),
        ]
        if kind.startswith("l"):
            drawn.append(tag("text", str(self._days[day]["aqi"]), x=x + CELL / 2, y=y + 21, class_="aq"))
        return tag("g", *drawn, class_=kind)

    def _tip(self, day: date, kind: str) -> str:
        words, row = self.sheet.words, self._days.get(day)
        if kind == FUTURE:
            return words("day_future", day=day)
        if row is None:
            return words("day_missing", day=day)
        if kind == INVALID:
            return words("day_invalid", day=day, items=self._items(lambda item: row[item] is None))
        said = words("day_value", day=day, aqi=row["aqi"], level=self._names[kind])
        primary = self._items(lambda item: row[f"primary_{item}"] == 1)
        return said + (words("day_primary", items=primary) if primary else "")

    def _items(self, wanted: Callable[[str], bool]) -> str:
        words = self.sheet.words
        return words.listed([words.say(label(item)) for item in ITEMS if wanted(item)])

    @cached_property
    def _names(self) -> dict[str, str]:
        return {f"l{one.level}": one.name for one in categories(self.sheet)}

    def _said(self, month: Period) -> str:
        """What a month shows, for those who hear the page."""
        words = self.sheet.words
        names = self._names | {INVALID: words("legend_invalid"), FUTURE: words("legend_future")}
        counted = self._counted(month)
        parts = [f"{name} {words('legend_days', count=counted[kind])}" for kind, name in names.items() if counted[kind]]
        return words("month_said", group=self.group.key, month=self._named(month), counts=words.listed(parts))


def categories(sheet: Sheet) -> list[Category]:
    """The categories of the latest index edition used, with the ink that reads best on their colour."""
    found, low = [], 0
    for entry in sheet.rules.index.value("categories"):
        span = f"{low}–{entry['up_to']}" if entry["up_to"] is not None else f">{low - 1}"
        name = entry["name"][sheet.words.language]
        red, green, blue = entry["rgb"]
        found.append(Category(entry["level"], name, span, f"rgb({red} {green} {blue})", _ink(red, green, blue)))
        low = (entry["up_to"] or 0) + 1
    return found


def _ink(*rgb: int) -> str:
    """Black or white, whichever contrasts more: the shares of red, green and blue in brightness are those of WCAG."""
    red, green, blue = ((part / 255) ** 2.2 for part in rgb)
    return "#000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > MIDDLE_GREY else "#fff"


def index_editions(sheet: Sheet) -> list[str]:
    """The names of the index editions that the days of the period were judged by."""
    asked = sheet.evaluation.question.editions
    spans = segments(sheet.passed or sheet.evaluation.period, asked)
    return list(dict.fromkeys(AirRules.on(span.start, asked).index.edition.name for span in spans))
