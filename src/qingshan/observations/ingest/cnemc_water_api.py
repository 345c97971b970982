"""A page of the national water platform as its interface gave it, values before rounding taken out of the tooltips.

Clock: times bear no year, so ``--year`` gives that of the page. A page shows one moment; a time later in the calendar
than the day most of its rows bear is perhaps of the year before, and refused.
"""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake import platform_page
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.water import (
    PLATFORM_COLUMNS,
    PLATFORM_MISSING,
    PLATFORM_TEXTS,
    YEARLESS_MOMENT,
    platform_cells,
)  # fmt: skip

_DAY = "nullif(regexp_extract(监测时间, '^[0-9]{2}-[0-9]{2}'), '')"
_LATER = f"{_DAY} > mode({_DAY}) OVER ()"


def _cells(header: list[str]) -> str:
    return platform_cells(header, YEARLESS_MOMENT, ambiguous=_LATER)


IMPORTER = Importer(
    key="cnemc-water-api",
    label=Text("国家水质自动站平台接口页面（JSON，取修约前原始值）", "a page of the national water platform (JSON)"),
    kind="water",
    clock=Text("采样时刻；年份由 --year 给出", "time of sampling; the year is given by --year"),
    columns=PLATFORM_COLUMNS,
    cells=_cells,
    texts=tuple(PLATFORM_TEXTS),
    missing=PLATFORM_MISSING,
    reader=platform_page.read,
    compares_columns=False,
    needs=("year",),
    ignored=Text(
        "存修约前的原始值；断面所在城市和河流用 cnemc-water-sections 导入",
        "values before rounding are stored; cities and rivers are imported by cnemc-water-sections",
    ),
)
