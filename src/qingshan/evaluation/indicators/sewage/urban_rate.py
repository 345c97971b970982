"""城镇污水处理率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "sewage.urban_rate",
    Text("城镇污水处理率", "sewage treatment rate of towns"),
    (
        "城镇生活污水处理率",
        "城镇污水处理率",
        "城市污水处理率",
        "城市生活污水处理率",
        "县城污水处理率",
        "污水处理率",
    ),
    Operand(Text("处理量", "sewage treated"), "10⁴ m³"),
    Operand(Text("排放量", "sewage discharged"), "10⁴ m³"),
    Text("城乡建设统计：处理量与排放量之比", "construction statistics: treated over discharged"),
    nature="flow",
)
