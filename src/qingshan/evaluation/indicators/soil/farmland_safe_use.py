"""受污染耕地安全利用率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "soil.farmland_safe_use",
    Text("受污染耕地安全利用率", "safe-use rate of polluted farmland"),
    (
        "受污染耕地安全利用率",
        "受污染耕地安全利用",
        "污染耕地安全利用率",
    ),
    Operand(
        Text(
            "安全利用面积（B+C+D）",
            "area in safe use (B + C + D)",
        ),
        "mu",
    ),
    Operand(Text("受污染耕地总面积", "area of polluted farmland"), "mu"),
    Text("受污染耕地安全利用率核算方法（试行）", "accounting method of the safe-use rate (trial)"),
    nature="stock",
)
