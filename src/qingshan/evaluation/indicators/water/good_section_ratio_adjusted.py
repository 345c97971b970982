"""地表水达到或好于Ⅲ类断面比例（扣除自然背景）."""

from __future__ import annotations

from qingshan.evaluation.water_indicator import SectionIndicator
from qingshan.kernel.text import Text

INDICATOR = SectionIndicator(
    key="water.good_section_ratio_adjusted",
    label=Text("地表水达到或好于Ⅲ类断面比例（扣除自然背景）", "share of Ⅲ or better without background"),
    names=(
        "达到或好于Ⅲ类断面比例(扣除自然背景)",
        "扣除自然背景优良比例",
    ),
    unit="%",
    units=("%",),
    direction="higher",
    clause=Text("自然背景由人申明，逐断面逐项目列出", "natural background is declared by a person, section by section"),
    flag="good",
    whole="100",
    adjusted=True,
)
