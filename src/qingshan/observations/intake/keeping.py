"""What of the accepted values is new: compared with the lake and, in file order, among the files of one import."""

from __future__ import annotations

from dataclasses import dataclass

from qingshan.observations.intake.work import Work
from qingshan.observations.items import WATER_DECIMALS
from qingshan.observations.store.lake import Connection

ACCEPTED = """
CREATE OR REPLACE TEMP TABLE accepted
    (file INTEGER, place VARCHAR, moment {moment}, name VARCHAR, kind VARCHAR, value BIGINT, said VARCHAR)
"""
_ACCEPT = "INSERT INTO accepted SELECT ?, place, moment, name, kind, value, said FROM judged WHERE reason IS NULL"

_KNOWN = """
CREATE OR REPLACE TEMP TABLE known AS
WITH wanted AS (SELECT min(moment) AS first, max(moment) AS last FROM accepted),
{tables}
"""
_READINGS = """
SELECT site AS place, item AS name, hour_end AS moment, revision, stage, value, NULL::VARCHAR AS said
FROM all_readings, wanted WHERE year BETWEEN year(first) - 1 AND year(last) AND hour_end BETWEEN first AND last
"""
_SAMPLES = """
SELECT section AS place, item AS name, sampled_at AS moment, revision, stage, value,
    if(below_limit, '<', '') AS said
FROM all_samples, wanted WHERE year BETWEEN year(first) - 1 AND year(last) AND sampled_at BETWEEN first AND last
    AND span = getvariable('span') AND origin = getvariable('origin')
"""
_COMPARED = {"hourly": ("readings", "published"), "water": ("samples", "published")}
_KNOWN_MOMENTS = """
values_there AS ({values}), remarks AS (
    SELECT site AS place, name, hour_end AS moment, known_from, value, text AS said
    FROM all_published, wanted WHERE year BETWEEN year(first) - 1 AND year(last) AND hour_end BETWEEN first AND last
)
SELECT place, name, moment, max(revision) AS revision,
    arg_max(value, revision) FILTER (stage = getvariable('stage')) AS value,
    arg_max(said, revision) FILTER (stage = getvariable('stage')) AS said
FROM values_there SEMI JOIN accepted USING (place, name, moment) GROUP BY place, name, moment
UNION ALL
SELECT place, name, moment, 0, arg_max(value, known_from), arg_max(said, known_from)
FROM remarks SEMI JOIN accepted USING (place, name, moment) GROUP BY place, name, moment
"""
_KNOWN_PERIODS = """
periods AS (SELECT place, item AS name, period AS moment, revision, stage, value FROM all_statistics)
SELECT place, name, moment, max(revision) AS revision,
    arg_max(value, revision) FILTER (stage = getvariable('stage')) AS value, NULL::VARCHAR AS said
FROM periods SEMI JOIN accepted USING (place, name, moment) GROUP BY place, name, moment
"""

_COMPARE = """
CREATE OR REPLACE TEMP TABLE compared AS
WITH ordered AS (
    SELECT accepted.*, known.revision AS known_revision, {value_before} AS value_before, {said_before} AS said_before
    FROM accepted LEFT JOIN known USING (place, name, moment)
), changed AS (
    SELECT ordered.*, said IS DISTINCT FROM said_before OR (value IS DISTINCT FROM value_before
        AND coalesce(abs(value - value_before) > half_step, true)) AS is_new
    FROM ordered LEFT JOIN roundings USING (name)
), counted AS (
    SELECT *, coalesce(known_revision, -1) + {steps} AS revision FROM changed
)
SELECT * EXCLUDE (known_revision, value_before, said_before, is_new),
    CASE WHEN NOT is_new THEN 'unchanged' WHEN revision = 0 THEN 'kept' ELSE 'revised' END AS verdict
FROM counted
"""
_ALONE = {"value_before": "known.value", "said_before": "known.said", "steps": "is_new::INTEGER"}
_LINE = "(PARTITION BY place, name, moment ORDER BY file)"
_AMONG_OTHERS = {
    "value_before": f"if(row_number() OVER {_LINE} > 1, lag(accepted.value) OVER {_LINE}, known.value)",
    "said_before": f"if(row_number() OVER {_LINE} > 1, lag(accepted.said) OVER {_LINE}, known.said)",
    "steps": f"sum(is_new::INTEGER) OVER {_LINE}",
}

