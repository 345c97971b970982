"""森林覆盖率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "ecology.forest_cover",
    Text("森林覆盖率", "forest cover"),
    ("森林覆盖率",),
    Operand(Text("森林面积", "forest area"), "ha"),
    Operand(Text("土地总面积", "land area"), "ha"),
    Text("森林覆盖率：森林面积与土地总面积之比", "forest area over land area"),
    nature="stock",
)
