"""Indicators of the air month by month, from one reading of the whole span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from qingshan.evaluation.air import read_air
from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.area_days import AreaDays
from qingshan.evaluation.concentrations import PARTICLES
from qingshan.evaluation.engines import Engine, collected, engine
from qingshan.evaluation.groups import Group
from qingshan.evaluation.judge import Question
from qingshan.evaluation.statistics import FEBRUARY, rounded
from qingshan.kernel.clock import end_of_day
from qingshan.kernel.periods import Period
from qingshan.kernel.units import unscaled
from qingshan.observations.store.lake import Lake
from qingshan.standards.rule import DECIMALS

Values = dict[tuple[str, str], Decimal]
"""By indicator and group; one that is not there has no valid month."""


def air_months(
    lake: Lake, groups: Sequence[Group], wanted: Sequence[AirIndicator], months: Sequence[Period], question: Question
) -> dict[str, Values]:
    """The values of each month that has enough valid days (GB 3095 表4), by the rules of that month."""
    span = Period(months[0].start, months[-1].end)
    days = read_air(lake, groups, wanted, span, replace(question, as_of=span.end)).area_days
    made = engine(question.engine)
    return {str(month): dict(_values(_within(days, month), wanted, month, question, made)) for month in months}


def _within(days: pa.Table, month: Period) -> pa.Table:
    first = datetime.combine(month.start, datetime.min.time())
    return days.filter((pc.field("day") >= first) & (pc.field("day") < end_of_day(month.end)))


def _values(
    days: pa.Table, wanted: Sequence[AirIndicator], month: Period, question: Question, made: Engine
) -> Iterator[tuple[tuple[str, str], Decimal]]:
    if not days.num_rows:
        return
    rules = AirRules.on(month.end, question.editions)
    frames = AreaDays(made.table(days), made.table(_deducted(days)), rules)
    for one in wanted:
        interval = one.interval(rules)
        enough = _with_enough_days(_deducted(days) if one.dust_deducted else days, one, month, rules)
        for row in collected(rounded(one.fraction(frames), interval)).to_pylist():
            if row["value"] is not None and (enough is None or row["area"] in enough):
                shown = unscaled(row["value"], DECIMALS).quantize(unscaled(interval, DECIMALS).normalize())
                yield (one.key, row["area"]), shown


def _deducted(days: pa.Table) -> pa.Table:
    """The days with dust hours taken out of the particles."""
    for item in PARTICLES:
        days = days.set_column(days.schema.get_field_index(item), item, days[f"{item}_deducted"])
    return days


def _with_enough_days(days: pa.Table, one: AirIndicator, month: Period, rules: AirRules) -> set[str] | None:
    """The areas whose month has the days the standard asks for; None where the indicator has no such rule."""
    if one.yearly_item is None:
        return None
    least = rules.least_days["february" if month.start.month == FEBRUARY else "month"]
    counted = days.filter(pc.is_valid(pc.field(one.yearly_item))).group_by("area").aggregate([("day", "count")])
    return {row["area"] for row in counted.to_pylist() if row["day_count"] >= least}
