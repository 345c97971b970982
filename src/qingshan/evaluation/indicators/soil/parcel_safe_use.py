"""污染地块安全利用率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "soil.parcel_safe_use",
    Text("污染地块安全利用率", "safe-use rate of polluted parcels"),
    (
        "污染地块安全利用率",
        "污染地块安全利用",
        "重点建设用地安全利用",
    ),
    Operand(Text("符合土壤环境质量要求的再开发利用地块面积", "area put to use that meets the soil requirements"), "mu"),
    Operand(Text("再开发利用的污染地块总面积", "area of polluted parcels put to use"), "mu"),
    Text("土十条；算式未核实", "Soil Plan; the formula is unverified"),
    nature="stock",
    note=Text("按面积；按地块数见 calc parcel-rate", "by area; by number: calc parcel-rate"),
)
