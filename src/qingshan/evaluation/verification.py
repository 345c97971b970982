"""What a source published of its own readings, computed again from them: index, level, primaries, running means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import narwhals as nw

from qingshan.evaluation.engines import computed
from qingshan.kernel.clock import HOURS_PER_DAY
from qingshan.kernel.exact import Value
from qingshan.kernel.units import scaled
from qingshan.observations.ingest.run import import_files, silent
from qingshan.observations.intake.importer import Options
from qingshan.observations.intake.work import Progress
from qingshan.observations.items import VALUE_DECIMALS, items
from qingshan.observations.store.lake import Connection, Lake, connect
from qingshan.standards.book import Edition, Rules, book
from qingshan.standards.rule import rule

FAMILY, RULE = "hj633", "aqi-hour"
SHOWN = 20

_HOURS = """
CREATE TEMP TABLE hours AS
SELECT coalesce(r.site, p.site) AS site, coalesce(r.hour_end, p.hour_end) AS hour_end, r.* EXCLUDE (site, hour_end),
    p.* EXCLUDE (site, hour_end)
FROM (PIVOT (SELECT site, item, hour_end, value FROM readings) ON item IN ({items}) USING max(value)
    GROUP BY site, hour_end) r
FULL JOIN (SELECT site, hour_end, max(value) FILTER (name = 'aqi') // {unit} AS published_aqi,
    max(text) FILTER (name = 'level') AS published_level, max(text) FILTER (name = 'primary') AS published_primary
    FROM published GROUP BY ALL) p ON r.site = p.site AND r.hour_end = p.hour_end
