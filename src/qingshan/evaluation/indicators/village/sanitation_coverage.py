"""城乡环卫一体化行政村覆盖率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "village.sanitation_coverage",
    Text("城乡环卫一体化行政村覆盖率", "villages covered by integrated sanitation"),
    (
        "城乡环卫",
        "环卫一体化",
        "全域一体化行政村",
    ),
    Operand(Text("已覆盖行政村", "villages covered"), "1"),
    Operand(Text("行政村总数", "administrative villages"), "1"),
    Text("覆盖的行政村占比", "share of villages covered"),
    nature="stock",
)
