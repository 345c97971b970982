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
WHERE verdict <> 'unchanged' AND kind IN ('item', 'sample')
"""
_FRESH_ALL = {
    "readings": "CREATE OR REPLACE TEMP TABLE fresh AS SELECT site, item, hour_end, ? AS batch FROM stored_readings",
    "samples": (
        "CREATE OR REPLACE TEMP TABLE fresh AS SELECT DISTINCT section AS site, item, sampled_at AS hour_end, "
        "? AS batch FROM stored_samples"
    ),
}
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
_SAMPLES = """
CREATE OR REPLACE TEMP TABLE samples AS
WITH wanted AS (SELECT min(hour_end) AS first, max(hour_end) AS last FROM fresh),
states AS (
    SELECT site, hour_end, arg_max(text, known_from) AS state FROM stored_published
    WHERE name = 'station_state' GROUP BY ALL
)
SELECT section AS site, item, sampled_at AS hour_end, value, below_limit, span, origin, known_from,
    coalesce(state, '') AS state
FROM stored_samples LEFT JOIN states ON site = section AND hour_end = sampled_at CROSS JOIN wanted
WHERE year BETWEEN year(first) - 1 AND year(last) AND sampled_at BETWEEN first AND last
"""
_CONTEXT = {"readings": (_WINDOW, _CITIES), "samples": (_SAMPLES,)}
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
    """Check the readings or samples an import has just stored; gives new flags by check."""
    subject = "samples" if work.importer.kind == "water" else "readings"
    _open(work.connection, work.lake, subject)
    work.connection.execute(_FRESH)
    return _inspect(work.connection, work.lake, work.known_from, subject)


def inspect_lake(lake: Lake, known_from: datetime) -> dict[str, int]:
    """Check every reading and sample of a lake again, with today's thresholds; gives new flags by check."""
    found: dict[str, int] = {}
    with lake.writing(), connect() as connection:
        for subject, fresh in _FRESH_ALL.items():
            _open(connection, lake, subject)
            connection.execute(fresh, [f"{known_from:%Y%m%dT%H%M%S%f}-quality"])
            found |= _inspect(connection, lake, known_from.replace(tzinfo=None), subject)
    return found


def flags_by_check(lake: Lake) -> dict[str, int]:
    """How many flags stand, by check."""
    with connect() as connection:
        return dict(lake.all_rows(connection, "quality").aggregate('"check", count(*)').fetchall())


def _open(connection: Connection, lake: Lake, subject: str) -> None:
    lake.relation(connection, subject).create_view(f"stored_{subject}", replace=True)
    for table in ("sites",) if subject == "readings" else ("published",):
        lake.all_rows(connection, table).create_view(f"stored_{table}", replace=True)
    lake.all_rows(connection, "quality").create_view("stored_flags", replace=True)


def _inspect(connection: Connection, lake: Lake, known_from: datetime, subject: str) -> dict[str, int]:
    for statement in (*_CONTEXT[subject], _FLAGS):
        connection.execute(statement)
    for check in (check for check in checks().values() if check.subject == subject):
        connection.register("declared", pa.Table.from_pylist(thresholds(check.key)))
        connection.execute("CREATE OR REPLACE TEMP TABLE thresholds AS FROM declared")
        connection.execute(f"CREATE OR REPLACE TEMP TABLE doubted AS {check.sql}")
        connection.execute(_FLAG, [check.key, known_from])
    new = connection.sql(_NEW)
    found = dict(new.aggregate('"check", count(*)').fetchall())
    if found:
        lake.append("quality", new, connection)
    return found
