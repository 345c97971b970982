"""One site's hourly values, long; the file does not name the site, ``--site`` does.

Clock: in Haikou's file fine particles leap at label 01:00 of the Chinese New Year's nights of 2015 and 2017, as the
first hour after midnight would at its end; a label is the end of its hour.
"""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.tabular import ITEMS, tabular


def _cells(header: list[str]) -> str:
    return tabular(
        place="getvariable('site')",
        moment="try_cast(datetime AS TIMESTAMP)",
        label="datetime",
        values={item: column for item, column in ITEMS.items() if column.strip('"') in header},
    )


IMPORTER = Importer(
    key="single-site-hourly",
    label=Text("单个点位逐时数据", "hourly values of one site"),
    kind="hourly",
    clock=Text("小时末标记；00:00 为前一日 24 时", "label is the end of the hour; 00:00 is 24:00 of the day before"),
    columns=("datetime", "PM2.5", "SO2", "NO2", "CO", "O3"),
    cells=_cells,
    needs=("site",),
)
