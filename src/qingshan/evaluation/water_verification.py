"""The class of water that a source published with its own samples, computed again from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import narwhals as nw
import pyarrow as pa

from qingshan.evaluation.engines import computed
from qingshan.evaluation.verification import Tally
from qingshan.evaluation.water_rules import CLASS, WaterRules
from qingshan.evaluation.water_sections import Section
from qingshan.evaluation.water_survey import REALTIME
from qingshan.kernel.exact import Value
from qingshan.observations.ingest.run import import_files, silent
from qingshan.observations.intake.importer import Options
from qingshan.observations.intake.work import Progress
from qingshan.observations.store.lake import Connection, Lake, connect
from qingshan.standards import water
from qingshan.standards.book import Edition, book
from qingshan.standards.formulas.ratio import percent
from qingshan.standards.rule import DECIMALS, SCALE, rule, written
from qingshan.standards.water import BODIES, CLASSED, CLASSES, WATER_DECIMALS

UNSAID = "unsaid"
_CAUSE = ("station", "measured", "contradicted", "count")
_SHARE_STEP = 10
_SETS = """
CREATE TEMP TABLE sets AS
SELECT coalesce(s.section, p.section) AS section, coalesce(s.sampled_at, p.moment) AS moment, body,
    coalesce(nullif(verification, ''), '{unsaid}') AS verification, published, station,
    coalesce(names, []) AS contradicted, {items}
FROM (PIVOT (SELECT section, item, sampled_at, value // if(below_limit, {divisor}, 1) AS value FROM samples
    WHERE span = 'instant')
    ON item IN ({names}) USING max(value) GROUP BY section, sampled_at) s
FULL JOIN (SELECT site AS section, hour_end AS moment, max(text) FILTER (name = 'water_class') AS published,
    max(text) FILTER (name = 'station_state') AS station FROM published GROUP BY ALL) p
    ON s.section = p.section AND s.sampled_at = p.moment
LEFT JOIN bodies ON bodies.section = coalesce(s.section, p.section)
LEFT JOIN contradictions c ON c.section = coalesce(s.section, p.section)
    AND c.label = strftime(coalesce(s.sampled_at, p.moment), '{label}')
"""
_LABEL = "%m-%d %H:%M"
"""How the platform writes a moment, in the file as in the account of refused values."""
_CONTRADICTIONS = """
CREATE TEMP TABLE contradictions AS
SELECT place AS section, trim(label) AS label, list(DISTINCT name ORDER BY name) AS names FROM refused
WHERE reason = 'conflict' AND (name = 'water_class' OR name IN ({names})) GROUP BY ALL
"""
_NAMES = ", ".join(f"'{item}'" for item in CLASSED)
_DAYS = "SELECT DISTINCT moment::DATE AS day FROM sets WHERE published IS NOT NULL ORDER BY day"
_WITH_CLASS = "SELECT * FROM sets WHERE published IS NOT NULL AND moment::DATE BETWEEN ? AND ?"
_TALLY = """
SELECT verification, len(contradicted) = 0 AS whole,
    class IS NOT DISTINCT FROM list_position({classes}, published) - 1 AS agrees, count(*)
FROM computed GROUP BY ALL ORDER BY ALL
"""
_MISSES = """
SELECT * FROM computed WHERE class IS DISTINCT FROM list_position({classes}, published) - 1 ORDER BY moment, section
"""
_CAUSES = """
SELECT coalesce(station, '') AS station, {valued} AS valued, list_contains(contradicted, 'water_class') AS twice,
    count(*) AS sets
