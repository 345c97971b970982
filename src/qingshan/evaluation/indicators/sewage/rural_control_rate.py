"""农村生活污水治理（管控）率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "sewage.rural_control_rate",
    Text("农村生活污水治理（管控）率", "rural sewage treatment and control rate"),
    (
        "农村生活污水治理(管控)率",
        "农村污水治理(管控)率",
    ),
    Operand(Text("已治理或管控行政村", "villages treated or controlled"), "1"),
    Operand(Text("行政村总数", "administrative villages"), "1"),
    Text("行政村比例，算式未核实", "share of villages; the formula is unverified"),
    nature="stock",
)
