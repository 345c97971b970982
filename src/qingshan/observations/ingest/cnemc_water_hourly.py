"""The national platform's automatic water stations every four hours, rounded as shown; headers with or without units.

Clock: ``监测时间`` is a time without a year, so ``--year`` is needed. One year cannot be that of a file that holds
December and January and nothing between them: such a file is refused row by row.
"""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.water import (
    PLATFORM_COLUMNS,
    PLATFORM_DECIMALS,
    PLATFORM_MISSING,
    PLATFORM_TEXTS,
    YEARLESS_MOMENT,
    platform_cells,
)  # fmt: skip

_MONTH = "try_cast(split_part(监测时间, '-', 1) AS INTEGER)"
_OVER_NEW_YEAR = (
    f"bool_or({_MONTH} = 12) OVER () AND bool_or({_MONTH} = 1) OVER () "
    f"AND NOT bool_or({_MONTH} BETWEEN 2 AND 11) OVER ()"
)


def _cells(header: list[str]) -> str:
    return platform_cells(header, YEARLESS_MOMENT, ambiguous=_OVER_NEW_YEAR)


IMPORTER = Importer(
    key="cnemc-water-hourly",
    label=Text("国家水质自动站 4 小时数据（修约值）", "national automatic water stations every four hours, rounded"),
    kind="water",
    clock=Text("采样时刻；年份由 --year 给出", "time of sampling; the year is given by --year"),
    columns=PLATFORM_COLUMNS,
    cells=_cells,
    texts=tuple(PLATFORM_TEXTS),
    rounded=PLATFORM_DECIMALS,
    missing=PLATFORM_MISSING,
    compares_columns=False,
    needs=("year",),
    ignored=Text("来源只有修约值", "the source gives rounded values only"),
)
