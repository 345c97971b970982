"""The two kinds of concentration indicators: a mean and a percentile of an area's days."""

from __future__ import annotations

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.area_days import AreaDays
from qingshan.evaluation.statistics import mean, percentile
from qingshan.kernel.text import Text

PARTICLES = ("pm10", "pm25")
SUFFIXES = ("平均浓度", "年均浓度", "年平均浓度", "浓度", "年均值", "年均浓度值", "浓度均值")


def named(*bases: str, suffixes: tuple[str, ...] = SUFFIXES) -> tuple[str, ...]:
    """The spellings a document may use: each base with each suffix."""
    return tuple(base + suffix for base in bases for suffix in suffixes)


def mean_indicator(item: str, label: Text, names: tuple[str, ...]) -> AirIndicator:
    """The mean of an area's daily means; particles with dust deducted (HJ 663; 环办监测〔2016〕120号)."""
    dust = item in PARTICLES
    return AirIndicator(
        key=f"air.{item}_mean",
        label=label,
        names=names,
        unit="µg/m³",
        units=("µg/m³",),
        direction="lower",
        clause=Text(
            "HJ 663 时段平均：城市日均值的算术平均", "HJ 663 period mean: arithmetic mean of the city's daily means"
        ),
        fraction=lambda days: mean(days.deducted if dust else days.frame, item),
        interval=lambda rules: rules.area_day_interval(item),
        yearly_item=item,
        budget="mean",
        items=(item,),
        dust_deducted=dust,
    )


def percentile_indicator(item: str, key: str, label: Text, names: tuple[str, ...]) -> AirIndicator:
    """The percentile HJ 663 gives for an item, of an area's daily values."""
    dust = item in PARTICLES
    unit = "mg/m³" if item == "co" else "µg/m³"
    return AirIndicator(
        key=key,
        label=label,
        names=names,
        unit=unit,
        units=(unit,),
        direction="lower",
        clause=Text("HJ 663 附录A.6 百分位数", "HJ 663 annex A.6 percentile"),
        fraction=lambda days: percentile(days.deducted if dust else days.frame, item, _percent(days, item)),
        interval=lambda rules: rules.area_day_interval(item),
        yearly_item=item,
        items=(item,),
        dust_deducted=dust,
    )


def _percent(days: AreaDays, item: str) -> int:
    return int(days.rules.assessment.table("percentiles")[item])
