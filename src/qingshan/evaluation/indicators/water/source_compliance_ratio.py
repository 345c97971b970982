"""集中式饮用水水源达标率."""

from __future__ import annotations

from qingshan.evaluation.water_indicator import SectionIndicator
from qingshan.kernel.text import Text

INDICATOR = SectionIndicator(
    key="water.source_compliance_ratio",
    label=Text("集中式饮用水水源达标率", "compliance of drinking-water sources"),
    names=(
        "饮用水水源达标率",
        "饮用水水源水质达标率",
        "饮用水源达标率",
        "饮用水源水质达标率",
        "饮用水水源地达标率",
        "饮用水水源地水质达标率",
        "饮用水源地水质达标率",
        "集中式饮用水水源达标率",
        "集中式饮用水水源水质达标率",
        "集中式饮用水水源地水质达标率",
    ),
    unit="%",
    units=("%",),
    direction="higher",
    clause=Text(
        "政府公报所述；全年按水源月数计，未核实",
        "as bulletins state it; a year by source-months is unverified",
    ),
    flag="source",
    whole="100",
)
