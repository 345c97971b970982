"""城市排名: areas by composite index, the best first, with the change against the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import narwhals as nw
import pyarrow as pa

from qingshan.evaluation.air_rules import AirRules, segments
from qingshan.evaluation.area_days import ITEMS, AreaDays, area_days, area_means, mean_days, site_days
from qingshan.evaluation.columns import Frame
from qingshan.evaluation.concentrations import PARTICLES
from qingshan.evaluation.engines import Engine, collected, computed, engine
from qingshan.evaluation.exclusions import Exclusion, exclusions, left_out
from qingshan.evaluation.groups import SPEAKING, Group, member_table
from qingshan.evaluation.indicators.air import composite_index
from qingshan.evaluation.statistics import enough_days
from qingshan.kernel.clock import end_of_day
from qingshan.kernel.exact import Value
from qingshan.kernel.periods import Period
from qingshan.observations.places import memberships
from qingshan.observations.store.lake import Lake, connect
from qingshan.observations.tables import TABLES
from qingshan.standards.book import Parameter
from qingshan.standards.rule import DECIMALS, written
from qingshan.standards.rule import rule as rule_named

INDEXES = ("composite", "largest", *(f"single_{item}" for item in ITEMS))
INDEX_PLACES, CHANGE_PLACES = 2, 1
NO_SITE = "site"
"""What an area lacks that no site speaks for."""
_NOTHING = pa.schema([("area", pa.string()), ("composite", pa.int64())]).empty_table()


@dataclass(frozen=True, slots=True)
class Ranking:
    """Areas ranked over a period.

    ``rows`` has one row an area, by rank, unranked areas last: ``rank``, ``area``, ``composite``, ``before`` (the
    index a year earlier) and ``change`` (per cent) in thousandths, ``named`` best or worst, the six concentrations and
    single indexes, ``lacking`` (the items without which there is no index), ``stage`` (the least final), and ``sites``.
    """

    period: Period
    rules: tuple[AirRules, ...]
    sources: tuple[str, ...]
    rows: pa.Table
    area_days: pa.Table

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple({(read.edition, read.key): read for rules in self.rules for read in rules.used}.values())

    def as_json(self) -> dict[str, Any]:
        """The document ``rank --format json`` prints; decimals are text."""
        return {
            "period": str(self.period),
            "editions": list(dict.fromkeys(read.edition for read in self.parameters)),
            "unverified": [f"{p.edition} {p.key}" for p in self.parameters if p.verification.value == "unverified"],
            "sources": list(self.sources),
            "areas": [_said(row) for row in self.rows.to_pylist()],
        }


def _said(row: dict[str, Any]) -> dict[str, Any]:
    state = "insufficient_data" if row["rank"] is None else ("final" if row["stage"] else "provisional")
    return {
        **{name: row[name] for name in ("rank", "area", "named")},
        **{name: written(row[name], DECIMALS, INDEX_PLACES) for name in ("composite", "before")},
        "change": written(row["change"], DECIMALS, CHANGE_PLACES),
        "concentrations": {item: written(row[item], DECIMALS) for item in ITEMS},
        "single": {item: written(row[f"single_{item}"], DECIMALS, INDEX_PLACES) for item in ITEMS},
        "largest": [item for item in ITEMS if row["rank"] and row[f"single_{item}"] == row["largest"]],
        "state": state,
        "lacking": row["lacking"].split() if row["sites"] else [NO_SITE],
    }


def ranked(now: Frame, before: Frame, rules: AirRules) -> Frame:
    """``now`` with ``rank``, ``named``, ``before`` and ``change`` beside ``area`` and ``composite`` (thousandths).

    Equal indexes share a rank (并列). An area without an index has no rank. The best and worst are named as many as
    the edition says, ties included, and only where more areas are ranked than would be named.
    """
    earlier = before.select("area", before=nw.col("composite"))
    beside = now.join(earlier, on="area", how="left")

    def change(values: dict[str, Value]) -> dict[str, Value]:
        return rule_named("change-rate").compute(values, rules.ranking)

    index, names = nw.col("composite"), rules.ranking.table("named_cities")
    placed = computed(beside, change, {"now": "composite", "before": "before"}).with_columns(
        rank=index.rank("min").cast(nw.Int64), from_last=index.rank("min", descending=True), count=index.count()
    )
    best, worst = nw.col("rank") <= names["best"], nw.col("from_last") <= names["worst"]
    enough = nw.col("count") > names["best"] + names["worst"]
    named = nw.when(best & enough).then(nw.lit("best")).otherwise(nw.when(worst & enough).then(nw.lit("worst")))
    return placed.with_columns(named=named).drop("from_last", "count")


def published(areas: Frame, days: AreaDays, indexes: Frame, *, is_year: bool) -> Frame:
    """One row for each of ``areas`` (``area``, ``sites``): its ``indexes``, ``lacking``, ``stage``.

    ``indexes`` are those of :func:`composite_index.indexed`. ``lacking`` names the items without a value, in a year
    also those with too few days (GB 3095 表4); where one is lacking, ``composite`` is null. A month or quarter has no
    such rule.
    """
    stages = days.frame.group_by("area").agg(stage=nw.col("stage").min())
    rows = areas.join(indexes, on="area", how="left").join(stages, on="area", how="left")
    for item in ITEMS:
        frame = days.deducted if item in PARTICLES else days.frame
        found = enough_days(frame, item, days.rules.least_days) if is_year else _some_days(frame, item)
        rows = rows.join(found.select("area", nw.col("enough").alias(f"enough_{item}")), on="area", how="left")
    lacks = (nw.when(nw.col(f"enough_{item}").fill_null(0) == 0).then(nw.lit(item)) for item in ITEMS)
    rows = rows.with_columns(lacking=nw.concat_str(*lacks, separator=" ", ignore_nulls=True))
    whole = nw.when(nw.col("lacking") == "").then(nw.col("composite"))
    return rows.with_columns(composite=whole).select("area", "sites", *ITEMS, *INDEXES, "lacking", "stage")


def _some_days(days: Frame, item: str) -> Frame:
    return days.filter(~nw.col(item).is_null()).select("area").unique().with_columns(enough=nw.lit(1))


def rank(
    lake: Lake, areas: Sequence[str], period: Period, *, known_on: datetime | None = None, engine_name: str = "duckdb"
) -> Ranking:
    """Rank areas over a period; without names, every area that a site speaks for. ``known_on`` is UTC, naive."""
    source = _Source.of(lake, areas, known_on, engine(engine_name))
    days, read = source.days(period)
    now = source.published(days, is_year=period.kind == "year")
    before, earlier = source.year_before(period)
    order = [("rank", "ascending"), ("area", "ascending")]
    rows = collected(ranked(now, before, days.rules)).sort_by(order)
    return Ranking(period, (*read, *earlier), source.sources(), rows, collected(days.frame))


@dataclass(frozen=True, slots=True)
class _Source:
    """The readings of a lake for some areas, on one engine; ``sites`` is None where every site is wanted."""

    lake: Lake
    engine: Engine
    areas: Frame
    members: Frame
    sites: list[str] | None
    decided: tuple[Exclusion, ...]
    known_on: datetime | None

    @classmethod
    def of(cls, lake: Lake, areas: Sequence[str], known_on: datetime | None, made: Engine) -> _Source:
        standing = memberships(lake, known_on)
        names = list(dict.fromkeys(areas or (m.area for m in standing if m.role in SPEAKING)))
        members = {name: Group(name, (name,)).members(standing) for name in names}
        sites = sorted({member.site for found in members.values() for member in found})
        with connect() as connection:
            declared = lake.all_rows(connection, "exclusions").to_arrow_table()
        decided = exclusions(declared, known_on, standing, sites)
        counts = [len(members[name]) for name in names]
        frame = made.table(pa.table([pa.array(names, pa.string()), pa.array(counts, pa.int64())], ["area", "sites"]))
        return cls(lake, made, frame, made.table(member_table(members)), sites if areas else None, decided, known_on)

    def days(self, period: Period) -> tuple[AreaDays, list[AirRules]]:
        """The days of the areas, dust deducted and not, and the rules of each part of the period."""
        readings = left_out(self._readings(period), self.decided, "invalid", self.engine)
        dusty = left_out(readings, self.decided, "dust", self.engine)
        parts = [(part, AirRules.on(part.start)) for part in segments(period)]
        frames = [self._of_part(readings.filter(*_during(part)), rules) for part, rules in parts]
        frame = self.engine.settle(nw.concat(frames))
        rules = AirRules.on(period.end)
        deducted = frame if dusty is readings else self._deducted(dusty, parts)
        return AreaDays(frame, deducted, rules), [*(found for _, found in parts), rules]

    def published(self, days: AreaDays, *, is_year: bool) -> Frame:
        # Settled twice: an engine binds the whole query anew at every step that is added to it.
        indexes = self.engine.settle(composite_index.indexed(days))
        return self.engine.settle(published(self.areas, days, indexes, is_year=is_year))

    def year_before(self, period: Period) -> tuple[Frame, list[AirRules]]:
        """What was published a year earlier; no row where nothing was read then."""
        earlier = period.year_before()
        if not collected(self._readings(earlier).select("year").head(1)).num_rows:
            return self.engine.table(_NOTHING), []
        days, read = self.days(earlier)
        return self.published(days, is_year=period.kind == "year"), read

    def sources(self) -> tuple[str, ...]:
        """Where the lake's readings come from, as its imports say."""
        with connect() as connection:
            rows = self.lake.all_rows(connection, "imports").select("source").distinct().fetchall()
        return tuple(sorted(source for (source,) in rows))

    def _of_part(self, readings: Frame, rules: AirRules) -> Frame:
        return area_days(self.engine.settle(site_days(readings, rules)), self.members, rules)

    def _deducted(self, dusty: Frame, parts: Sequence[tuple[Period, AirRules]]) -> Frame:
        particles = dusty.filter(nw.col("item").is_in(list(PARTICLES)))
        means = [(mean_days(particles.filter(*_during(part)), rules), rules) for part, rules in parts]
        return self.engine.settle(nw.concat([area_means(found, self.members, rules) for found, rules in means]))

    def _readings(self, period: Period) -> Frame:
        frame = self.lake.scan("readings", self.engine.parquet, self.known_on)
        if frame is None:
            return self.engine.table(TABLES["readings"].stored.empty_table())
        within = frame.filter(nw.col("year") >= period.start.year, nw.col("year") <= period.end.year)
        return within if self.sites is None else within.filter(nw.col("site").is_in(self.sites))


def _during(period: Period) -> tuple[nw.Expr, nw.Expr]:
    first = datetime.combine(period.start, datetime.min.time())
    return nw.col("hour_end") > first, nw.col("hour_end") <= end_of_day(period.end)
