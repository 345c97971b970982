"""非化石能源占一次能源消费比例."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "energy.non_fossil_share",
    Text("非化石能源占一次能源消费比例", "non-fossil share of primary energy"),
    (
        "非化石能源占一次能源",
        "非化石能源占能源",
        "非化石能源消费",
        "非化石能源占比",
        "非化石能源比重",
    ),
    Operand(Text("非化石能源消费量", "non-fossil energy consumed"), "10⁴ tce"),
    Operand(Text("一次能源消费总量", "primary energy consumed"), "10⁴ tce"),
    Text("能源统计", "energy statistics"),
    nature="flow",
    pace="level",
)
