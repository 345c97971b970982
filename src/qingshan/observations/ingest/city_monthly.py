"""Monthly values of one city as a third party computed them; ``--city`` names it. GBK or UTF-8."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.tabular import MEASURED, tabular

IMPORTER = Importer(
    key="city-monthly",
    label=Text("城市月均值（第三方统计，非官方）", "monthly values of a city (third party, not official)"),
    kind="monthly",
    clock=Text("自然月", "calendar month"),
    columns=("月份", "AQI", "PM2.5", "PM10", "SO2", "CO", "NO2", "O3"),
    cells=tabular(
        place="getvariable('city')",
        moment="strftime(try_strptime(月份 || '-01', '%Y-%m-%d'), '%Y-%m')",
        label="月份",
        values=MEASURED,
    ),
    encodings=("utf-8", "gbk"),
    official=False,
    needs=("city",),
    ignored=Text("AQI 范围和质量等级未导入", "range and level are not imported"),
)
