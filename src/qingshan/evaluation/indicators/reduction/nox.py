"""氮氧化物重点工程减排量（累计）."""

from __future__ import annotations

from qingshan.evaluation.reported import amount
from qingshan.kernel.text import Text

INDICATOR = amount(
    "reduction.nox",
    Text("氮氧化物重点工程减排量（累计）", "verified reduction of NOx, added up"),
    (
        "氮氧化物排放",
        "氮氧化物减排",
        "氮氧化物重点工程",
        "氮氧化物总量",
    ),
    "t",
    Text("主要污染物总量减排核算：核定的重点工程减排量", "accounting of reductions: verified tonnes of key projects"),
)
