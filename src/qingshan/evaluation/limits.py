"""The limit a target is judged by: the plan's own, one set by a superior, one that follows from a five-year figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from qingshan.evaluation.conventions import conventions
from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import Indicator
from qingshan.evaluation.judging import Standing, meets
from qingshan.evaluation.pace import METHODS, Method, Requirement, default_method, paced
from qingshan.kernel.citation import Verification
from qingshan.kernel.exact import PERCENT
from qingshan.kernel.figures import Assigned
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.kernel.units import decimal_of, plain
from qingshan.plans.ir import Comparator, Target
from qingshan.standards.book import Parameter
from qingshan.standards.quantities import symbol

NO_VALUE = Text("没有数值的目标，无法判定", "a target without a figure cannot be judged")
NO_THRESHOLD = Text("定性目标，尚未由人设定阈值", "qualitative target: no threshold set by a person")
NO_FIVE_YEAR = Text(
    "按时序进度考核，五年目标数尚未录入（observe import assigned）",
    "judged pro rata, but the five-year figure has not been entered (observe import assigned)",
)
NO_BASE = Text("五年目标缺基准年的水平，不能内插", "the five-year figure has no level of its base year to start from")
ASSIGNED_UNIT = Text(
    "下达数的单位 {unit} 不是该指标的单位", "the figure set above is in {unit}, which the indicator is not"
)
BESIDE = Text(
    "{document}（{issued_on}）下达 {figure}；要点未规定以其为准，未用于判定",
    "{document} ({issued_on}) sets {figure}; the plan does not yield to it, so it is not judged by",
)
NO_ASSIGNED = Text("以上级下达的为准，下达数尚未录入", "set by a superior, whose figure has not been entered")
NO_PACE = Text("该指标没有声明时序进度的算法", "the indicator declares no way to form a pace")
NO_BEFORE = Text("没有可比的前期数值", "no earlier value to compare with")
WHOLE = Text("原文“全部”“全覆盖”按 {value} 计", "the words for “all” are read as {value}")
BAND = Text("“左右”按 ±{band} 计（{origin}）", "“about” is taken as ±{band} ({origin})")
BAND_OWN = Text("由人在修正文件中设定", "set by a person in the overlay")
BAND_DEFAULT = Text(
    "青山默认约定，未核实，可在修正文件中改", "a default of ours, unverified; a person may set it in the overlay"
)
SUPERSEDED = Text(
    "{document}（{issued_on}）下达 {figure}，替代要点原定 {own}",
    "{document} ({issued_on}) sets {figure}; it supersedes the plan's own {own}",
)
SET = Text("{document}（{issued_on}）下达 {figure}", "{document} ({issued_on}) sets {figure}")
PACED = Text(
    "时序进度 {method}：五年目标 {figure}，第 {years}/{of} 年应达到 {value}（{document}，{issued_on}）",
    "pace, {method}: five-year figure {figure}, year {years} of {of} asks for {value} ({document}, {issued_on})",
)
DOUBT = Text("该数 {verification}", "this figure is {verification}")
COMPARED = Text("与 {period} 的 {before} 比较", "compared with {before} of {period}")
EQUAL = Text("与前期持平，是否算达到由人判断", "equal to the earlier value; whether that counts is for a person")

SIGNS = {"<=": "≤", ">=": "≥", "==": "=", "~=": "≈", "decrease_by": "−", "increase_by": "+"}
_YEARS = re.compile(r"\d{4}(-\d{4})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Limit:
    """What one tier asks: a comparison with ``value``; ``band`` for ≈, ``pace`` or ``before`` where it is derived.

    ``notes`` say where the figure is from, also what it supersedes.
    """

    comparator: Comparator
    value: Decimal | None
    band: Decimal | None = None
    pace: Requirement | None = None
    before: Standing | None = None
    notes: tuple[Text, ...] = ()
    parameters: tuple[Parameter, ...] = ()

    def kept(self, standing: Standing, indicator: Indicator) -> bool | None:
        """Whether a standing meets it; None where that is for a person to say."""
        if self.pace is not None:
            return self.pace.met(standing.exact, higher=self.comparator in (">=", ">"))
        if self.before is not None:
            return self._better(standing, self.before, indicator)
        if self.value is None:
            return None
        value = standing.exact if indicator.compared == "exact" else Fraction(standing.value)
        if self.band is not None:
            return abs(value - Fraction(self.value)) <= Fraction(self.band)
        return meets(value, self.comparator, self.value)

    def _better(self, now: Standing, before: Standing, indicator: Indicator) -> bool | None:
        rise = now.exact - before.exact
        if self.value is not None:
            change = rise * PERCENT / before.exact if before.exact else None
            signed = None if change is None else (-change if self.comparator == "decrease_by" else change)
            return None if signed is None else signed >= Fraction(self.value)
        if rise == 0 or indicator.direction == "none":
            return None
        return (rise < 0) == (indicator.direction == "lower")


@dataclass(frozen=True, slots=True)
class Unset:
    """Why there is no limit."""

    reason: Text


class Limits:
    """Finds the limit of a target's tier among the figures known for its year.

    ``overrides`` says that the plan yields to a superior's figure (以省下达的为准).
    """

    def __init__(self, assigned: Iterable[Assigned], period: Period, as_of: date, *, overrides: bool) -> None:
        self.period, self.overrides = period, overrides
        self.known = [one for one in assigned if one.issued_on <= as_of]

    def of(self, target: Target, indicator: Indicator, group: Group, before: Standing | None) -> Limit | Unset:
        """The limit of the target's own tier."""
        yearly = self._latest(indicator, group, span=False)
        if yearly is not None and (self.overrides or target.value is None):
            return self._set(target, yearly, indicator)
        if target.rule == "pro_rata":
            return self._paced(indicator, group)
        if target.rule == "set_elsewhere":
            return Unset(NO_ASSIGNED)
        if target.rule in ("relative", "change"):
            return self._compared(target, indicator, before)
        own = self.stated(target, target.comparator, target.value, indicator)
        if yearly is None or isinstance(own, Unset):
            return own
        said = {"document": yearly.document, "issued_on": yearly.issued_on, "figure": _figure(yearly)}
        return replace(own, notes=(*own.notes, BESIDE.filled(**said)))

    def stated(
        self, target: Target, comparator: Comparator, written: str | None, indicator: Indicator
    ) -> Limit | Unset:
        """A limit as the document states it."""
        if written is None and comparator == "==" and indicator.whole is not None:
            whole = decimal_of(indicator.whole)
            return Limit(comparator, whole, notes=(WHOLE.filled(value=f"{indicator.whole} {indicator.unit}".strip()),))
        if written is None:
            return Unset(NO_THRESHOLD if comparator == "qualitative" else NO_VALUE)
        value = decimal_of(written)
        if comparator != "~=":
            return Limit(comparator, value)
        own, view = None if target.band is None else decimal_of(target.band), conventions()
        band = own if own is not None else value * view.decimal("about_percent") / PERCENT
        said = BAND.filled(
            band=f"{plain(band)} {indicator.unit}".strip(), origin=BAND_DEFAULT if own is None else BAND_OWN
        )
        return Limit(comparator, value, band, notes=(said,), parameters=view.used)

    def _set(self, target: Target, one: Assigned, indicator: Indicator) -> Limit | Unset:
        if symbol(one.unit) not in indicator.units:
            return Unset(ASSIGNED_UNIT.filled(unit=one.unit))
        said = {"document": one.document, "issued_on": one.issued_on, "figure": _figure(one)}
        own = "" if target.value is None else _written(target.comparator, target.value, target.unit or "")
        note = SUPERSEDED.filled(**said, own=own) if own else SET.filled(**said)
        return Limit(one.comparator, one.value, notes=(note, *_doubt(one)))

    def _paced(self, indicator: Indicator, group: Group) -> Limit | Unset:
        if indicator.pace is None:
            return Unset(NO_PACE)
        one = self._latest(indicator, group, span=True)
        if one is None:
            return Unset(NO_FIVE_YEAR)
        by_share = indicator.pace == "amount" and one.unit == "%"
        if (indicator.pace == "level" or by_share) and one.base_value is None:
            return Unset(NO_BASE)
        if symbol(one.unit) not in indicator.units:
            return Unset(ASSIGNED_UNIT.filled(unit=one.unit))
        first, last = _years(one.period)
        base = one.base_year or first - 1
        method: Method = "linear" if one.pace == "linear" else default_method(indicator.pace, self.period.end)
        figure = one.value * (one.base_value or 0) / PERCENT if by_share else one.value
        pace = Requirement(indicator.pace, method, figure, self.period.end.year - base, last - base, one.base_value)
        note = PACED.filled(
            method=METHODS[method], figure=_figure(one), years=pace.years, of=pace.of,
            value=f"{plain(pace.value)} {indicator.unit}".strip(), document=one.document, issued_on=one.issued_on,
        )  # fmt: skip
        rests_on = paced(pace.kind, method, self.period.end)
        return Limit(one.comparator, pace.value, pace=pace, notes=(note, *_doubt(one)), parameters=rests_on)

    def _compared(self, target: Target, indicator: Indicator, before: Standing | None) -> Limit | Unset:
        if target.value is None and target.comparator != "qualitative":
            return Unset(NO_VALUE)
        if before is None:
            return Unset(NO_BEFORE)
        value = None if target.value is None else decimal_of(target.value)
        said = COMPARED.filled(
            before=f"{plain(before.value)} {indicator.unit}".strip(), period=baseline(target, self.period)
        )
        return Limit(target.comparator, value, before=before, notes=(said,))

    def _latest(self, indicator: Indicator, group: Group, *, span: bool) -> Assigned | None:
        """The figure issued last for the group and the year, or for the five years around it."""
        found = [
            one
            for one in self.known
            if one.indicator == indicator.key
            and one.area == group.key
            and _covers(one.period, self.period.end.year, span=span)
        ]
        return max(found, key=lambda one: one.issued_on, default=None)


def baseline(target: Target, period: Period) -> Period:
    """The period a change is measured from: the year that is named, or the year before."""
    named = target.baseline or ""
    return Period.year(int(named)) if named.isdigit() else Period.year(period.start.year - 1)


def _years(period: str) -> tuple[int, int]:
    first, _, last = period.partition("-")
    return int(first), int(last or first)


def _covers(period: str, year: int, *, span: bool) -> bool:
    """Whether a figure is for a year, or for the years around it; figures for months and quarters are for neither."""
    if not _YEARS.fullmatch(period) or ("-" in period) != span:
        return False
    first, last = _years(period)
    return first <= year <= last


def _figure(one: Assigned) -> str:
    return _written(one.comparator, plain(one.value), one.unit)


def _written(comparator: str, value: str, unit: str) -> str:
    return f"{SIGNS.get(comparator, comparator)} {value} {unit}".strip()


def _doubt(one: Assigned) -> tuple[Text, ...]:
    state = Verification(one.verification)
    return () if state is Verification.STANDARD else (DOUBT.filled(verification=state.label),)
