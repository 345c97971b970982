"""SQL for the commonest shape of file: one row for each place and time, one column for each item."""

from __future__ import annotations

from collections.abc import Mapping

ITEMS = {"pm25": '"PM2.5"', "pm10": '"PM10"', "so2": '"SO2"', "no2": '"NO2"', "co": '"CO"', "o3": '"O3"'}
MEASURED = {"aqi": '"AQI"', **ITEMS}
"""The columns of most files, by the item they hold."""


def tabular(place: str, moment: str, label: str, values: Mapping[str, str], trouble: str = "NULL") -> str:
    """The ``cells`` of such a file. All arguments are SQL expressions over the file's columns, which are text."""
    columns = ", ".join(f'{expression} AS "{name}"' for name, expression in values.items())
    names = ", ".join(f'"{name}"' for name in values)
    given = f"{place} AS place, {moment} AS moment, {label} AS label, {trouble} AS trouble"
    return (
        f"FROM (UNPIVOT (FROM raw SELECT row, {given}, {columns}) ON {names} INTO NAME name VALUE text) "
        "SELECT row, place, moment, label, name, text, trouble"
    )


def hour_ending(day: str, hour: str, form: str = "%Y%m%d") -> str:
    """The end of an hour labelled 0 to 24 by its own end: label 0 closes the day before, 24 this day."""
    number = f"try_cast({hour} AS INTEGER)"
    return f"CASE WHEN {number} BETWEEN 0 AND 24 THEN try_strptime({day}, '{form}') + to_hours({number}) END"
