"""区域生态质量指数（EQI）."""

from __future__ import annotations

from qingshan.evaluation.reported import Graded, level
from qingshan.kernel.text import Text

INDICATOR = level(
    "ecology.eqi",
    Text("区域生态质量指数（EQI）", "ecological quality index (EQI)"),
    (
        "生态质量指数EQI",
        "区域生态质量指数",
        "EQI",
    ),
    "",
    Text("环监测〔2021〕99号", "环监测〔2021〕99号"),
    nature="stock",
    highest="100",
    units=("", "1"),
    graded=Graded("eqi-class", "eqi", "eqi-change"),
)
