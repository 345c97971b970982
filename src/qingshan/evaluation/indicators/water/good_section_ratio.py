"""地表水达到或好于Ⅲ类断面比例."""

from __future__ import annotations

from qingshan.evaluation.water_indicator import SectionIndicator
from qingshan.kernel.text import Text

INDICATOR = SectionIndicator(
    key="water.good_section_ratio",
    label=Text("地表水达到或好于Ⅲ类断面比例", "share of sections of class Ⅲ or better"),
    names=(
        "达到或好于Ⅲ类断面比例",
        "达到或好于Ⅲ类比例",
        "达到或好于Ⅲ类水体比例",
        "达到或优于Ⅲ类断面比例",
        "达到或优于Ⅲ类比例",
        "优于Ⅲ类断面比例",
        "Ⅲ类及以上比例",
        "断面水质优良",
        "断面优良比例",
        "断面优良率",
        "水质优良比例",
        "水质优良率",
        "优良水体比例",
        "水质优良断面比例",
        "优良水质比例",
        "地表水优良比例",
    ),
    unit="%",
    units=("%",),
    direction="higher",
    clause=Text(
        "环办〔2011〕22号：由时段均值评价，按断面数计",
        "classes from period means",
    ),
    flag="good",
    whole="100",
)
