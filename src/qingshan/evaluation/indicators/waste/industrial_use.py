"""一般工业固体废物综合利用率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "waste.industrial_use",
    Text("一般工业固体废物综合利用率", "use rate of general industrial solid waste"),
    (
        "一般工业固体废物综合利用率",
        "工业固体废物综合利用率",
        "一般工业固废综合利用率",
        "工业固废综合利用率",
    ),
    Operand(Text("综合利用量", "used"), "10⁴ t"),
    Operand(Text("产生量与综合利用往年贮存量", "produced, and used from storage of before"), "10⁴ t"),
    Text("分母第二项未核实", "the second term of the denominator is unverified"),
    nature="flow",
)
