"""A national year of readings in a lake: seeded, written once, used again by later runs."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from qingshan.observations.store.lake import Connection, Lake, connect

YEAR, STATIONS, CITIES, SEED = 2021, 1800, 340, 20210101
# Per item: the least hour, the spread between stations and the noise between hours, in steps of so many thousandths.
ITEMS = {
    "so2": (3, 6, 10, 1000), "no2": (8, 25, 30, 1000), "pm10": (15, 50, 60, 1000), "pm25": (8, 35, 40, 1000),
    "co": (3, 4, 6, 100), "o3": (20, 60, 80, 1000),
}  # fmt: skip
WINTER = (100, 95, 80, 60, 45, 30, 25, 30, 45, 60, 80, 95)
"""How much of the spread a month has, in per cent."""
_SERIES = """
CREATE TABLE series AS
SELECT station::INTEGER AS station, printf('%dA', 1001 + station) AS site, item, noise::BIGINT AS noise,
    least::BIGINT AS least, spread * (50 + hash(station, $seed) % 100)::BIGINT AS spread, step::BIGINT AS step,
    (1000000 * row_number() OVER (ORDER BY station, item))::BIGINT AS place
FROM items, range($stations) AS stations(station)
"""
_HOURS = """
CREATE OR REPLACE TABLE hours AS
SELECT station::INTEGER AS station, hour, $midnight::TIMESTAMP + (hour + 1) * INTERVAL 1 HOUR AS hour_end
FROM range($first, $after) AS hours(hour), range($stations) AS stations(station)
"""
# One hour in 67 is missing everywhere, and one station in 60 lacks half of its hours, so that validity rules bite.
_READINGS = """
SELECT site, item, hour_end, (least + spread * $winter // 10000 + chance % noise) * step AS value, 2::TINYINT AS stage,
    $known_from::TIMESTAMP AS known_from, 0 AS revision, 'bench' AS source, $batch AS batch
FROM (SELECT *, (hash(place + hour) >> 1)::BIGINT AS chance FROM hours JOIN series USING (station))
WHERE (chance >> 20) % 67 != 0 AND (station % 60 != 7 OR (chance >> 30) % 2 = 0)
"""
_MEMBERSHIPS = """
SELECT printf('%dA', 1001 + station) AS site, printf('城市%03d', station % $cities) AS area, 'assessment' AS role,
    NULL::DATE AS since, NULL::DATE AS until, 'bench' AS source, $known_from::TIMESTAMP AS known_from
FROM range($stations) AS stations(station)
"""


def national_lake(folder: Path) -> Lake:
    """The lake of 1,800 stations, 8,760 hours and six items, in twelve commits; made when it is not there."""
    place = folder / f"national-{YEAR}-{SEED}"
    if not place.exists():
        part = Lake.create(place.with_suffix(".part"))
        with connect() as connection:
            _fill(part, connection)
        part.path.rename(place)
    return Lake.open(place)


def _fill(lake: Lake, connection: Connection) -> None:
    known_from = datetime(YEAR + 1, 1, 15)
    rows = ", ".join(str((name, *numbers)) for name, numbers in ITEMS.items())
    connection.execute(f"CREATE TABLE items AS FROM (VALUES {rows}) AS items(item, least, spread, noise, step)")
    connection.execute(_SERIES, {"stations": STATIONS, "seed": SEED})
    midnight, first = datetime(YEAR, 1, 1), 0
    for month, winter in enumerate(WINTER, 1):
        after = (datetime(YEAR + month // 12, month % 12 + 1, 1) - midnight) // timedelta(hours=1)
        span = {"first": first, "after": after, "midnight": midnight, "stations": STATIONS}
        connection.execute(_HOURS, span)
        given = {"winter": winter, "known_from": known_from, "batch": f"month {month}"}
        lake.append("readings", connection.sql(_READINGS, params=given), connection)
        first = after
    given = {"cities": CITIES, "stations": STATIONS, "known_from": known_from}
    lake.append("memberships", connection.sql(_MEMBERSHIPS, params=given), connection)
