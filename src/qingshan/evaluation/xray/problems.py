"""Problems of the x-ray's rules."""

from __future__ import annotations

from qingshan.kernel.problems import declare

RULE_TWICE = declare(
    "EVA053",
    ("体检规则编号重复", "a rule number of the x-ray is declared twice"),
    ("每个编号只在一个文件中声明", "each number in one file only"),
    ("改编号或删去其中一个", "renumber or remove one of them"),
)
