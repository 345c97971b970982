"""Daily values of cities as a third party computed them: not the official ones, good for trends.

Ozone behaves like the largest hour of the day here, so it is not stored as the 8-hour value of the standard.
"""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.tabular import MEASURED, tabular

IMPORTER = Importer(
    key="city-daily",
    label=Text("城市日均值（第三方统计，非官方）", "daily values of cities (third party, not official)"),
    kind="daily",
    clock=Text("自然日", "natural day"),
    columns=("city", "date", "AQI", "PM2.5", "PM10", "SO2", "CO", "NO2", "O3"),
    cells=tabular(
        place="city",
        moment="strftime(try_strptime(date, '%Y-%m-%d'), '%Y-%m-%d')",
        label="date",
        values=MEASURED,
    ),
    official=False,
    ignored=Text("AQI 范围、等级和排名未导入", "range, level and rank are not imported"),
)
