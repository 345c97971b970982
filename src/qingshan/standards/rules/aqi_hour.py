"""AQI 实时报: the index of one hour. The 2012 edition is applied as the platform practises it, or by its letter."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.standards.aqi import index_rule
from qingshan.standards.rule import Quantity

RULE = index_rule(
    "aqi-hour",
    Text("空气质量指数（小时）", "air quality index (hour)"),
    items="hour_items",
    inputs=(
        *(Quantity(item, "µg/m³", optional=True) for item in ("so2", "no2", "pm10", "pm25", "o3")),
        Quantity("co", "mg/m³", optional=True),
        *(Quantity(item, "µg/m³", optional=True) for item in ("so2_24h", "o3_8h", "pm10_24h", "pm25_24h")),
    ),
)
