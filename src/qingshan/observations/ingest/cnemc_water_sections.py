"""The city, river and basin of each section on a page of the national water platform; it does not say river or lake."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake import platform_page
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.water import PLATFORM_COLUMNS, section, sections_register

_SECTION = section("省份", "断面名称")

IMPORTER = Importer(
    key="cnemc-water-sections",
    label=Text("国家水质平台页面中的断面（城市、河流、流域）", "sections on a page of the national water platform"),
    kind="sections",
    clock=Text("不适用", "not applicable"),
    columns=(*PLATFORM_COLUMNS, platform_page.CITY, platform_page.RIVER),
    registers={
        "sections": sections_register(
            trouble=f"CASE WHEN {_SECTION} = '' OR {platform_page.CITY} = '' THEN 'place' END",
            section=_SECTION,
            name=f"split_part({_SECTION}, '/', 2)",
            river=platform_page.RIVER,
            basin="流域",
            area=platform_page.CITY,
            source="'国家水质自动综合监管平台'",
        )
    },
    reader=platform_page.read,
)
