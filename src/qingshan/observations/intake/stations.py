"""Sites given by city and name become station codes where a list says exactly one; otherwise they keep city/name."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import importer
from qingshan.observations.intake.source_file import Damaged, chunks, inspect
from qingshan.observations.store.lake import Connection, Lake

_BARE = """
CREATE OR REPLACE TEMP MACRO bare_place(city, name) AS
    rtrim(city, '市') || '/' || trim(regexp_replace(name, '[(（][^)）]*[)）]', '', 'g'))
"""
_CODES = """
CREATE OR REPLACE TEMP TABLE codes AS
WITH spoken AS (
    SELECT DISTINCT place, rtrim(split_part(place, '/', 1), '市') || '/' || split_part(place, '/', 2) AS spelled,
        bare_place(split_part(place, '/', 1), split_part(place, '/', 2)) AS bare
    FROM judged WHERE contains(place, '/')
), exact AS (
    SELECT rtrim(city, '市') || '/' || name AS spelled, min(site) AS code
    FROM site_list GROUP BY ALL HAVING count(*) = 1
), alike AS (
    SELECT bare_place(city, name) AS bare, min(site) FILTER (stopped_on IS NULL) AS code
    FROM site_list GROUP BY ALL HAVING count(*) FILTER (stopped_on IS NULL) = 1
)
SELECT place, coalesce(exact.code, CASE WHEN count(*) OVER (PARTITION BY bare) = 1 THEN alike.code END) AS code
FROM spoken LEFT JOIN exact USING (spelled) LEFT JOIN alike USING (bare)
"""
_RENAME = "UPDATE judged SET place = code FROM codes WHERE judged.place = codes.place AND code IS NOT NULL"
_UNNAMED = "SELECT DISTINCT place FROM judged WHERE contains(place, '/') AND reason IS NULL ORDER BY place"
_NOTE = Text(
    "{count} 个点位在站点表中没有唯一编码，保留“城市/点位名”：{names}",
    "{count} sites have no single code in the station list and keep city/name: {names}",
)


def give_codes(connection: Connection) -> list[Text]:
    """Replace ``city/name`` in ``judged`` by the code of the one station in ``site_list`` that bears the name there.

    The exact name counts first. Without its remark in brackets a name counts only when the file spells it in one way
    and one running station bears it: two spellings at one hour are two sets of values, and no one says which is whose.
    """
    for statement in (_BARE, _CODES, _RENAME):
        connection.execute(statement)
    left = [place for (place,) in connection.execute(_UNNAMED).fetchall()]
    said = {"count": len(left), "names": " ".join(left)}
    return [Text(_NOTE.say("zh", **said), _NOTE.say("en", **said))] if left else []


def list_from_lake(connection: Connection, lake: Lake) -> None:
    """``site_list``: the latest row of each site the lake knows."""
    connection.register("all_sites", lake.all_rows(connection, "sites").to_arrow_table())
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE site_list AS SELECT * FROM all_sites "
        "QUALIFY row_number() OVER (PARTITION BY site ORDER BY known_from DESC) = 1"
    )


def list_from_file(connection: Connection, path: Path) -> None:
    """``site_list``: the sites of a station list file."""
    source = importer("station-list")
    rows = pa.concat_tables(chunks(inspect(path, source), Damaged()))
    connection.register("raw", rows)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE site_list AS {source.registers['sites']}")
    connection.unregister("raw")
