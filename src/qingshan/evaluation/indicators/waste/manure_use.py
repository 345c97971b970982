"""畜禽粪污综合利用率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "waste.manure_use",
    Text("畜禽粪污综合利用率", "manure use rate"),
    (
        "畜禽粪污综合利用率",
        "畜禽粪污资源化利用率",
        "畜禽养殖废弃物综合利用率",
    ),
    Operand(Text("综合利用量", "manure used"), "10⁴ t"),
    Operand(Text("产生量", "manure produced"), "10⁴ t"),
    Text("规模养殖场直联直报数据", "direct reports of large farms"),
    nature="flow",
)
