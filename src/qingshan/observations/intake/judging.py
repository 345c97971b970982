"""Each value of a file becomes a scaled integer, or is missing, or is refused with a reason; nothing is dropped."""

from __future__ import annotations

from qingshan.observations.intake.importer import MISSING, Importer
from qingshan.observations.intake.source_file import UNNAMED, Damaged
from qingshan.observations.items import VALUE_DECIMALS, items
from qingshan.observations.store.lake import Connection

_JUDGE = """
CREATE OR REPLACE TEMP TABLE judged AS
WITH bare AS (
    SELECT *, trim(text, E' \\t\\r\\n' || chr(12288)) AS bare FROM cells
), parts AS (
    SELECT *, bare IN (SELECT said FROM missing_texts) AS is_missing, ltrim(split_part(bare, '.', 1), '-') AS whole,
        split_part(bare, '.', 2) AS decimals
    FROM bare LEFT JOIN names USING (name)
), numbers AS (
    SELECT *,
        try_cast(whole || rpad(substr(decimals, 1, places), places, '0') AS BIGINT) AS units,
        rtrim(substr(decimals, places + 1), '0') AS beyond
    FROM parts
)
SELECT row, place, moment, label, name, text, kind,
    CASE
        WHEN is_missing THEN 'missing'
        WHEN trouble IS NOT NULL THEN trouble
        WHEN moment IS NULL THEN 'time'
        WHEN coalesce(place, '') = '' OR starts_with(place, getvariable('unnamed')) THEN 'place'
        WHEN kind IS NULL THEN 'name'
        WHEN kind = 'text' THEN NULL
        WHEN NOT regexp_full_match(bare, '-?[0-9]{1,12}([.][0-9]*)?') THEN 'number'
        WHEN beyond <> '' AND NOT getvariable('rounds') THEN 'decimals'
    END AS reason,
    CASE WHEN kind <> 'text' AND reason IS NULL THEN
        if(starts_with(bare, '-'), -1, 1) * (units + (beyond > '5' OR (beyond = '5' AND units % 2 = 1))::BIGINT)
    END AS value,
    CASE WHEN kind = 'text' AND reason IS NULL THEN regexp_replace(bare, '\\s+', ',', 'g') END AS said
FROM numbers
"""

_DAMAGED = """
INSERT INTO judged
SELECT number, NULL, NULL, NULL, NULL, line, NULL, 'fields', NULL, NULL FROM damaged
"""

_REPEATED = """
CREATE OR REPLACE TEMP TABLE repeated AS
SELECT place, moment, name, min(rowid) AS first_seen,
    coalesce(min(value) <> max(value), min(said) <> max(said)) AS conflicts
FROM judged WHERE reason IS NULL GROUP BY ALL HAVING count(*) > 1
"""

_MARK_REPEATED = """
UPDATE judged SET reason = if(conflicts, 'conflict', 'duplicate') FROM repeated
WHERE judged.reason IS NULL AND judged.place = repeated.place AND judged.moment = repeated.moment
    AND judged.name = repeated.name AND (conflicts OR judged.rowid <> first_seen)
"""

_RENUMBER = "UPDATE cells SET row = row + (SELECT count(*) FROM damaged WHERE damaged.number - damaged.place <= row)"


def prepare(connection: Connection, importer: Importer) -> None:
    """The small tables the judging of one import needs."""
    moment = "TIMESTAMP" if importer.kind == "hourly" else "VARCHAR"
    connection.execute("CREATE OR REPLACE TEMP TABLE missing_texts (said VARCHAR)")
    connection.executemany("INSERT INTO missing_texts VALUES (?)", [[text] for text in MISSING])
    connection.execute("CREATE OR REPLACE TEMP TABLE names (name VARCHAR, kind VARCHAR, places INTEGER)")
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", _names(importer))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE cells (row BIGINT, place VARCHAR, moment {moment}, label VARCHAR, name VARCHAR, "
        "text VARCHAR, trouble VARCHAR)"
    )
    connection.execute("SET VARIABLE rounds = ?", [importer.rounds])
    connection.execute("SET VARIABLE unnamed = ?", [UNNAMED])


def load_damaged(connection: Connection, damaged: Damaged) -> None:
    """The table ``damaged``: the rows that do not have the header's number of fields."""
    connection.execute("CREATE OR REPLACE TEMP TABLE damaged (place BIGINT, number BIGINT, line VARCHAR)")
    for place, (number, line) in enumerate(zip(damaged.numbers, damaged.texts, strict=True)):
        connection.execute("INSERT INTO damaged VALUES (?, ?, ?)", [place, number, line])


def judge(connection: Connection, damaged: Damaged) -> None:
    """Make ``judged`` from ``cells``: the same rows and the damaged ones, with value or reason; row numbers true."""
    load_damaged(connection, damaged)
    if damaged.numbers:
        connection.execute(_RENUMBER)
    connection.execute(_JUDGE)
    connection.execute(_DAMAGED)


def settle_repeated(connection: Connection) -> None:
    """A value given twice counts once; values that contradict each other within a file are all refused."""
    connection.execute(_REPEATED)
    connection.execute(_MARK_REPEATED)


def _names(importer: Importer) -> list[list[object]]:
    kind = "item" if importer.kind == "hourly" else "statistic"
    measured = [*items(), *(("aqi",) if kind == "statistic" else ())]
    rows: list[list[object]] = [[name, kind, _places(importer, name)] for name in measured]
    rows += [[name, "number", _places(importer, name)] for name in importer.published]
    return rows + [[name, "text", 0] for name in importer.texts]


def _places(importer: Importer, name: str) -> int:
    return VALUE_DECIMALS + importer.exponents.get(name, 0)
