"""Daily PM2.5 of 123 cities; the date is a year and a fraction of it, in steps of 1/365.

A leap year has 365 steps too, so it is not known which day was left out: after 28 February its dates are refused. The
values carry the digits of a binary computation and are rounded half to even.
"""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.tabular import tabular

_YEAR = 'CAST(try_cast("Year" AS DECIMAL(8, 2)) AS INTEGER)'
_STEPS = 'try_cast("Time" AS DECIMAL(24, 19)) * 365'
_STEP = f"CAST(round({_STEPS}) AS INTEGER)"
_IS_STEP = f"abs({_STEPS} - {_STEP}) < 0.001 AND {_STEP} BETWEEN 1 AND 365"
_LAST_SURE_STEP = 59
"""28 February, the last day before the day that may be missing."""

IMPORTER = Importer(
    key="cities-pm25-daily",
    label=Text("123 城市 PM2.5 日均值（2014—2016）", "daily PM2.5 of 123 cities, 2014 to 2016"),
    kind="daily",
    clock=Text("年份加 1/365 步长的小数", "year and fraction in steps of 1/365"),
    columns=("Year", "Time", "City", "PM2.5"),
    cells=tabular(
        place='"City"',
        moment=f"CASE WHEN {_IS_STEP} THEN strftime(make_date({_YEAR}, 1, 1) + {_STEP} - 1, '%Y-%m-%d') END",
        label='"Year" || \' \' || "Time"',
        values={"pm25": '"PM2.5"'},
        trouble=(
            f"CASE WHEN {_STEP} > {_LAST_SURE_STEP} AND month(make_date({_YEAR}, 2, 28) + 1) = 2 "
            "THEN 'date-ambiguous' END"
        ),
    ),
    rounds=True,
    official=False,
    ignored=Text("坐标未导入", "coordinates are not imported"),
)
