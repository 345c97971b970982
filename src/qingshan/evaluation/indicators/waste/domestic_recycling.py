"""生活垃圾回收利用率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "waste.domestic_recycling",
    Text("生活垃圾回收利用率", "recycling rate of household waste"),
    ("生活垃圾回收利用率",),
    Operand(
        Text(
            "可回收物量与厨余处理量",
            "recyclables kept out of disposal, food waste treated",
        ),
        "t",
    ),
    Operand(Text("生活垃圾产生量", "household waste produced"), "t"),
    Text("无废城市建设指标体系（2019）", "indicators of waste-free cities (2019)"),
    nature="flow",
)
