"""环保督察问题整改完成率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "rectification.inspections",
    Text("环保督察问题整改完成率", "rectification rate of inspection problems"),
    (
        "环保督察",
        "环境保护督察",
        "中央督察",
        "省督察",
    ),
    Operand(Text("已完成整改的问题", "problems rectified"), "1"),
    Operand(Text("需整改的问题", "problems to rectify"), "1"),
    Text("整改台账：完成数与总数之比", "ledger: rectified over all"),
    nature="stock",
    by_object=True,
)
