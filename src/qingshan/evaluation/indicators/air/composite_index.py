"""环境空气质量综合指数: six single indexes of an area's period, each rounded, then added (城市排名)."""

from __future__ import annotations

from functools import reduce

import narwhals as nw

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.area_days import ITEMS, AreaDays
from qingshan.evaluation.columns import Frame
from qingshan.evaluation.concentrations import PARTICLES
from qingshan.evaluation.engines import computed
from qingshan.evaluation.statistics import mean, percentile, rounded
from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.rule import DECIMALS, SCALE, rule

MEANS = ("so2", "no2", "pm10", "pm25")


def concentrations(days: AreaDays) -> Frame:
    """One row an area: the rounded period value of each item in thousandths, and the fewest ``days`` behind one."""
    shares = days.rules.ranking.table("percentiles")
    fractions = {item: mean(days.deducted if item in PARTICLES else days.frame, item) for item in MEANS}
    fractions |= {item: percentile(days.frame, item, percent) for item, percent in shares.items()}
    columns = [
        rounded(fraction, days.rules.area_day_interval(item)).select(
            "area", nw.col("value").alias(item), nw.col("days").alias(f"days_{item}")
        )
        for item, fraction in fractions.items()
    ]
    together = reduce(lambda left, right: left.join(right, on="area", how="inner"), columns)
    return together.with_columns(days=nw.min_horizontal(*(f"days_{item}" for item in fractions)))


def indexed(days: AreaDays) -> Frame:
    """:func:`concentrations` with ``composite``, ``largest`` and the single indexes beside them, in thousandths."""

    def formula(values: dict[str, Value]) -> dict[str, Value]:
        return rule("composite-index").compute(values, days.rules.ranking)

    return computed(concentrations(days), formula, {item: item for item in ITEMS})


def fraction(days: AreaDays) -> Frame:
    return indexed(days).select(
        "area",
        numerator=nw.col("composite"),
        denominator=nw.when(~nw.col("composite").is_null()).then(SCALE).cast(nw.Int64),
        days=nw.col("days"),
    )


INDICATOR = AirIndicator(
    key="air.composite_index",
    label=Text("环境空气质量综合指数", "composite air quality index"),
    names=("空气质量综合指数", "环境空气质量综合指数", "综合指数", "空气综合指数"),
    unit="",
    units=("",),
    direction="lower",
    clause=Text("城市环境空气质量排名：单项指数先修约再相加", "city ranking: single indexes are rounded, then added"),
    fraction=fraction,
    interval=lambda rules: int(rules.ranking.scaled("single_index_interval", DECIMALS)),
    items=ITEMS,
    dust_deducted=True,
)
