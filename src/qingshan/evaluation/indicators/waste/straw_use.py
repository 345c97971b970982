"""秸秆综合利用率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "waste.straw_use",
    Text("秸秆综合利用率", "straw use rate"),
    ("秸秆综合利用率",),
    Operand(Text("综合利用量", "straw used"), "10⁴ t"),
    Operand(Text("可收集资源量", "straw that can be collected"), "10⁴ t"),
    Text("农办科〔2019〕3号", "农办科〔2019〕3号"),
    nature="flow",
)
