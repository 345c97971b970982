"""断面水质达标率."""

from __future__ import annotations

from qingshan.evaluation.water_indicator import SectionIndicator
from qingshan.kernel.text import Text

INDICATOR = SectionIndicator(
    key="water.section_compliance_ratio",
    label=Text("断面水质达标率", "share of sections that meet their own target class"),
    names=(
        "断面水质达标率",
        "断面达标率",
        "考核断面达标率",
        "国考断面达标率",
        "水质达标率",
        "水功能区达标率",
        "水功能区水质达标率",
        "断面水质达标比例",
        "断面达标比例",
    ),
    unit="%",
    units=("%",),
    direction="higher",
    clause=Text("GB 3838—2002 5.1：按断面自身目标类别", "GB 3838—2002 5.1: by the section's own target class"),
    flag="complies",
    whole="100",
)
