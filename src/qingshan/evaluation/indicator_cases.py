"""Worked cases of indicators: days or returns as they would be published, and the value they give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

import msgspec
import pyarrow as pa
import yaml

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.area_days import ITEMS, AreaDays, with_index
from qingshan.evaluation.engines import Engine, collected
from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import PLACE, indicators
from qingshan.evaluation.reported import ReportedIndicator
from qingshan.evaluation.returns import standing, used
from qingshan.evaluation.statistics import rounded
from qingshan.evaluation.water import WaterRecord, judged_sections
from qingshan.evaluation.water_indicator import SectionIndicator
from qingshan.evaluation.water_rules import WaterRules
from qingshan.evaluation.water_sections import Background, Section
from qingshan.kernel import registry
from qingshan.kernel.figures import Figure
from qingshan.kernel.periods import Period
from qingshan.kernel.units import scaled, unscaled
from qingshan.standards.rule import DECIMALS
from qingshan.standards.water import WATER_DECIMALS

ENDING = ".cases.yaml"


class FigureCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reported figure in its units; ``area`` is the group's own unless it is named."""

    period: str
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    area: str = "甲"


class SectionCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A section and its months from January on: each item's values as text in its unit, ``<0.02`` below a limit."""

    section: str
    months: dict[str, list[str | None]]
    body: str = "river"
    control: str = "provincial"
    target: str = ""
    is_source: bool = False
    background: list[str] = []


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``days`` are consecutive days from ``start`` (each item's values as text in its unit, null where a day has none);
    ``figures`` are returns and ``sections`` samples of water, judged for ``year`` as of ``as_of``.

    ``value`` is null where there is none; ``counted`` are the days, sections or returns behind it.
    """

    name: str
    indicator: str
    value: str | None
    source: str
    days: dict[str, list[str | None]] = {}
    figures: list[FigureCase] = []
    sections: list[SectionCase] = []
    counted: int | None = None
    start: date = date(2021, 1, 1)
    year: int = 2021
    as_of: date = date(2021, 12, 31)
    editions: tuple[str, ...] = ()


def load() -> list[Case]:
    """Every case beside an indicator's definition, in every definition folder."""
    return [case for path in registry.files(PLACE, ENDING) for case in _read(path.read_bytes())]


def _read(text: bytes) -> list[Case]:
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), list[Case])


def answer(case: Case, made: Engine) -> tuple[Decimal | None, int]:
    """What an engine gives for one case."""
    return answers([case], made)[0]


def answers(cases: Sequence[Case], made: Engine) -> list[tuple[Decimal | None, int]]:
    """What an engine gives for each case: the rounded value, and what was counted (0 when there is no value).

    The sections of cases that are judged on one day are judged in one run.
    """
    of_water: dict[tuple[int, date], list[Case]] = {}
    for case in cases:
        if isinstance(indicators()[case.indicator], SectionIndicator):
            of_water.setdefault((case.year, case.as_of), []).append(case)
    water = {id(case): found for together in of_water.values() for case, found in _of_sections(together, made)}
    return [water[id(case)] if id(case) in water else _alone(case, made) for case in cases]


def _alone(case: Case, made: Engine) -> tuple[Decimal | None, int]:
    indicator = indicators()[case.indicator]
    if isinstance(indicator, AirIndicator):
        return _of_days(case, indicator, made)
    assert isinstance(indicator, ReportedIndicator)
    return _of_figures(case, indicator)


def _of_sections(cases: Sequence[Case], made: Engine) -> Iterator[tuple[Case, tuple[Decimal | None, int]]]:
    """Cases of one year and day; sections are told apart by the number of their case."""
    year, as_of = cases[0].year, cases[0].as_of
    numbered = [(str(number), one) for number, case in enumerate(cases) for one in case.sections]
    rows = [row for number, one in numbered for row in _samples(one, year, number)]
    register = {number: [_section(one, number) for own, one in numbered if own == number] for number, _ in numbered}
    background = [Background(_key(one, number), item) for number, one in numbered for item in one.background]
    table, every = (
        made.table(pa.Table.from_pylist(rows, schema=_SAMPLES)),
        [s for own in register.values() for s in own],
    )
    period, rules = Period.year(year), WaterRules.on(as_of)
    found = judged_sections(made, table, every, period, rules, background)
    speaking = {Group(number, (number,)): own for number, own in register.items()}
    record = WaterRecord(period, as_of, rules, speaking, *found, (), {})
    for number, case in enumerate(cases):
        indicator = indicators()[case.indicator]
        assert isinstance(indicator, SectionIndicator)
        value = record.standing(indicator, Group(str(number), (str(number),)))
        yield case, ((None, 0) if value is None else (value.value, value.counted))


def _key(one: SectionCase, number: str) -> str:
    return f"{number} {one.section}"


def _section(one: SectionCase, number: str) -> Section:
    return Section(
        _key(one, number), one.section, "", "", number, one.body, "declared", one.control, one.target, one.is_source,
        None, None, "",
    )  # fmt: skip


_SAMPLES = pa.schema(
    [
        ("section", pa.string()), ("item", pa.string()), ("sampled_at", pa.timestamp("us")), ("origin", pa.string()),
        ("value", pa.int64()), ("below_limit", pa.bool_()), ("stage", pa.int8()),
    ]
)  # fmt: skip


def _samples(one: SectionCase, year: int, number: str) -> list[dict[str, object]]:
    return [
        {
            "section": _key(one, number), "item": item, "sampled_at": datetime(year, month, 1), "origin": "manual",
            "value": scaled(text.removeprefix("<"), WATER_DECIMALS), "below_limit": text.startswith("<"), "stage": 1,
        }
        for item, texts in one.months.items()
        for month, text in enumerate(texts, 1)
        if text is not None
    ]  # fmt: skip


def _of_figures(case: Case, indicator: ReportedIndicator) -> tuple[Decimal | None, int]:
    known = [_figure(case.indicator, one) for one in case.figures]
    found = standing(used(indicator, Group("甲", ("甲",)), known, Period.year(case.year), case.as_of))
    return (None, 0) if found is None else (found.value, found.counted)


def _figure(key: str, one: FigureCase) -> Figure:
    value, upper, lower = (
        None if text is None else Decimal(text) for text in (one.value, one.numerator, one.denominator)
    )
    return Figure(key, one.area, one.period, value, upper, lower, "", "", date.min, "", 1, "")


def _of_days(case: Case, indicator: AirIndicator, made: Engine) -> tuple[Decimal | None, int]:
    length = max(len(values) for values in case.days.values())
    midnight = datetime.combine(case.start, datetime.min.time())
    moments = [midnight + timedelta(days=number) for number in range(length)]
    columns = {item: pa.array(_thousandths(case.days.get(item, []), length), pa.int64()) for item in ITEMS}
    table = pa.table({"area": ["甲"] * length, "day": pa.array(moments, pa.timestamp("us")), **columns})
    rules = AirRules.on(case.start, case.editions)
    days = with_index(made.table(table), rules)
    interval = indicator.interval(rules)
    rows = collected(rounded(indicator.fraction(AreaDays(days, days, rules)), interval)).to_pylist()
    if not rows or rows[0]["value"] is None:
        return None, rows[0]["days"] if rows else 0
    return unscaled(rows[0]["value"], DECIMALS), rows[0]["days"]


def _thousandths(values: list[str | None], length: int) -> list[int | None]:
    padded = [*values, *[None] * (length - len(values))]
    return [None if value is None else scaled(value, DECIMALS) for value in padded]
