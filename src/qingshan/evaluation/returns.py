"""Reported figures of area groups in a period: which of them count, what they add up to, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import pyarrow as pa

from qingshan.evaluation.conventions import conventions
from qingshan.evaluation.groups import Group
from qingshan.evaluation.judging import Standing
from qingshan.evaluation.record import Asked as Question
from qingshan.evaluation.record import Versions, version_of
from qingshan.evaluation.reported import ReportedIndicator
from qingshan.kernel.exact import PERCENT
from qingshan.kernel.figures import Figure, FigureForm
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.kernel.units import plain
from qingshan.observations.returns.figures import figures
from qingshan.observations.store.lake import Lake
from qingshan.standards.book import Parameter
from qingshan.standards.evaluate import Asked, evaluate_rule
from qingshan.standards.rule import DECIMALS as THOUSANDTHS

NOT_BEGUN = Text("考核期尚未开始", "the period has not begun")
NO_RETURN = Text("{area}：{period} 尚无填报", "{area}: nothing has been reported for {period}")
EARLIER = Text("最近一次填报是 {period}：{value}", "the last figure is of {period}: {value}")
METHOD_OPEN = Text(
    "要点未写明评价方法，须由人在修正文件中指定（{methods}）",
    "the document names no method; a person must name one in the overlay ({methods})",
)
BY_METHOD = Text("按 {method}，{period} 为 {value}（未用于判定）", "by {method}, {value} in {period} (not judged by)")
NO_BASE = Text("{area}：缺基准年 {year} 的填报", "{area}: nothing has been reported for the base year {year}")
NO_YEAR = Text("{area}：缺 {year} 年全年的填报", "{area}: no figure of the whole year {year} has been reported")
GAPS = Text("填报未覆盖整个考核期：缺 {gaps}", "the returns do not cover the period: {gaps} missing")
ZERO = Text("分母为零", "the denominator is zero")
RETURN = Text("填报", "return")
DOCUMENT = Text("依据 {document}（{dated}）", "from {document} ({dated})")
REPORTER = Text("填报单位 {reporter}", "reported by {reporter}")
FLAGGED = Text("提示：{flags}", "flagged: {flags}")
UNREVIEWED = Text("尚未审核", "not reviewed yet")
CLASS, CHANGE = Text("类别", "class"), Text("与上年相比", "against the year before")
UNVERIFIED = Text("含未核实参数 {keys}", "rests on unverified parameters {keys}")
RULES_ON = date.max
"""An index is classed by the latest edition of its own method."""
FIVE_YEARS = 5
"""Five-year plans begin in years that end in 1 and 6."""


@dataclass(frozen=True, slots=True)
class Used:
    """The figures a value rests on, the exact value, the parts of the period without one, and why it is not there."""

    figures: tuple[Figure, ...] = ()
    value: Fraction | None = None
    gaps: tuple[str, ...] = ()
    why: tuple[Text, ...] = ()


def read_returns(
    lake: Lake, groups: Sequence[Group], wanted: Sequence[ReportedIndicator], period: Period, asked: Question
) -> ReturnsRecord:
    """The figures of the lake as known at ``known_on`` for some indicators, of periods that ended by ``as_of``."""
    keys = {key for one in wanted for key in (one.key, *one.methods)}
    known = tuple(one for one in figures(lake, asked.known_on) if one.key in keys) if keys else ()
    passed = tuple(one for one in known if Period.of(one.period).end <= asked.as_of)
    pairs = [(one, group) for one in wanted for group in groups]
    found = {(one.key, group.key): used(one, group, passed, period, asked.as_of) for one, group in pairs}
    last = Period.year(period.start.year - 1)
    before = {(one.key, group.key): used(one, group, passed, last, last.end) for one, group in pairs if one.graded}
    versions = {"figures": version_of(lake, "figures", asked.known_on)} if keys else {}
    return ReturnsRecord(found, before, versions)


@dataclass(frozen=True, slots=True)
class ReturnsRecord:
    """What the returns say of each indicator and group; ``before``, of the year before, of those that are graded."""

    used: dict[tuple[str, str], Used]
    before: dict[tuple[str, str], Used]
    versions: Versions

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(sorted({figure.source for used in self.used.values() for figure in used.figures}))

    @property
    def tables(self) -> dict[str, pa.Table]:
        return {}

    def standing(self, indicator: ReportedIndicator, group: Group) -> Standing | None:
        return standing(self._of(indicator, group))

    def missing(self, indicator: ReportedIndicator, group: Group) -> Sequence[Text]:
        return self._of(indicator, group).why

    def enough(self, indicator: ReportedIndicator, group: Group) -> Text | None:
        gaps = self._of(indicator, group).gaps
        return GAPS.filled(gaps="、".join(gaps)) if gaps else None

    def official(self, indicator: ReportedIndicator, group: Group) -> bool:
        found = self._of(indicator, group).figures
        return bool(found) and all(figure.stage > 0 for figure in found)

    def coverage(self, indicator: ReportedIndicator, group: Group) -> dict[str, Any]:
        used = self._of(indicator, group)
        latest = max((figure.dated for figure in used.figures), default=None)
        return {
            "returns": [figure.period for figure in used.figures],
            "missing": list(used.gaps),
            "dated": None if latest is None else latest.isoformat(),
        }

    def parameters(self, indicator: ReportedIndicator) -> tuple[Parameter, ...]:  # noqa: ARG002 (alike for all)
        view = conventions()
        view.read("figure_interval")
        return view.used

    def steps(self, indicator: ReportedIndicator, group: Group, evaluation: str) -> tuple[Step, ...]:  # noqa: ARG002
        steps = tuple(_step(figure, indicator.form) for figure in self._of(indicator, group).figures)
        return (*steps, *self._grades(indicator, group))

    def _grades(self, indicator: ReportedIndicator, group: Group) -> Iterator[Step]:
        """The class of an index, and of its change where the year before has one by the same method."""
        graded, now = indicator.graded, self.standing(indicator, group)
        if graded is None or now is None:
            return
        earlier = standing(self.before.get((indicator.key, group.key), Used()))
        given = {graded.of: plain(now.value)}
        yield _graded(CLASS, graded.level, given)
        if earlier is not None:
            yield _graded(CHANGE, graded.change, {"now": plain(now.value), "before": plain(earlier.value)})

    def _of(self, indicator: ReportedIndicator, group: Group) -> Used:
        return self.used.get((indicator.key, group.key), Used())


def standing(found: Used) -> Standing | None:
    """The value as it is shown, with the exact one behind it."""
    if found.value is None:
        return None
    interval = int(conventions().scaled("figure_interval", THOUSANDTHS))
    return Standing.of(found.value, len(found.figures), interval)


def used(one: ReportedIndicator, group: Group, known: Iterable[Figure], period: Period, as_of: date) -> Used:
    if as_of < period.start:
        return Used(why=(NOT_BEGUN,))
    if one.methods:
        return Used(why=(METHOD_OPEN.filled(methods=" / ".join(one.methods)), *_by_method(one, group, known)))
    own = [figure for figure in known if figure.key == one.key]
    areas = [group.key] if any(figure.area == group.key for figure in own) else list(group.names or (group.key,))
    parts = [_of_area(one, area, [figure for figure in own if figure.area == area], period, as_of) for area in areas]
    if why := tuple(text for part in parts for text in part.why):
        return Used(tuple(figure for part in parts for figure in part.figures), why=why)
    if len(parts) == 1:
        return parts[0]
    found = tuple(figure for part in parts for figure in part.figures)
    gaps = tuple(dict.fromkeys(gap for part in parts for gap in part.gaps))
    value, why = _total(found, one.form)
    return Used(found, value, gaps, why)


def _by_method(one: ReportedIndicator, group: Group, known: Iterable[Figure]) -> Iterator[Text]:
    """What each method would say, without judging by any of them."""
    for figure in known:
        if figure.key in one.methods and figure.area in (group.key, *group.names) and figure.value is not None:
            yield BY_METHOD.filled(method=figure.key, period=figure.period, value=plain(figure.value))


def _of_area(one: ReportedIndicator, area: str, known: list[Figure], period: Period, as_of: date) -> Used:
    if one.pace == "decline":
        return _declined(one, area, known, period)
    start = date(_base_year(period) + 1, 1, 1) if one.pace == "amount" else period.start
    span = Period(start, min(period.end, as_of))
    found = _flow(known, span) if one.form.nature == "flow" else _stock(known, span)
    if not found:
        return Used(why=(NO_RETURN.filled(area=area, period=period), *_earlier(known, one.form)))
    span = Period(start, period.end) if one.form.nature == "flow" else Period(period.end, period.end)
    gaps = _gaps(found, span)
    if one.pace == "amount" and (early := [gap for gap in gaps if int(gap[:4]) < period.start.year]):
        return Used(tuple(found), why=(NO_YEAR.filled(area=area, year=early[0][:4]),))
    value, why = _total(found, one.form)
    return Used(tuple(found), value, gaps, why)


def _declined(one: ReportedIndicator, area: str, known: list[Figure], period: Period) -> Used:
    """The decline of an intensity from the base year to the year judged; nothing is put in for a year without one."""
    base = _base_year(period)
    levels = {figure.period: figure for figure in known if figure.period in (str(base), str(period.end.year))}
    if str(base) not in levels:
        return Used(why=(NO_BASE.filled(area=area, year=base),))
    if str(period.end.year) not in levels:
        return Used((levels[str(base)],), why=(NO_YEAR.filled(area=area, year=period.end.year),))
    before, now = (_total([levels[str(year)]], one.form)[0] for year in (base, period.end.year))
    found = tuple(levels.values())
    return Used(found, (1 - now / before) * PERCENT) if before and now is not None else Used(found, why=(ZERO,))


def _base_year(period: Period) -> int:
    """The year before the five-year plan that a year lies in: 2020 for 2021 to 2025."""
    return (period.end.year - 1) // FIVE_YEARS * FIVE_YEARS


def _flow(known: Iterable[Figure], span: Period) -> list[Figure]:
    """Figures within a span that do not overlap, the longest first, in order."""
    inside = [(Period.of(one.period), one) for one in known]
    inside = [pair for pair in inside if span.start <= pair[0].start and pair[0].end <= span.end]
    chosen: list[tuple[Period, Figure]] = []
    for period, one in sorted(inside, key=lambda pair: (-pair[0].days, pair[0].start)):
        if all(period.end < other.start or period.start > other.end for other, _ in chosen):
            chosen.append((period, one))
    return [one for _, one in sorted(chosen, key=lambda pair: pair[0].start)]


def _stock(known: Iterable[Figure], span: Period) -> list[Figure]:
    """The latest figure whose period ended within a span."""
    inside = [one for one in known if span.start <= Period.of(one.period).end <= span.end]
    return [max(inside, key=lambda one: Period.of(one.period).end)] if inside else []


def _gaps(found: Iterable[Figure], span: Period) -> tuple[str, ...]:
    """The months of a span that no figure speaks of."""
    covered = [Period.of(one.period) for one in found]
    return tuple(
        str(month) for month in span.months() if not any(p.start <= month.start and month.end <= p.end for p in covered)
    )


def _total(found: Sequence[Figure], form: FigureForm) -> tuple[Fraction | None, tuple[Text, ...]]:
    """Operands are added before they are divided; a figure without operands is added itself."""
    if form.numerator is None or form.denominator is None:
        return sum((Fraction(one.value or 0) for one in found), Fraction(0)), ()
    upper = sum((Fraction(one.numerator or 0) for one in found), Fraction(0))
    lower = sum((Fraction(one.denominator or 0) for one in found), Fraction(0))
    return (upper / lower * form.factor, ()) if lower else (None, (ZERO,))


def _earlier(known: Sequence[Figure], form: FigureForm) -> tuple[Text, ...]:
    if not known:
        return ()
    last = max(known, key=lambda one: Period.of(one.period).end)
    value, _ = _total([last], form)
    return (EARLIER.filled(period=last.period, value="—" if value is None else f"{float(value):g} {form.unit}"),)


def _graded(label: Text, rule: str, given: dict[str, str]) -> Step:
    """What a rule in force says of an index; its unverified numbers are named."""
    said = evaluate_rule(rule, given, Asked(on=RULES_ON, accept_unverified=True))
    notes = [UNVERIFIED.filled(keys="、".join(said["unverified"]))] if said["unverified"] else []
    numbers = "、".join(given.values())
    return Step(label, said["value"], sources=(f"{said['edition']} {rule} {numbers}",), notes=tuple(notes))


def _step(figure: Figure, form: FigureForm) -> Step:
    notes = [DOCUMENT.filled(document=figure.document, dated=figure.dated), REPORTER.filled(reporter=figure.reporter)]
    notes += [UNREVIEWED] if figure.stage == 0 else []
    notes += [FLAGGED.filled(flags="、".join(figure.flags))] if figure.flags else []
    value = None if figure.value is None else plain(figure.value)
    operands = tuple(
        Step(operand.label, None if number is None else plain(number), operand.unit)
        for operand, number in ((form.numerator, figure.numerator), (form.denominator, figure.denominator))
        if operand is not None
    )
    label = Text(f"{figure.area} {figure.period} {RETURN.zh}", f"{figure.area} {figure.period} {RETURN.en}")
    return Step(label, value, figure.unit, (figure.source,), tuple(notes), steps=operands)
