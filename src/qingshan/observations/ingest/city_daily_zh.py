"""Daily values of one city under Chinese headers, as a third party published them.

Files of this shape are known whose header is shifted against the data; such a file is refused as a whole.
"""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.tabular import MEASURED, tabular

IMPORTER = Importer(
    key="city-daily-zh",
    label=Text(
        "城市日均值（中文表头，第三方，非官方）", "daily values of a city, Chinese headers (third party, not official)"
    ),
    kind="daily",
    clock=Text("自然日", "natural day"),
    columns=("日期", "质量等级", "AQI", "PM2.5", "PM10", "SO2", "NO2", "CO", "O3", "城市"),
    cells=tabular(
        place="城市",
        moment="strftime(try_strptime(日期, '%Y-%m-%d'), '%Y-%m-%d')",
        label="日期",
        values=MEASURED,
    ),
    official=False,
    ignored=Text("质量等级未导入", "the level is not imported"),
)
