"""Where sections lie and which years have samples, read once for each version of the data."""

from __future__ import annotations

from functools import lru_cache

from qingshan.observations.store.lake import Lake, connect
from qingshan.web.evaluations import yearly
from qingshan.web.evaluations.wanted import data_of, working_day

Place = tuple[str, str]
_SECTIONS = """
SELECT section, longitude, latitude FROM declared WHERE longitude IS NOT NULL AND latitude IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY section ORDER BY known_from DESC) = 1
"""
_YEARS = "SELECT DISTINCT year(sampled_at) FROM taken ORDER BY 1 DESC"


def section_places() -> dict[str, Place]:
    """Longitude and latitude of each section as its source gives them. WEB006 without a lake."""
    return _known()[0]


def years() -> list[int]:
    """The years with samples up to the one the desk works in, the last first."""
    return [year for year in _known()[1] if year <= working_day().year]


def _known() -> tuple[dict[str, Place], tuple[int, ...]]:
    path = yearly.lake().path
    return _read(data_of(path), str(path))


@lru_cache(maxsize=4)
def _read(_data: str, path: str) -> tuple[dict[str, Place], tuple[int, ...]]:
    lake = Lake.open(path)
    with connect() as connection:
        lake.all_rows(connection, "sections").create_view("declared")
        lake.all_rows(connection, "samples").create_view("taken")
        places = {section: (str(east), str(north)) for section, east, north in connection.execute(_SECTIONS).fetchall()}
        found = tuple(int(year) for (year,) in connection.execute(_YEARS).fetchall())
    return places, found