"""
_MEANS = """
WITH days AS (
    SELECT site, item, hour_end - INTERVAL (hour(hour_end - INTERVAL 1 HOUR) + 1) HOURS + INTERVAL 1 DAY AS day_end,
        sum(value) AS total, count(*) AS hours
    FROM readings WHERE item <> 'o3' GROUP BY ALL
), pairs AS (
    SELECT days.item, abs(total - hours * published.value) * 2 <= hours * steps.step AS agrees
    FROM days JOIN published ON published.site = days.site AND published.name = days.item || '_24h'
        AND published.hour_end = day_end
    JOIN steps ON steps.item = days.item WHERE hours = {hours}
)
SELECT item, count(*) FILTER (agrees), count(*) FILTER (NOT agrees) FROM pairs GROUP BY item ORDER BY item
"""
_DAYS = """
SELECT DISTINCT (hour_end - INTERVAL 1 HOUR)::DATE AS day FROM hours WHERE published_aqi IS NOT NULL ORDER BY day
"""
_WITH_INDEX = """
SELECT * FROM hours WHERE published_aqi IS NOT NULL AND (hour_end - INTERVAL 1 HOUR)::DATE BETWEEN ? AND ?
"""
_INDEX = "SELECT coalesce(aqi = published_aqi, false) AS agrees, count(*) FROM computed GROUP BY agrees"
_DIFFERING = """
SELECT site, hour_end, published_aqi, aqi FROM computed WHERE aqi IS DISTINCT FROM published_aqi
ORDER BY hour_end, site LIMIT ?
"""
_LEVELS = """
SELECT published_level, level, count(*) FROM computed WHERE published_level IS NOT NULL GROUP BY ALL
"""
_PRIMARIES = """
SELECT published_primary, count(*), {flags} FROM computed
WHERE EXISTS (FROM published WHERE name = 'primary') GROUP BY ALL
"""
_CAUSES = """
SELECT {missing} AS cause, count(*) AS hours FROM hours WHERE published_aqi IS NULL
GROUP BY cause ORDER BY hours DESC, cause
"""


@dataclass(slots=True)
class Tally:
    """How many published statements came out the same, and how many did not."""

    agree: int = 0
    differ: int = 0


@dataclass(slots=True)
class Verification:
    """``index``, ``level`` and ``primary`` count station-hours that carry one; ``without_index`` counts those that have
    readings but no published AQI, by the items missing (none: all six are there). ``means`` are 24-hour means at
    24:00 of days with all hours, within half a published step. ``differences`` shows the first that differ.
    """

    editions: list[str] = field(default_factory=list)
    station_hours: int = 0
    index: Tally = field(default_factory=Tally)
    level: Tally = field(default_factory=Tally)
    primary: Tally = field(default_factory=Tally)
    without_index: dict[str, int] = field(default_factory=dict)
    means: dict[str, Tally] = field(default_factory=dict)
    differences: list[dict[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def verify(
    source: str, paths: Sequence[Path], known_from: datetime, options: Options | None = None,
    on_progress: Progress = silent,
) -> Verification:  # fmt: skip
    """Read files of an hourly source into a lake that is thrown away, and compute again what they publish."""
    with TemporaryDirectory(prefix="qingshan-verify-") as folder, connect() as connection:
        lake = Lake.create(Path(folder) / "lake")
        import_files(lake, source, paths, known_from=known_from, options=options, on_progress=on_progress)
        for table in ("readings", "published"):
            lake.all_rows(connection, table).create_view(table)
        return _verified(connection)


def _verified(connection: Connection) -> Verification:
    names = ", ".join(f"'{item}'" for item in items())
    connection.execute(_HOURS.format(items=names, unit=10**VALUE_DECIMALS))
    found = Verification(without_index=_without_index(connection), means=_means(connection))
    ((found.station_hours,),) = connection.execute("SELECT count(*) FROM hours").fetchall()
    for edition in _editions(connection):
        found.editions.append(edition.key)
        rules = edition.on(edition.effective)
        span = [edition.effective, edition.until or date.max]
        frame = nw.from_native(connection.sql(_WITH_INDEX, params=span))
        computed(frame, _formula(rules), {item: item for item in items()}).to_native().create_view(
            "computed", replace=True
        )
        _count(connection, found, {entry["name"]["zh"]: entry["level"] for entry in rules.value("categories")})
    return found


def _formula(rules: Rules) -> Callable[[dict[str, Value]], dict[str, Value]]:
    def formula(values: dict[str, Value]) -> dict[str, Value]:
        return rule(RULE).compute(values, rules)

    return formula


def _editions(connection: Connection) -> list[Edition]:
    days = connection.execute(_DAYS).fetchall()
    return list({edition.key: edition for (day,) in days for edition in [book().in_force(FAMILY, day)]}.values())


def _count(connection: Connection, found: Verification, levels: dict[str, int]) -> None:
    for agrees, count in connection.execute(_INDEX).fetchall():
        _add(found.index, agrees, count)
    differing = connection.execute(_DIFFERING, [SHOWN]).fetchall()
    names = ("site", "hour_end", "published", "computed")
    found.differences += [dict(zip(names, map(str, row), strict=True)) for row in differing]
    for published, level, count in connection.execute(_LEVELS).fetchall():
        _add(found.level, levels.get(published) == level, count)
    keys = {name: key for key, item in items().items() for name in item.spelled}
    flags = ", ".join(f"primary_{key}" for key in items())
    for published, count, *primary in connection.execute(_PRIMARIES.format(flags=flags)).fetchall():
        said = {keys.get(name, name) for name in published.split(",")} if published else set[str]()
        _add(found.primary, said == {key for key, flag in zip(items(), primary, strict=True) if flag}, count)


def _add(tally: Tally, agrees: bool, count: int) -> None:
    if agrees:
        tally.agree += count
    else:
        tally.differ += count


def _without_index(connection: Connection) -> dict[str, int]:
    missing = " || ".join(f"if({item} IS NULL, '{item} ', '')" for item in items())
    rows = connection.execute(_CAUSES.format(missing=missing)).fetchall()
    return {cause.strip(): count for cause, count in rows}


def _means(connection: Connection) -> dict[str, Tally]:
    steps = [(key, scaled(item.step, VALUE_DECIMALS)) for key, item in items().items()]
    connection.execute("CREATE OR REPLACE TEMP TABLE steps (item VARCHAR, step BIGINT)")
    connection.executemany("INSERT INTO steps VALUES (?, ?)", [list(step) for step in steps])
    rows = connection.execute(_MEANS.format(hours=HOURS_PER_DAY)).fetchall()
    return {item: Tally(agree, differ) for item, agree, differ in rows}
