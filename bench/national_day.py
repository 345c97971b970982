"""A day of the national feed as a wide file: 24 hours × 15 types, a column for each of 2,000 stations; seeded."""

from __future__ import annotations

import gzip
from pathlib import Path

import duckdb

STATIONS, DATE = 2000, "20230120"
# Running means and maxima are what the feed holds beside the hours; one cell in 29 is empty.
_CELLS = """
WITH hours AS (
    SELECT hour, station, hash(hour, station) >> 1 AS chance, least + (chance >> 8) % spread AS value, type, place
    FROM range(24) AS hours(hour), range($stations) AS stations(station),
        (VALUES ('PM2.5', 8, 90, 1), ('PM10', 20, 140, 3), ('SO2', 3, 20, 5), ('NO2', 8, 60, 7), ('O3', 20, 130, 9),
            ('CO', 2, 12, 13)) AS types(type, least, spread, place)
), cells AS (
    SELECT hour, station, type, place, value FROM hours
    UNION ALL
    SELECT hour, station, type || '_24h', place + 1, CASE type
        WHEN 'O3' THEN max(value) OVER so_far ELSE round(avg(value) OVER so_far)::BIGINT END FROM hours
        WINDOW so_far AS (PARTITION BY station, type ORDER BY hour)
    UNION ALL
    SELECT hour, station, 'O3_8h', 11, round(avg(value) OVER (PARTITION BY station ORDER BY hour ROWS 7 PRECEDING))
    FROM hours WHERE type = 'O3'
    UNION ALL
    SELECT hour, station, 'O3_8h_24h', 12, max(value) OVER (PARTITION BY station ORDER BY hour)
    FROM hours WHERE type = 'O3'
    UNION ALL
    SELECT hour, station, 'AQI', 0, max(value) FROM hours WHERE type IN ('PM2.5', 'PM10') GROUP BY ALL
)
SELECT hour, type, string_agg(CASE
    WHEN hash(hour, station, place) % 29 = 0 THEN '' WHEN type[:2] = 'CO' THEN (value / 10)::VARCHAR
    ELSE value::BIGINT::VARCHAR END, ',' ORDER BY station) AS line
FROM cells GROUP BY hour, type, place ORDER BY hour, place
"""


def national_day(folder: Path) -> Path:
    """The file, made when it is not there."""
    path = folder / f"china_sites_{DATE}.csv.gz"
    if not path.exists():
        rows = duckdb.execute(_CELLS, {"stations": STATIONS}).fetchall()
        header = ",".join(["date", "hour", "type", *(f"{1001 + station}A" for station in range(STATIONS))])
        lines = [header, *(f"{DATE},{hour},{kind},{line}" for hour, kind, line in rows)]
        path.write_bytes(gzip.compress("\n".join(lines).encode() + b"\n", mtime=0))
    return path
