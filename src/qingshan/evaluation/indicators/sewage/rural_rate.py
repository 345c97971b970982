"""农村生活污水治理率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "sewage.rural_rate",
    Text("农村生活污水治理率", "rural sewage treatment rate"),
    (
        "农村生活污水治理率",
        "农村污水治理率",
        "农村生活污水处理率",
    ),
    Operand(Text("已治理行政村", "villages with sewage treated or reused"), "1"),
    Operand(Text("行政村总数", "administrative villages"), "1"),
    Text(
        "行政村比例，定义未核实",
        "share of villages, definition unverified",
    ),
    nature="stock",
    note=Text("与治理（管控）率是两个序列", "治理（管控）率 is another series"),
)
