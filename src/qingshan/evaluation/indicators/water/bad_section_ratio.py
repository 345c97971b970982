"""劣Ⅴ类断面比例."""

from __future__ import annotations

from qingshan.evaluation.water_indicator import SectionIndicator
from qingshan.kernel.text import Text

INDICATOR = SectionIndicator(
    key="water.bad_section_ratio",
    label=Text("劣Ⅴ类断面比例", "share of sections worse than class Ⅴ"),
    names=(
        "劣Ⅴ类断面比例",
        "劣Ⅴ类水体比例",
        "劣Ⅴ类比例",
        "劣五类断面比例",
        "劣Ⅴ类水质断面比例",
    ),
    unit="%",
    units=("%",),
    direction="lower",
    clause=Text(
        "环办〔2011〕22号：由时段均值评价，按断面数计",
        "classes from period means",
    ),
    flag="bad",
    whole="100",
)
