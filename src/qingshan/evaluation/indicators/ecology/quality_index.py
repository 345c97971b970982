"""生态质量指数, where a document does not say by which method: it stays open until a person says."""

from __future__ import annotations

from dataclasses import replace

from qingshan.evaluation.reported import level
from qingshan.kernel.text import Text

INDICATOR = replace(
    level(
        "ecology.quality_index",
        Text("生态质量指数（方法未指明）", "ecological quality index (method open)"),
        ("生态质量指数", "生态环境质量指数"),
        "",
        Text("EQI（环监测〔2021〕99号）或 EI（HJ 192—2015），须由人指定", "EQI or EI: a person must say which"),
        units=("", "1"),
    ),
    methods=("ecology.eqi", "ecology.ei"),
)
