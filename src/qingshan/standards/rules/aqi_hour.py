"""AQI 实时报: the index of one hour. The 2012 edition is applied as the platform practises it, or by its letter."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards import aqi
from qingshan.standards.rule import Quantity, Rule
from qingshan.standards.view import Rules

ITEMS = "hour_items"


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    return aqi.report(values, rules, rules.table(ITEMS))


RULE = Rule(
    name="aqi-hour",
    label=Text("空气质量指数（小时）", "air quality index (hour)"),
    family="hj633",
    inputs=(
        *(Quantity(item, "µg/m³", optional=True) for item in ("so2", "no2", "pm10", "pm25", "o3")),
        Quantity("co", "mg/m³", optional=True),
        *(Quantity(item, "µg/m³", optional=True) for item in ("so2_24h", "o3_8h", "pm10_24h", "pm25_24h")),
    ),
    outputs=aqi.outputs(),
    compute=compute,
    answer="aqi",
    state=aqi.state,
    parts=aqi.parts,
    explain=lambda values, outcome, rules: aqi.explain(values, outcome, rules, rules.table(ITEMS)),
)
