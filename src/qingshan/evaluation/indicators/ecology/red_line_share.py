"""生态保护红线占国土面积比例."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "ecology.red_line_share",
    Text("生态保护红线占国土面积比例", "share of land within the ecological red line"),
    (
        "生态保护红线占国土面积比例",
        "生态保护红线面积占比",
        "生态保护红线占比",
        "生态保护红线面积比例",
        "生态保护红线面积",
    ),
    Operand(Text("生态保护红线面积", "area within the red line"), "km²"),
    Operand(Text("国土面积", "land area"), "km²"),
    Text("面积之比，条款未核实", "a plain ratio; the clause is unverified"),
    nature="stock",
)
