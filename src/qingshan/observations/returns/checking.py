"""Whether a row of a return can be taken: each mistake by its cell; nothing is put right silently."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from qingshan.kernel.figures import Figure, FigureForm
from qingshan.kernel.periods import Period
from qingshan.kernel.problems import Code, Problem
from qingshan.observations.returns import problems
from qingshan.observations.returns.layout import LABEL, mark
from qingshan.observations.returns.numbers import Numbers, check_numbers
from qingshan.observations.returns.periods import period_of
from qingshan.observations.returns.reading import ReturnedRow
from qingshan.observations.returns.units import is_same, spoken

PRELIMINARY = 0
"""The stage of a figure whose document is older than the end of its period."""
_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?", re.ASCII)
_EVIDENCE = ("document", "reporter")


class Rules(NamedTuple):
    """What a return is checked against: the forms, the template's areas, the day of the import, the stage it claims."""

    forms: Mapping[str, FigureForm]
    areas: tuple[str, ...]
    day: date
    stage: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """A row that can be taken as far as it alone tells."""

    figure: Figure
    form: FigureForm
    period: Period
    row: ReturnedRow


@dataclass(slots=True)
class Found:
    """The mistakes of one row, in the order of its cells."""

    row: ReturnedRow
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: Code, cell: str, **values: object) -> None:
        place = self.row[cell]
        self.problems.append(code.at(place.where, place.text, **values))


def check(row: ReturnedRow, rules: Rules) -> Accepted | list[Problem]:
    """The figure of a row, or everything that is wrong with it. The row gives at least one number."""
    found = Found(row)
    form = rules.forms.get(row["indicator"].text)
    if form is None:
        found.add(problems.UNKNOWN_INDICATOR, "indicator", known=" ".join(sorted(rules.forms)))
        return found.problems
    period = _identity(row, form, rules, found)
    numbers = check_numbers(row, form)
    found.problems += numbers.problems
    dated = _evidence(row, rules, found)
    if found.problems or period is None or dated is None:
        return found.problems
    return Accepted(_figure(row, form, numbers, (period, dated, rules.stage)), form, period, row)


def _identity(row: ReturnedRow, form: FigureForm, rules: Rules, found: Found) -> Period | None:
    """That the row speaks of what the template wrote there; gives its period."""
    if not is_same(row["unit"].text, form.unit):
        found.add(problems.WRONG_UNIT, "unit", indicator=form.label, unit=spoken(form.unit))
    area, text = row["area"].text, row["period"].text
    if area not in rules.areas:
        found.add(problems.UNKNOWN_AREA, "area", known=" ".join(rules.areas))
    try:
        period = period_of(text, row["period"].where)
    except Problem as problem:
        found.problems.append(problem)
        return None
    if period.kind not in form.periods:
        found.add(problems.UNKNOWN_PERIOD, "period", indicator=form.label, kinds=" ".join(form.periods))
    elif area in rules.areas and row["mark"].text != mark(form, area, text):
        said = f"{form.key} {area} {text}"
        found.problems.append(problems.FOREIGN_ROW.at(row["indicator"].where, said))
    return period


def _evidence(row: ReturnedRow, rules: Rules, found: Found) -> date | None:
    """That document, date and reporter are there; gives the date."""
    for name in _EVIDENCE:
        if row[name].is_empty:
            found.add(problems.NO_EVIDENCE, name, what=LABEL[name])
    if row["dated"].is_empty:
        found.add(problems.NO_EVIDENCE, "dated", what=LABEL["dated"])
        return None
    dated = _day(row["dated"].value)
    if dated is None:
        found.add(problems.NOT_A_DATE, "dated")
    elif dated > rules.day:
        found.add(problems.FUTURE_DATE, "dated", today=rules.day)
    return dated


def _day(held: object) -> date | None:
    if isinstance(held, datetime):
        return held.date()
    match = _DAY.fullmatch(held.strip()) if isinstance(held, str) else None
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _figure(row: ReturnedRow, form: FigureForm, numbers: Numbers, said: tuple[Period, date, int]) -> Figure:
    period, dated, stage = said
    is_early = dated < period.end
    flags = (["early"] if is_early else []) + (["fraction"] if numbers.may_be_fraction(form) else [])
    note = f" {LABEL['note'].zh}：{row['note'].text}" if row["note"].text else ""
    return Figure(
        form.key, row["area"].text, row["period"].text, numbers.value, numbers.numerator, numbers.denominator,
        form.unit, row["document"].text, dated, row["reporter"].text, PRELIMINARY if is_early else stage,
        f"{row.file} {row.place}{note}", tuple(flags),
    )  # fmt: skip
