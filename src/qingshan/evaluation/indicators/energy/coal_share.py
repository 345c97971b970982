"""煤炭占能源消费比重."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "energy.coal_share",
    Text("煤炭占能源消费比重", "share of coal in energy consumed"),
    (
        "煤炭占能源消费",
        "煤炭消费占",
        "煤炭消费比重",
        "煤炭占一次能源",
    ),
    Operand(Text("煤炭消费量", "coal consumed"), "10⁴ tce"),
    Operand(Text("能源消费总量", "energy consumed"), "10⁴ tce"),
    Text("能源统计", "energy statistics"),
    nature="flow",
    direction="lower",
)
