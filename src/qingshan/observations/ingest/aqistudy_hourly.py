"""Hourly values of named sites with AQI, level and primary pollutants, as a public page showed them (WatchPoint).

Clock: the running mean ``O3_8h`` equals the hour's ozone at label 01 and grows from there, so a label is the end of
its hour and 00 closes the day before. Several primaries stand in one quoted field, on lines of their own.
"""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.tabular import MEASURED, hour_ending, tabular

_VALUES = {
    **MEASURED,
    "o3": '"O3_1h"',
    "o3_8h": '"O3_8h"',
    "level": '"Level"',
    "primary": '"PrimaryPollution"',
}


def _cells(header: list[str]) -> str:
    city = '"City"' if "City" in header else "getvariable('city')"
    return tabular(
        place=f"coalesce({city}, '') || '/' || \"WatchPoint\"",
        moment=hour_ending('"Date"', '"Hour"'),
        label='"Date" || \' \' || "Hour"',
        values=_VALUES,
    )


IMPORTER = Importer(
    key="aqistudy-hourly",
    label=Text(
        "按点位名称的逐时数据（含 AQI、级别、首要污染物）", "hourly values by site name, with AQI, level, primaries"
    ),
    kind="hourly",
    clock=Text("小时末标记；00 时为前一日 24 时", "label is the end of the hour; 00 is 24:00 of the day before"),
    columns=(
        "Date", "Hour", "WatchPoint", "AQI", "Level", "PrimaryPollution", "PM2.5", "PM10", "CO", "NO2", "O3_1h",
        "O3_8h", "SO2",
    ),
    cells=_cells,
    published=("aqi", "o3_8h"),
    texts=("level", "primary"),
    by_name=True,
    city_column="City",
)  # fmt: skip