FROM sets WHERE published IS NULL
GROUP BY ALL ORDER BY sets DESC, station, valued, twice
"""


@dataclass(slots=True)
class WaterVerification:
    """Counts of samples, each one section at one moment.

    ``classes`` counts those that carry a published class, ``whole`` those of them of which the files do not say two
    things, ``by_body`` how the register knows river or lake (``unsaid``: not at all, the limits of rivers are taken).
    ``without_class`` counts the others by the state of the station, whether an item of the class was ``measured``, and
    whether two classes were ``contradicted``; ``refused`` counts values by why they were not read.
    """

    editions: list[str] = field(default_factory=list)
    samples: int = 0
    classes: Tally = field(default_factory=Tally)
    whole: Tally = field(default_factory=Tally)
    by_body: dict[str, Tally] = field(default_factory=dict)
    without_class: list[dict[str, Any]] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    misses: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"share": share(self.classes), "share_whole": share(self.whole)}


def share(tally: Tally) -> str | None:
    """What came out the same, in per cent, to two decimals."""
    part = percent(tally.agree, tally.agree + tally.differ, SCALE, _SHARE_STEP)
    return written(part, DECIMALS, 2)


def verify_water(  # noqa: PLR0913 (one for each thing a file does not say itself)
    source: str, paths: Sequence[Path], known_from: datetime, *, register: Sequence[Section] = (),
    options: Options | None = None, on_progress: Progress = silent,
) -> WaterVerification:  # fmt: skip
    """Read files into a lake that is thrown away, and class again, unrounded, what they publish a class of."""
    with TemporaryDirectory(prefix="qingshan-verify-") as folder, connect() as connection:
        lake = Lake.create(Path(folder) / "lake")
        done = import_files(lake, source, paths, known_from=known_from, options=options, on_progress=on_progress)
        for table in ("samples", "published"):
            lake.all_rows(connection, table).create_view(table)
        _keep_refused(connection, [file.report for file in done.files if file.report])
        found = _verified(connection, register)
    for reason, count in (pair for file in done.files for pair in file.reasons.items()):
        found.refused[reason] = found.refused.get(reason, 0) + count
    return found


def _keep_refused(connection: Connection, reports: Sequence[Path]) -> None:
    """The table ``contradictions``: by section and moment, as written, what a file says two values of."""
    none = pa.schema([(name, pa.string()) for name in ("place", "label", "name", "reason")]).empty_table()
    read = "SELECT * FROM read_csv(?, all_varchar = true)"
    refused = connection.sql(read, params=[[str(path) for path in reports]]) if reports else None
    connection.register("refused", none if refused is None else refused)
    connection.execute(_CONTRADICTIONS.format(names=_NAMES))


def _verified(connection: Connection, register: Sequence[Section]) -> WaterVerification:
    connection.register("bodies", _bodies(register))
    items = ", ".join(f's."{item}"' for item in CLASSED)
    last = _last(connection)
    divisor = 1 if last is None else WaterRules.on(last).below_detection_divisor
    connection.execute(_SETS.format(names=_NAMES, items=items, unsaid=UNSAID, divisor=divisor, label=_LABEL))
    found = WaterVerification()
    ((found.samples,),) = connection.execute("SELECT count(*) FROM sets").fetchall()
    valued = " OR ".join(f'"{item}" IS NOT NULL' for item in CLASSED)
    causes = connection.execute(_CAUSES.format(valued=valued)).fetchall()
    found.without_class = [dict(zip(_CAUSE, cause, strict=True)) for cause in causes]
    for edition in _editions(connection):
        found.editions.append(edition.key)
        span = [edition.effective, edition.until or date.max]
        frame = nw.from_native(connection.sql(_WITH_CLASS, params=span))
        columns = {item: item for item in CLASSED} | {"body": "body"}
        rules = WaterRules.on(min(edition.until or date.max, last or date.max))
        computed(frame, _formula(rules), columns).to_native().create_view("computed", replace=True)
        _count(connection, found)
    return found


def _bodies(register: Sequence[Section]) -> pa.Table:
    rows = {
        one.section: {"section": one.section, "body": BODIES.index(one.body), "verification": one.body_verification}
        for one in sorted(register, key=lambda one: one.body_verification == "declared")
        if one.body in BODIES
    }
    schema = pa.schema([("section", pa.string()), ("body", pa.int64()), ("verification", pa.string())])
    return pa.Table.from_pylist(list(rows.values()), schema=schema)


def _editions(connection: Connection) -> list[Edition]:
    days = connection.execute(_DAYS).fetchall()
    family = rule(CLASS).family
    return list({edition.key: edition for (day,) in days for edition in [book().in_force(family, day)]}.values())


def _last(connection: Connection) -> date | None:
    rows: list[tuple[date | None]] = connection.execute("SELECT max(hour_end)::DATE FROM published").fetchall()
    return rows[0][0]


def _formula(rules: WaterRules) -> Callable[[dict[str, Value]], dict[str, Value]]:
    def formula(values: dict[str, Value]) -> dict[str, Value]:
        found = rules.item_classes(values | {"basis": REALTIME})
        place = water.worst(found, rules.sections.beside("surface_water"))
        return {"class": place} | {f"class_{item}": each for item, each in found.items()}

    return formula


def _count(connection: Connection, found: WaterVerification) -> None:
    classes = "[" + ", ".join(f"'{name}'" for name in CLASSES) + "]"
    for verification, whole, agrees, count in connection.execute(_TALLY.format(classes=classes)).fetchall():
        by_body = found.by_body.setdefault(verification, Tally())
        for tally in (found.classes, by_body, *([found.whole] if whole else [])):
            tally.agree += count if agrees else 0
            tally.differ += 0 if agrees else count
    differing = connection.sql(_MISSES.format(classes=classes)).to_arrow_table().to_pylist()
    found.misses += [_miss(row) for row in differing]


def _miss(row: dict[str, Any]) -> dict[str, Any]:
    """A sample whose class differs: every item measured, with its own class."""
    items = {
        item: {"value": written(row[item], WATER_DECIMALS), "class": CLASSES[row[f"class_{item}"]]}
        for item in CLASSED
        if row[f"class_{item}"] is not None
    }
    place = row["class"]
    names = ("section", "published", "verification", "contradicted")
    said = {name: row[name] for name in names} | {"moment": row["moment"].isoformat()}
    return said | {"computed": None if place is None else CLASSES[place], "items": items}
