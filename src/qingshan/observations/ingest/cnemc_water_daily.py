"""The national platform's automatic water stations, a snapshot a day, with the values before rounding (``raw_*``).

Clock: ``监测时间`` is a time without a year, months old for a stopped station: the year is that of the latest such date
not after ``file_date``. A station that is not running keeps its values, and its state stands in ``published``.
"""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.water import PLATFORM_COLUMNS, PLATFORM_MISSING, PLATFORM_TEXTS, platform_cells

_TAKEN = "try_strptime(file_date, '%Y-%m-%d')"
_THIS_YEAR, _YEAR_BEFORE = (
    f"try_strptime(year({_TAKEN}) - {back} || '-' || 监测时间, '%Y-%m-%d %H:%M')" for back in (0, 1)
)
_MOMENT = f"if({_THIS_YEAR}::DATE <= {_TAKEN}::DATE, {_THIS_YEAR}, {_YEAR_BEFORE})"


def _cells(header: list[str]) -> str:
    return platform_cells(header, _MOMENT, unrounded="raw_")


IMPORTER = Importer(
    key="cnemc-water-daily",
    label=Text("国家水质自动站每日快照（含修约前原始值）", "national automatic water stations, a snapshot a day"),
    kind="water",
    clock=Text("采样时刻；年份由文件日期推定", "time of sampling; the year follows from the file's date"),
    columns=("file_date", *PLATFORM_COLUMNS, "raw_pH"),
    cells=_cells,
    texts=tuple(PLATFORM_TEXTS),
    missing=PLATFORM_MISSING,
    compares_columns=False,
    ignored=Text(
        "存修约前的原始值；平台显示的修约值未导入",
        "values before rounding are stored; the rounded ones are not imported",
    ),
)
