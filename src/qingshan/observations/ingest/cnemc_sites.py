"""National stations, one file a day, wide: a row for each hour and type, a column for each station.

Clock: in the 20 January 2023 file the running means ``O3_8h`` hold one hour's value at label 1 and grow from there,
and published daily means stand at label 0 of the next file: a label is the end of its hour, 0 closes the day before.
"""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.tabular import hour_ending

NAMES = {
    "AQI": "aqi", "PM2.5": "pm25", "PM2.5_24h": "pm25_24h", "PM10": "pm10", "PM10_24h": "pm10_24h",
    "SO2": "so2", "SO2_24h": "so2_24h", "NO2": "no2", "NO2_24h": "no2_24h", "O3": "o3", "O3_24h": "o3_24h",
    "O3_8h": "o3_8h", "O3_8h_24h": "o3_8h_24h", "CO": "co", "CO_24h": "co_24h",
}  # fmt: skip
_CASES = " ".join(f"WHEN '{said}' THEN '{name}'" for said, name in NAMES.items())
_CELLS = f"""
FROM (UNPIVOT (
    FROM raw SELECT row, {hour_ending("date", "hour")} AS moment, date || ' ' || hour AS label,
        CASE type {_CASES} END AS name, COLUMNS(* EXCLUDE (row, date, hour, type))
) ON COLUMNS(* EXCLUDE (row, moment, label, name)) INTO NAME place VALUE text)
SELECT row, place, moment, label, name, text, NULL AS trouble
"""

IMPORTER = Importer(
    key="cnemc-sites",
    label=Text("全国国控站点逐时数据（宽表，每日一个文件）", "national stations, hourly, one wide file a day"),
    kind="hourly",
    clock=Text("小时末标记；0 时为前一日 24 时", "label is the end of the hour; 0 is 24:00 of the day before"),
    columns=("date", "hour", "type"),
    cells=_CELLS,
    published=("aqi", "pm25_24h", "pm10_24h", "so2_24h", "no2_24h", "o3_24h", "o3_8h", "o3_8h_24h", "co_24h"),
    compares_columns=False,
    pairs=(("o3", "o3_24h"), ("o3_8h", "o3_8h_24h")),
)
