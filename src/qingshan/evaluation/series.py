"""Yearly series of a reported figure: change on the year before, change since a run began, gaps and jumps by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from math import lcm
from typing import Any

from qingshan.evaluation import problems
from qingshan.evaluation.conventions import conventions
from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import indicators
from qingshan.evaluation.record import Versions, version_of
from qingshan.evaluation.reported import ReportedIndicator, forms
from qingshan.evaluation.returns import ZERO, Used, standing, used
from qingshan.kernel.figures import Figure, FigureForm
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.kernel.units import scaled
from qingshan.observations.returns.figures import figures
from qingshan.observations.store.lake import Lake
from qingshan.standards.book import Parameter, Rules, book
from qingshan.standards.formulas.series import YearOfSeries, yearly_changes
from qingshan.standards.rule import DECIMALS, written

JUMPS = "pace:2011"
SHOWN_PLACES = 2
NOTHING = Text("没有填报", "nothing was reported")
PARTLY = Text("填报未覆盖全年：缺 {gaps}", "the returns do not cover the year: {gaps} missing")
NOT_YEAR_END = Text("没有年末数，最近一次是 {period}", "no figure of the year's end, the last is of {period}")
JUMPED = Text(
    "变化超过 ±{jump} %，须核实；原值保留，未作平滑",
    "changed by more than ±{jump} %: to be checked; kept, not smoothed",
)
NOT_POSITIVE = Text("上年数不是正数，不计算变化", "the year before is not positive: no change is computed")


@dataclass(frozen=True, slots=True)
class YearFigure:
    """One year of an area: ``value`` in the form's unit, changes in per cent, as text; ``notes`` say why one is None.

    ``since`` is the first year of the unbroken run that ``cumulative`` counts from.
    """

    year: int
    value: str | None
    change: str | None = None
    cumulative: str | None = None
    since: int | None = None
    jump: bool | None = None
    stage: int | None = None
    documents: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()

    def as_json(self) -> dict[str, Any]:
        state = "insufficient_data" if self.value is None else ("final" if self.stage else "provisional")
        said = {name: getattr(self, name) for name in ("year", "value", "change", "cumulative", "since", "jump")}
        notes = [{"zh": note.zh, "en": note.en} for note in self.notes]
        return said | {"state": state, "documents": list(self.documents), "notes": notes}


@dataclass(frozen=True, slots=True)
class AreaSeries:
    """Every year from the first to the last that has a figure, those without a usable one among them."""

    area: str
    years: tuple[YearFigure, ...]

    @property
    def gaps(self) -> list[int]:
        return [one.year for one in self.years if one.value is None]

    @property
    def jumps(self) -> list[int]:
        return [one.year for one in self.years if one.jump]


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator in several areas. ``jump`` is the change in per cent above which a value is to be checked."""

    form: FigureForm
    jump: str
    areas: tuple[AreaSeries, ...]
    parameters: tuple[Parameter, ...]
    sources: tuple[str, ...]
    versions: Versions

    @property
    def unverified(self) -> list[str]:
        return [f"{one.edition} {one.key}" for one in self.parameters if one.verification.value == "unverified"]

    def as_json(self) -> dict[str, Any]:
        """The document ``series --format json`` prints; decimals are text."""
        areas = [
            {"area": one.area, "gaps": one.gaps, "jumps": one.jumps, "years": [year.as_json() for year in one.years]}
            for one in self.areas
        ]
        return {
            "indicator": self.form.key,
            "unit": self.form.unit,
            "jump": self.jump,
            "editions": list(dict.fromkeys(one.edition for one in self.parameters)),
            "unverified": self.unverified,
            "sources": list(self.sources),
            "versions": self.versions,
            "areas": areas,
        }


