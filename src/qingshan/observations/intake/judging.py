"""Each value of a file becomes a scaled integer, or is missing, or is refused with a reason; nothing is dropped."""

from __future__ import annotations

from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.source_file import UNNAMED, Damaged
from qingshan.observations.items import VALUE_DECIMALS, WATER_DECIMALS, items, water_items
from qingshan.observations.store.lake import Connection

_JUDGE = """
CREATE OR REPLACE TEMP TABLE judged AS
WITH bare AS (
    SELECT *, trim(text, E' \\t\\r\\n' || chr(12288)) AS bare FROM cells
), figures AS (
    SELECT *, bare IN (SELECT said FROM missing_texts) AS is_missing, {figure} AS figure, {mark} AS mark
    FROM bare LEFT JOIN names USING (name)
), parts AS (
    SELECT *, ltrim(split_part(figure, '.', 1), '-') AS whole, split_part(figure, '.', 2) AS decimals FROM figures
), numbers AS (
    SELECT *,
        try_cast(whole || rpad(substr(decimals, 1, places), places, '0') AS BIGINT) AS units,
        rtrim(substr(decimals, places + 1), '0') AS beyond
    FROM parts
)
SELECT row, place, moment, label, coalesce(item, name) AS name, text, kind,
    CASE
        WHEN is_missing THEN 'missing'
        WHEN trouble IS NOT NULL THEN trouble
        WHEN moment IS NULL THEN 'time'
        WHEN coalesce(place, '') = '' OR starts_with(place, getvariable('unnamed')) THEN 'place'
        WHEN kind IS NULL THEN 'name'
        WHEN kind = 'text' THEN NULL
        WHEN NOT regexp_full_match(figure, '-?[0-9]{{1,12}}([.][0-9]*)?') THEN 'number'
        WHEN units IS NULL THEN 'too-large'
        WHEN beyond <> '' AND NOT getvariable('rounds') THEN 'decimals'
    END AS reason,
    CASE WHEN kind <> 'text' AND reason IS NULL THEN
        if(starts_with(figure, '-'), -1, 1) * (units + (beyond > '5' OR (beyond = '5' AND units % 2 = 1))::BIGINT)
    END AS value,
    CASE WHEN reason IS NULL THEN if(kind = 'text', regexp_replace(bare, '\\s+', ',', 'g'), mark) END AS said
FROM numbers
"""
_PLAIN = {"figure": "bare", "mark": "NULL::VARCHAR"}
# A sample says '<' where its value is the detection limit, and nothing where it is its own.
_LIMITED = {
    "figure": "regexp_replace(regexp_replace(bare, '^[<＜]\\s*', ''), '\\s*[LlＬ]$', '')",
    "mark": "CASE kind WHEN 'sample' THEN if(figure = bare, '', '<') END",
}

_DAMAGED = """
INSERT INTO judged
SELECT number, NULL, NULL, NULL, NULL, line, NULL, 'fields', NULL, NULL FROM damaged
"""

_REPEATED = """
CREATE OR REPLACE TEMP TABLE repeated AS
SELECT place, moment, name, min(rowid) AS first_seen,
    coalesce(min(value) <> max(value), false) OR coalesce(min(said) <> max(said), false) AS conflicts
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
    moment = "TIMESTAMP" if importer.has_moments else "VARCHAR"
    connection.execute("CREATE OR REPLACE TEMP TABLE missing_texts (said VARCHAR)")
    connection.executemany("INSERT INTO missing_texts VALUES (?)", [[text] for text in importer.missing])
    connection.execute("CREATE OR REPLACE TEMP TABLE names (name VARCHAR, item VARCHAR, kind VARCHAR, places INTEGER)")
    connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", _names(importer))
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


def judge(connection: Connection, damaged: Damaged, takes_limits: bool = False) -> None:
    """Make ``judged`` from ``cells``: the same rows and the damaged ones, with value or reason; row numbers true."""
    load_damaged(connection, damaged)
    if damaged.numbers:
        connection.execute(_RENUMBER)
    connection.execute(_JUDGE.format(**(_LIMITED if takes_limits else _PLAIN)))
    connection.execute(_DAMAGED)


def settle_repeated(connection: Connection) -> None:
    """A value given twice counts once; values that contradict each other within a file are all refused."""
    connection.execute(_REPEATED)
    connection.execute(_MARK_REPEATED)


def _names(importer: Importer) -> list[list[object]]:
    rows = _samples() if importer.kind == "water" else _measured(importer)
    rows += [[name, name, "number", _places(importer, name)] for name in importer.published]
    return rows + [[name, name, "text", 0] for name in importer.texts]


def _measured(importer: Importer) -> list[list[object]]:
    kind = "item" if importer.kind == "hourly" else "statistic"
    measured = [*items(), *(("aqi",) if kind == "statistic" else ())]
    return [[name, name, kind, _places(importer, name)] for name in measured]


def _samples() -> list[list[object]]:
    """Every water item by its key alone, in its own unit, and by its key and each unit it may come in."""
    rows: list[list[object]] = [[key, key, "sample", WATER_DECIMALS] for key in water_items()]
    for key, item in water_items().items():
        rows += [[f"{key} {unit}", key, "sample", WATER_DECIMALS + power] for unit, power in item.exponents.items()]
    return rows


def _places(importer: Importer, name: str) -> int:
    return VALUE_DECIMALS + importer.exponents.get(name, 0)
