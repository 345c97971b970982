"""农药利用率."""

from __future__ import annotations

from qingshan.evaluation.reported import level
from qingshan.kernel.text import Text

INDICATOR = level(
    "waste.pesticide_efficiency",
    Text("农药利用率", "pesticide efficiency"),
    ("农药利用率",),
    "%",
    Text("采用农业农村部门公布值", "the figure of the agriculture department"),
    nature="stock",
    highest="100",
)
