"""Beijing's stations 2013 to 2017 with weather, as a machine-learning archive keeps them; CO in µg/m³.

Clock: fine particles leap at label 1 of the Chinese New Year's nights of 2014, 2015 and 2016 at three stations, when
fireworks begin at midnight: a label is the end of its hour, 0 closes the day before. Gases carry a fourth decimal left
by a conversion from volume shares; it is rounded half to even.
"""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.tabular import ITEMS, hour_ending, tabular

_DAY = "year || '-' || month || '-' || day"

IMPORTER = Importer(
    key="uci-beijing",
    label=Text("北京各站 2013—2017 年逐时数据（含气象）", "Beijing stations 2013 to 2017, hourly, with weather"),
    kind="hourly",
    clock=Text("小时末标记；0 时为前一日 24 时", "label is the end of the hour; 0 is 24:00 of the day before"),
    columns=("year", "month", "day", "hour", "PM2.5", "PM10", "SO2", "NO2", "CO", "O3", "station"),
    cells=tabular(
        place="'北京/' || station",
        moment=hour_ending(_DAY, "hour", "%Y-%-m-%-d"),
        label=f"{_DAY} || ' ' || hour",
        values=ITEMS,
    ),
    exponents={"co": -3},
    rounds=True,
    official=False,
    ignored=Text(
        "气温、气压、露点、降水和风未导入", "temperature, pressure, dew point, rain and wind are not imported"
    ),
)
