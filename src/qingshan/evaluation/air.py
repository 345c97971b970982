"""The air of area groups over the part of a period that has passed: read once, summed up for every indicator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from qingshan.evaluation.air_rules import AirRules, segments
from qingshan.evaluation.area_days import ITEMS, AreaDays, area_days, site_days
from qingshan.evaluation.columns import Frame
from qingshan.evaluation.engines import Engine, collected, engine
from qingshan.evaluation.exclusions import Exclusion, exclusions, left_out
from qingshan.evaluation.groups import Group, member_table, memberships
from qingshan.evaluation.indicator import Indicator, indicators
from qingshan.evaluation.judging import Standing
from qingshan.evaluation.statistics import enough_days, rounded
from qingshan.kernel.clock import end_of_day
from qingshan.kernel.periods import Period
from qingshan.kernel.places import Membership
from qingshan.kernel.units import unscaled
from qingshan.observations.store.lake import Lake, connect
from qingshan.standards.book import Parameter
from qingshan.standards.rule import DECIMALS

TABLES = ("readings", "memberships", "exclusions")


class Asked(Protocol):
    """The part of a question that concerns reading."""

    @property
    def as_of(self) -> date: ...
    @property
    def known_on(self) -> datetime | None: ...
    @property
    def editions(self) -> tuple[str, ...]: ...
    @property
    def engine(self) -> str: ...


@dataclass(frozen=True, slots=True)
class AirRecord:
    """What the air data say of each group. ``area_days`` and ``site_days`` hold thousandths, null where invalid."""

    rules: AirRules
    all_rules: tuple[AirRules, ...]
    members: dict[str, list[Membership]]
    area_days: pa.Table
    site_days: pa.Table
    standings: dict[tuple[str, str], Standing]
    full: dict[tuple[str, str], bool]
    exclusions: tuple[Exclusion, ...]
    sources: tuple[str, ...]
    versions: dict[str, dict[str, str | int | None]]

    @property
    def editions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(p.edition for rules in self.all_rules for p in rules.used))

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple({(p.edition, p.key): p for rules in self.all_rules for p in rules.used}.values())

    @property
    def unverified(self) -> tuple[Parameter, ...]:
        return tuple(p for p in self.parameters if p.verification.value == "unverified")

    @property
    def watermark(self) -> dict[str, str | int | None]:
        """The greatest ``known_from`` of each table; a result reproduces from these alone."""
        return {name: version["known_from"] for name, version in self.versions.items()}

    def standing(self, indicator: Indicator, group: Group) -> Standing | None:
        return self.standings.get((indicator.key, group.key))

    def enough(self, indicator: Indicator, group: Group) -> bool:
        """Whether the yearly validity rule of the indicator is met; true for indicators without one."""
        return indicator.yearly_item is None or self.full.get((indicator.yearly_item, group.key), False)

    def of(self, group: Group) -> pa.Table:
        """The days of one group, in order."""
        return self.area_days.filter(pc.field("area") == group.key).sort_by("day")

    def official(self, group: Group) -> bool:
        """Whether every reading behind the group was reviewed or official."""
        stages = self.of(group)["stage"]
        return len(stages) > 0 and pc.min(stages).as_py() > 0

    def coverage(self, group: Group, period: Period, as_of: date) -> dict[str, Any]:
        """How much of the passed part of the period the group's value rests on."""
        passed = period.to_date(as_of)
        rows = self.of(group)
        valid = int(pc.sum(rows["valid"]).as_py() or 0) if rows.num_rows else 0
        return {
            "sites": sorted({member.site for member in self.members.get(group.key, [])}),
            "days": 0 if passed is None else passed.days,
            "valid_days": valid,
            "period_days": period.days,
        }


def read_air(lake: Lake, groups: Sequence[Group], period: Period, asked: Asked) -> AirRecord:
    """Read the lake for the groups' sites from the period's start to the end of ``as_of``."""
    with connect() as connection:
        rows = {name: lake.all_rows(connection, name).to_arrow_table() for name in ("memberships", "exclusions")}
    standing = memberships(rows["memberships"], asked.known_on)
    members = {group.key: group.members(standing) for group in groups}
    sites = sorted({member.site for found in members.values() for member in found})
    decided = exclusions(rows["exclusions"], asked.known_on, standing, sites)
    passed = period.to_date(asked.as_of)
    versions = {name: _version(lake, name, asked.known_on) for name in TABLES}
    made = engine(asked.engine)
    readings = None if passed is None or not sites else _readings(lake, made, sites, passed, asked.known_on)
    if readings is None or passed is None:
        rules = AirRules.on(min(asked.as_of, period.end), asked.editions)
        return AirRecord(rules, (rules,), members, _EMPTY, _EMPTY, {}, {}, decided, (), versions)
    return _Reader(made, members, decided, asked).record(readings, passed, versions)


