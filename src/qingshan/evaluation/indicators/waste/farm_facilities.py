"""规模养殖场粪污处理设施装备配套率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "waste.farm_facilities",
    Text("规模养殖场粪污处理设施装备配套率", "large farms with manure facilities"),
    (
        "规模养殖场粪污处理设施装备配套率",
        "粪污处理设施装备配套率",
    ),
    Operand(Text("已配套并验收的规模养殖场", "large farms equipped and accepted"), "1"),
    Operand(Text("规模养殖场总数", "large farms"), "1"),
    Text("形状未核实", "the shape is unverified"),
    nature="stock",
)
