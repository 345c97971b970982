"""AQI 日报: the index of one day, from daily means and the daily maximum 8-hour ozone."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards import aqi
from qingshan.standards.rule import Quantity, Rule
from qingshan.standards.view import Rules

ITEMS = "day_items"


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    return aqi.report(values, rules, rules.table(ITEMS))


RULE = Rule(
    name="aqi-day",
    label=Text("空气质量指数（日）", "air quality index (day)"),
    family="hj633",
    inputs=(
        *(Quantity(item, "µg/m³", optional=True) for item in ("so2", "no2", "pm10", "pm25")),
        Quantity("co", "mg/m³", optional=True),
        *(Quantity(item, "µg/m³", optional=True) for item in ("o3_8h", "o3")),
    ),
    outputs=aqi.outputs(),
    compute=compute,
    answer="aqi",
    state=aqi.state,
    parts=aqi.parts,
    explain=lambda values, outcome, rules: aqi.explain(values, outcome, rules, rules.table(ITEMS)),
)