_EMPTY = pa.table(
    {"area": pa.array([], pa.string()), "day": pa.array([], pa.timestamp("us")), "stage": pa.array([], pa.int64())}
)


def _version(lake: Lake, table: str, known_on: datetime | None) -> dict[str, str | int | None]:
    found = lake.data_version(table, known_on)
    return {"version": found.version, "known_from": None if found.known_from is None else found.known_from.isoformat()}


def _readings(lake: Lake, made: Engine, sites: list[str], passed: Period, known_on: datetime | None) -> Frame | None:
    frame = lake.scan("readings", made.parquet, known_on)
    if frame is None:
        return None
    first, last = datetime.combine(passed.start, datetime.min.time()), end_of_day(passed.end)
    within = frame.filter(
        nw.col("year") >= passed.start.year,
        nw.col("year") <= passed.end.year,
        nw.col("hour_end") > first,
        nw.col("hour_end") <= last,
        nw.col("site").is_in(sites),
    )
    return made.settle(within.select("site", "item", "hour_end", "value", "stage", "source"))


class _Reader:
    """Carries readings through the editions of a period to the statistics of its groups."""

    def __init__(
        self, made: Engine, members: dict[str, list[Membership]], decided: tuple[Exclusion, ...], asked: Asked
    ) -> None:
        self.engine, self.members, self.decided, self.asked = made, members, decided, asked
        self.member_rows = made.table(member_table(members))

    def record(self, readings: Frame, passed: Period, versions: dict[str, dict[str, str | int | None]]) -> AirRecord:
        valid = left_out(readings, self.decided, "invalid", self.engine)
        dusty = left_out(valid, self.decided, "dust", self.engine)
        parts = [(part, AirRules.on(part.start, self.asked.editions)) for part in segments(passed, self.asked.editions)]
        sites, areas = self._days(valid, parts)
        deducted = areas if dusty is valid else self._days(dusty, parts)[1]
        rules = parts[-1][1]
        days = AreaDays(areas, deducted, rules)
        standings = self._standings(days)
        full = self._full(days)
        return AirRecord(
            rules=rules,
            all_rules=tuple(found for _, found in parts),
            members=self.members,
            area_days=_beside(collected(areas), collected(deducted)),
            site_days=collected(sites),
            standings=standings,
            full=full,
            exclusions=self.decided,
            sources=tuple(sorted(collected(readings.select("source").unique())["source"].to_pylist())),
            versions=versions,
        )

    def _days(self, readings: Frame, parts: Iterable[tuple[Period, AirRules]]) -> tuple[Frame, Frame]:
        sites, areas = [], []
        for part, rules in parts:
            first, last = datetime.combine(part.start, datetime.min.time()), end_of_day(part.end)
            within = readings.filter(nw.col("hour_end") > first, nw.col("hour_end") <= last)
            sites.append(self.engine.settle(site_days(within, rules)))
            areas.append(area_days(sites[-1], self.member_rows, rules))
        return _one(sites), self.engine.settle(_one(areas))

    def _standings(self, days: AreaDays) -> dict[tuple[str, str], Standing]:
        found: dict[tuple[str, str], Standing] = {}
        for indicator in indicators().values():
            interval = indicator.interval(days.rules)
            for row in collected(rounded(indicator.fraction(days), interval)).to_pylist():
                if row["value"] is not None:
                    value = unscaled(row["value"], DECIMALS).quantize(unscaled(interval, DECIMALS).normalize())
                    counts = (row["numerator"], row["denominator"], row["days"])
                    found[indicator.key, row["area"]] = Standing(value, *counts, interval)
        return found

    def _full(self, days: AreaDays) -> dict[tuple[str, str], bool]:
        return {
            (item, row["area"]): row["enough"] == 1
            for item in ITEMS
            for row in collected(enough_days(days.deducted, item, days.rules.least_days)).to_pylist()
        }


def _one(frames: list[Frame]) -> Frame:
    return frames[0] if len(frames) == 1 else nw.concat(frames)


def _beside(areas: pa.Table, deducted: pa.Table) -> pa.Table:
    """The days with the dust-deducted particles beside them."""
    particles = deducted.select(["area", "day", "pm10", "pm25"]).rename_columns(
        ["area", "day", "pm10_deducted", "pm25_deducted"]
    )
    return areas.join(particles, keys=["area", "day"], join_type="left outer").sort_by(
        [("area", "ascending"), ("day", "ascending")]
    )
