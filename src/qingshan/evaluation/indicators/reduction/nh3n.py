"""氨氮重点工程减排量（累计）."""

from __future__ import annotations

from qingshan.evaluation.reported import amount
from qingshan.kernel.text import Text

INDICATOR = amount(
    "reduction.nh3n",
    Text("氨氮重点工程减排量（累计）", "verified reduction of NH3-N, added up"),
    (
        "氨氮排放",
        "氨氮减排",
        "氨氮重点工程",
        "氨氮总量",
    ),
    "t",
    Text("主要污染物总量减排核算：核定的重点工程减排量", "accounting of reductions: verified tonnes of key projects"),
)
