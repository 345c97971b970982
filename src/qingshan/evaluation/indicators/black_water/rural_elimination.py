"""农村黑臭水体消除比例."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "black_water.rural_elimination",
    Text("农村黑臭水体消除比例", "rural black-odorous water bodies eliminated"),
    (
        "农村黑臭水体消除比例",
        "农村重点黑臭水体消除比例",
        "农村黑臭水体消除",
        "农村黑臭水体治理",
        "农村重点黑臭水体",
    ),
    Operand(Text("已消除的水体", "bodies eliminated"), "1"),
    Operand(Text("清单内水体", "bodies on the list"), "1"),
    Text("清单内消除数与总数之比", "eliminated over listed"),
    nature="stock",
    pace="level",
)
