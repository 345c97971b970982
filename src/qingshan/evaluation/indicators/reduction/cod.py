"""化学需氧量重点工程减排量（累计）."""

from __future__ import annotations

from qingshan.evaluation.reported import amount
from qingshan.kernel.text import Text

INDICATOR = amount(
    "reduction.cod",
    Text("化学需氧量重点工程减排量（累计）", "verified reduction of COD, added up"),
    (
        "化学需氧量排放",
        "化学需氧量减排",
        "COD排放",
        "COD减排",
        "化学需氧量重点工程",
        "化学需氧量总量",
    ),
    "t",
    Text("主要污染物总量减排核算：核定的重点工程减排量", "accounting of reductions: verified tonnes of key projects"),
)
