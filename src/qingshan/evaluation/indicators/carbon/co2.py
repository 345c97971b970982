"""二氧化碳排放总量."""

from __future__ import annotations

from qingshan.evaluation.reported import level
from qingshan.kernel.text import Text

INDICATOR = level(
    "carbon.co2",
    Text("二氧化碳排放总量", "CO2 emission"),
    (
        "二氧化碳排放总量",
        "二氧化碳排放量",
        "碳排放总量",
    ),
    "10⁴ t",
    Text("能源平衡表与指明的排放因子集", "energy balance and a named set of factors"),
    nature="flow",
    direction="lower",
    jump="30",
)
