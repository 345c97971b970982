"""劣Ⅴ类断面比例（扣除自然背景）."""

from __future__ import annotations

from qingshan.evaluation.water_indicator import SectionIndicator
from qingshan.kernel.text import Text

INDICATOR = SectionIndicator(
    key="water.bad_section_ratio_adjusted",
    label=Text("劣Ⅴ类断面比例（扣除自然背景）", "share worse than class Ⅴ, natural background left out"),
    names=("劣Ⅴ类断面比例(扣除自然背景)",),
    unit="%",
    units=("%",),
    direction="lower",
    clause=Text("自然背景由人申明，逐断面逐项目列出", "natural background is declared by a person, section by section"),
    flag="bad",
    whole="100",
    adjusted=True,
)
