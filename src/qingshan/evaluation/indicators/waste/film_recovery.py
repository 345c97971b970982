"""农膜回收率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "waste.film_recovery",
    Text("农膜回收率", "recovery rate of farm film"),
    (
        "农膜回收率",
        "废旧农膜回收率",
    ),
    Operand(Text("回收量", "film recovered"), "t"),
    Operand(Text("使用量", "film used"), "t"),
    Text("农业农村部门统计", "statistics of agriculture"),
    nature="flow",
)
