"""生态环境状况指数（EI）."""

from __future__ import annotations

from qingshan.evaluation.reported import level
from qingshan.kernel.text import Text

INDICATOR = level(
    "ecology.ei",
    Text("生态环境状况指数（EI）", "ecological environment index (EI)"),
    (
        "生态环境状况指数",
        "生态环境质量指数EI",
        "EI指数",
    ),
    "",
    Text("HJ 192—2015", "HJ 192—2015"),
    nature="stock",
    highest="100",
    units=("", "1"),
)