_NEW = {
    "readings": """
SELECT place AS site, name AS item, moment AS hour_end, value, getvariable('stage') AS stage, known_from,
    revision, source, batch
FROM compared JOIN batches USING (file) WHERE verdict <> 'unchanged' AND kind = 'item'
""",
    "samples": """
SELECT place AS section, name AS item, moment AS sampled_at, getvariable('span') AS span,
    getvariable('origin') AS origin, value, said = '<' AS below_limit, getvariable('stage') AS stage, known_from,
    revision, source, batch
FROM compared JOIN batches USING (file) WHERE verdict <> 'unchanged' AND kind = 'sample'
""",
    "published": """
SELECT place AS site, moment AS hour_end, name, said AS text, value, known_from, source, batch
FROM compared JOIN batches USING (file) WHERE verdict <> 'unchanged' AND kind IN ('number', 'text')
""",
    "statistics": """
SELECT place, name AS item, moment AS period, value, getvariable('stage') AS stage, known_from, revision, source, batch
FROM compared JOIN batches USING (file) WHERE verdict <> 'unchanged' AND kind = 'statistic'
""",
}


@dataclass(frozen=True, slots=True)
class Batch:
    """One file's part of an import."""

    file: int
    key: str


def prepare(work: Work) -> None:
    connection, importer = work.connection, work.importer
    connection.execute(ACCEPTED.format(moment="TIMESTAMP" if importer.has_moments else "VARCHAR"))
    connection.execute("SET VARIABLE stage = ?::TINYINT", [work.stage])
    connection.execute("SET VARIABLE span = ?", [importer.span])
    connection.execute("SET VARIABLE origin = ?", [importer.origin])
    connection.execute("CREATE OR REPLACE TEMP TABLE roundings (name VARCHAR, half_step BIGINT)")
    for name, decimals in importer.rounded.items():
        connection.execute("INSERT INTO roundings VALUES (?, ?)", [name, 10 ** (WATER_DECIMALS - decimals) // 2])


def accept(connection: Connection, file: int) -> None:
    """Add the accepted values of the file just judged."""
    connection.execute(_ACCEPT, [file])


def compare(work: Work) -> None:
    """Make ``compared`` from ``accepted``: kept (first value), revised (another value than before) or unchanged.

    A value is compared with the latest at its own stage, so the same value reviewed is a revision: it says more.
    """
    connection, importer = work.connection, work.importer
    known = _KNOWN_PERIODS
    if importer.has_moments:
        known = _KNOWN_MOMENTS.format(values=_SAMPLES if importer.kind == "water" else _READINGS)
    for table in _COMPARED.get(importer.kind, ("statistics",)):
        work.lake.all_rows(connection, table).create_view(f"all_{table}", replace=True)
    connection.execute(_KNOWN.format(tables=known))
    ((files,),) = connection.execute("SELECT count(DISTINCT file) FROM accepted").fetchall()
    connection.execute(_COMPARE.format(**(_AMONG_OTHERS if files > 1 else _ALONE)))


def store(work: Work, batches: list[Batch]) -> dict[str, int]:
    """Append what is new, one commit for each table; gives how many rows each table took."""
    connection, stored = work.connection, {}
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE batches (file INTEGER, batch VARCHAR, source VARCHAR, known_from TIMESTAMP)"
    )
    for batch in batches:
        said = [batch.file, batch.key, work.importer.key, work.known_from]
        connection.execute("INSERT INTO batches VALUES (?, ?, ?, ?)", said)
    for table, query in _NEW.items():
        relation = connection.sql(query)
        ((count,),) = relation.aggregate("count(*)").fetchall()
        if count:
            work.lake.append(table, relation, connection, {"batches": " ".join(batch.key for batch in batches)})
            stored[table] = count
    return stored
