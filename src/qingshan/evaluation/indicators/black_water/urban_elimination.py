"""城市黑臭水体消除比例."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "black_water.urban_elimination",
    Text("城市黑臭水体消除比例", "urban black-odorous water bodies eliminated"),
    (
        "黑臭水体消除比例",
        "黑臭水体消除率",
        "黑臭水体消除",
        "黑臭水体治理",
    ),
    Operand(Text("已消除的水体", "bodies eliminated"), "1"),
    Operand(Text("清单内水体", "bodies on the list"), "1"),
    Text("清单内消除数与总数之比", "eliminated over listed"),
    nature="stock",
    pace="level",
)
