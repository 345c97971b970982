"""AQI 日报: the index of one day, from daily means and the daily maximum 8-hour ozone."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.standards.aqi import index_rule
from qingshan.standards.rule import Quantity

RULE = index_rule(
    "aqi-day",
    Text("空气质量指数（日）", "air quality index (day)"),
    items="day_items",
    inputs=(
        *(Quantity(item, "µg/m³", optional=True) for item in ("so2", "no2", "pm10", "pm25")),
        Quantity("co", "mg/m³", optional=True),
        *(Quantity(item, "µg/m³", optional=True) for item in ("o3_8h", "o3")),
    ),
)
