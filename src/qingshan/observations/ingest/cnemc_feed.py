"""The national platform's real-time feed, one row a station and hour, snake case, as archives keep it.

Clock: the platform labels an hour by its end. The ozone pairs come swapped in the raw feed; which member is the
day's maximum is found in each file.
"""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.tabular import tabular

_SAME_NAME = (
    "so2",
    "no2",
    "pm10",
    "co",
    "o3",
    "so2_24h",
    "no2_24h",
    "pm10_24h",
    "co_24h",
    "o3_24h",
    "o3_8h",
    "o3_8h_24h",
)

IMPORTER = Importer(
    key="cnemc-feed",
    label=Text("全国平台实时数据（每行一个站点）", "national real-time feed, one row a station"),
    kind="hourly",
    clock=Text("小时末标记", "label is the end of the hour"),
    columns=(
        "timepoint", "stationcode", "primarypollutant", "aqi", "pm10", "pm10_24h", "pm2_5", "pm2_5_24h", "o3", "o3_24h",
        "o3_8h", "o3_8h_24h", "no2", "no2_24h", "so2", "so2_24h", "co", "co_24h",
    ),
    cells=tabular(
        place="stationcode",
        moment="try_cast(timepoint AS TIMESTAMP)",
        label="timepoint",
        values={
            **{name: name for name in _SAME_NAME},
            "pm25": "pm2_5",
            "pm25_24h": "pm2_5_24h",
            "aqi": "aqi",
            "primary": "primarypollutant",
        },
    ),
    published=("aqi", "pm25_24h", "pm10_24h", "so2_24h", "no2_24h", "o3_24h", "o3_8h", "o3_8h_24h", "co_24h"),
    texts=("primary",),
    pairs=(("o3", "o3_24h"), ("o3_8h", "o3_8h_24h")),
    ignored=Text(
        "站点名称、城市和坐标未导入（用 station-list）",
        "names, cities and coordinates are not imported (use station-list)",
    ),
)  # fmt: skip
