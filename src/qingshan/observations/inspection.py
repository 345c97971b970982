"""Run the quality checks over readings and keep their flags; flags are appended, readings stay as they are."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa

from qingshan.observations.check import checks, thresholds
from qingshan.observations.intake.work import Work
from qingshan.observations.store.lake import Connection, Lake, connect

_FRESH = """
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT place AS site, name AS item, moment AS hour_end, batch FROM compared JOIN batches USING (file)
WHERE verdict <> 'unchanged' AND kind = 'item'
"""
_FRESH_ALL = "CREATE OR REPLACE TEMP TABLE fresh AS SELECT site, item, hour_end, ? AS batch FROM stored_readings"
_WINDOW = """
CREATE OR REPLACE TEMP TABLE readings AS
WITH span AS (SELECT min(hour_end) - INTERVAL 48 HOURS AS first, max(hour_end) AS last FROM fresh)
SELECT site, item, hour_end, value, known_from,
    if(lag(hour_end) OVER line = hour_end - INTERVAL 1 HOUR, lag(value) OVER line, NULL) AS before
FROM stored_readings, span
WHERE year BETWEEN year(first) - 1 AND year(last) AND hour_end BETWEEN first AND last
    AND site IN (SELECT DISTINCT site FROM fresh)
WINDOW line AS (PARTITION BY site, item ORDER BY hour_end)
"""
_CITIES = """
CREATE OR REPLACE TEMP TABLE cities AS
SELECT site, city FROM stored_sites WHERE city <> '' AND stopped_on IS NULL
QUALIFY row_number() OVER (PARTITION BY site ORDER BY known_from DESC) = 1
"""
_FLAGS = """
CREATE OR REPLACE TEMP TABLE flags (site VARCHAR, item VARCHAR, hour_end TIMESTAMP, "check" VARCHAR, reason VARCHAR,
    value BIGINT, known_from TIMESTAMP, batch VARCHAR)
"""
_FLAG = """
INSERT INTO flags SELECT site, item, hour_end, ?, evidence, value, ?, batch
FROM doubted JOIN fresh USING (site, item, hour_end)
"""
_NEW = """
SELECT * FROM flags ANTI JOIN (SELECT site, item, hour_end, "check", reason, value FROM stored_flags)
USING (site, item, hour_end, "check", reason, value)
"""


def inspect_compared(work: Work) -> dict[str, int]:
    """Check the readings an import has just stored; gives new flags by check."""
    _open(work.connection, work.lake)
    work.connection.execute(_FRESH)
    return _inspect(work.connection, work.lake, work.known_from)


def inspect_lake(lake: Lake, known_from: datetime) -> dict[str, int]:
    """Check every reading of a lake again, with today's thresholds; gives new flags by check."""
    with lake.writing(), connect() as connection:
        _open(connection, lake)
        connection.execute(_FRESH_ALL, [f"{known_from:%Y%m%dT%H%M%S%f}-quality"])
        return _inspect(connection, lake, known_from.replace(tzinfo=None))


def flags_by_check(lake: Lake) -> dict[str, int]:
    """How many flags stand, by check."""
    with connect() as connection:
        return dict(lake.all_rows(connection, "quality").aggregate('"check", count(*)').fetchall())


def _open(connection: Connection, lake: Lake) -> None:
    lake.relation(connection, "readings").create_view("stored_readings", replace=True)
    lake.all_rows(connection, "sites").create_view("stored_sites", replace=True)
    lake.all_rows(connection, "quality").create_view("stored_flags", replace=True)


def _inspect(connection: Connection, lake: Lake, known_from: datetime) -> dict[str, int]:
    for statement in (_WINDOW, _CITIES, _FLAGS):
        connection.execute(statement)
    for check in checks().values():
        connection.register("declared", pa.Table.from_pylist(thresholds(check.key)))
        connection.execute("CREATE OR REPLACE TEMP TABLE thresholds AS FROM declared")
        connection.execute(f"CREATE OR REPLACE TEMP TABLE doubted AS {check.sql}")
        connection.execute(_FLAG, [check.key, known_from])
    new = connection.sql(_NEW)
    found = dict(new.aggregate('"check", count(*)').fetchall())
    if found:
        lake.append("quality", new, connection)
    return found
