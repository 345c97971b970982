"""危险废物利用处置率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "waste.hazardous_disposal",
    Text("危险废物利用处置率", "use and disposal rate of hazardous waste"),
    (
        "危险废物利用处置率",
        "危险废物安全处置率",
        "危险废物处置率",
    ),
    Operand(Text("利用处置量", "used or disposed of"), "t"),
    Operand(Text("产生量与上年贮存量", "produced, and stored from before"), "t"),
    Text("危险废物管理台账（HJ 1259—2022）", "ledger of hazardous waste (HJ 1259—2022)"),
    nature="flow",
)
