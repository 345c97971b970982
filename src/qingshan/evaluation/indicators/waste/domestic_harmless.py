"""生活垃圾无害化处理率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "waste.domestic_harmless",
    Text("生活垃圾无害化处理率", "harmless disposal rate of household waste"),
    (
        "生活垃圾无害化处理率",
        "城镇垃圾无害化处理率",
        "垃圾无害化处理率",
    ),
    Operand(Text("无害化处理量", "disposed of harmlessly"), "t"),
    Operand(Text("清运量", "collected"), "t"),
    Text("城乡建设统计", "construction statistics"),
    nature="flow",
)
