"""达到或好于Ⅱ类断面比例."""

from __future__ import annotations

from qingshan.evaluation.water_indicator import SectionIndicator
from qingshan.kernel.text import Text

INDICATOR = SectionIndicator(
    key="water.class_two_ratio",
    label=Text("达到或好于Ⅱ类断面比例", "share of sections of class Ⅱ or better"),
    names=(
        "达到或好于Ⅱ类断面比例",
        "达到或优于Ⅱ类断面比例",
        "Ⅱ类及以上断面比例",
    ),
    unit="%",
    units=("%",),
    direction="higher",
    clause=Text(
        "环办〔2011〕22号：由时段均值评价，按断面数计",
        "classes from period means",
    ),
    flag="second",
    whole="100",
    phrases=("达到或好于Ⅱ类", "达到或优于Ⅱ类"),
)
