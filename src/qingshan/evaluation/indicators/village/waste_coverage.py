"""农村生活垃圾收运处置体系覆盖率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "village.waste_coverage",
    Text("农村生活垃圾收运处置体系覆盖率", "villages served by waste collection"),
    (
        "农村生活垃圾收运处置体系覆盖率",
        "生活垃圾收运处置体系",
        "农村生活垃圾有效治理",
    ),
    Operand(Text("已覆盖的村", "villages served"), "1"),
    Operand(Text("村总数", "villages"), "1"),
    Text("无废城市建设指标体系（2019）", "indicators of waste-free cities (2019)"),
    nature="stock",
)
