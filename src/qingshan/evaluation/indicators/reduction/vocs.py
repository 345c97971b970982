"""挥发性有机物重点工程减排量（累计）."""

from __future__ import annotations

from qingshan.evaluation.reported import amount
from qingshan.kernel.text import Text

INDICATOR = amount(
    "reduction.vocs",
    Text("挥发性有机物重点工程减排量（累计）", "verified reduction of VOCs, added up"),
    (
        "挥发性有机物排放",
        "挥发性有机物(VOCs)排放",
        "挥发性有机物减排",
        "VOCs排放",
        "VOCs减排",
        "挥发性有机物重点工程",
        "挥发性有机物总量",
    ),
    "t",
    Text("主要污染物总量减排核算：核定的重点工程减排量", "accounting of reductions: verified tonnes of key projects"),
)