def yearly_series(lake: Lake, key: str, areas: Sequence[str] = (), known_on: datetime | None = None) -> Series:
    """The series of a reported indicator; without names, of every area that has a figure. ``known_on`` is UTC, naive.

    A year's value is its figure, the exact quotient of its operands, or what its quarters or months add up to; a stock
    needs a figure of the year's end. EVA008 for no such indicator, EVA009 where there is no figure.
    """
    declared = indicators().get(key)
    if not isinstance(declared, ReportedIndicator) or key not in forms():
        raise problems.SERIES_UNKNOWN.at("INDICATOR", key, known=" ".join(sorted(forms())))
    own = [one for one in figures(lake, known_on) if one.key == key]
    named = list(dict.fromkeys(areas)) or sorted({one.area for one in own})
    if not named or any(all(one.area != name for one in own) for name in named):
        raise problems.SERIES_EMPTY.at(key, " ".join(areas), areas=" ".join(sorted({one.area for one in own})) or "—")
    level, rules, shown = replace(declared, pace=None), _jump_rules(), conventions()
    jump = int(rules.scaled("jump", DECIMALS))
    shown.read("figure_interval")
    found = tuple(_area(level, name, [one for one in own if one.area == name], jump) for name in named)
    sources = tuple(sorted({one.source for one in own if one.area in named}))
    versions = {"figures": version_of(lake, "figures", known_on)}
    return Series(level.form, written(jump, DECIMALS) or "", found, (*rules.used, *shown.used), sources, versions)


def _jump_rules() -> Rules:
    edition = book().edition(JUMPS)
    return edition.on(edition.effective, accept_unverified=True)


def _area(level: ReportedIndicator, area: str, own: list[Figure], jump: int) -> AreaSeries:
    periods = [Period.of(one.period) for one in own]
    years = range(min(one.start.year for one in periods), max(one.end.year for one in periods) + 1)
    found = {year: _year(level, area, own, year) for year in years}
    changes = _changes({year: one.value for year, one in found.items() if one.value is not None}, jump)
    return AreaSeries(area, tuple(_figure(year, one, changes.get(year), jump) for year, one in found.items()))


def _year(level: ReportedIndicator, area: str, own: Iterable[Figure], year: int) -> Used:
    """What stands for a whole year, or why nothing does."""
    within = [one for one in own if Period.of(one.period).start.year == year == Period.of(one.period).end.year]
    if not within:
        return Used(why=(NOTHING,))
    found = used(level, Group(area, (area,)), within, Period.year(year), date(year, 12, 31))
    last = found.figures[-1] if found.figures else None
    if level.form.nature == "stock" and last and Period.of(last.period).end != date(year, 12, 31):
        return replace(found, value=None, why=(NOT_YEAR_END.filled(period=last.period),))
    if found.gaps:
        return replace(found, value=None, why=(PARTLY.filled(gaps="、".join(found.gaps)),))
    return found


def _changes(values: dict[int, Fraction], jump: int) -> dict[int, YearOfSeries]:
    """Changes of exact fractions: over one common denominator they are plain integers."""
    common = lcm(*(value.denominator for value in values.values()))
    whole = {year: int(value * common) for year, value in values.items()}
    return {one.year: one for one in yearly_changes(whole, jump)}


def _figure(year: int, found: Used, changed: YearOfSeries | None, jump: int) -> YearFigure:
    documents = tuple(dict.fromkeys(one.document for one in found.figures))
    stage = min((one.stage for one in found.figures), default=None)
    shown = standing(found)
    if changed is None or shown is None:
        return YearFigure(year, None, stage=stage, documents=documents, notes=found.why or (ZERO,))
    notes = [JUMPED.filled(jump=written(jump, DECIMALS))] if changed.jump else []
    notes += [NOT_POSITIVE] if changed.change is None and changed.since < year else []
    change, cumulative = (written(one, DECIMALS) for one in (changed.change, changed.cumulative))
    value = written(scaled(shown.value, DECIMALS), DECIMALS, SHOWN_PLACES)
    return YearFigure(year, value, change, cumulative, changed.since, changed.jump, stage, documents, tuple(notes))
