"""The air of area groups over the part of a period that has passed: read once, summed up for every indicator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import narwhals as nw
import pyarrow as pa

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.air_record import AirRecord, Flagged, Part
from qingshan.evaluation.air_rules import AirRules, segments
from qingshan.evaluation.area_days import AreaDays, area_means, mean_days, ozone_days, with_index
from qingshan.evaluation.columns import Frame
from qingshan.evaluation.concentrations import PARTICLES
from qingshan.evaluation.engines import Engine, collected, engine
from qingshan.evaluation.exclusions import Exclusion, exclusions, left_out
from qingshan.evaluation.groups import Group, member_table
from qingshan.evaluation.judging import Standing
from qingshan.evaluation.record import Asked, version_of
from qingshan.evaluation.statistics import enough_days, rounded
from qingshan.kernel.clock import end_of_day
from qingshan.kernel.periods import Period
from qingshan.kernel.units import unscaled
from qingshan.observations.places import memberships
from qingshan.observations.store.lake import Connection, Lake, connect
from qingshan.standards.rule import DECIMALS

TABLES = ("readings", "memberships", "exclusions", "quality")


def read_air(
    lake: Lake, groups: Sequence[Group], wanted: Sequence[AirIndicator], period: Period, asked: Asked
) -> AirRecord:
    """Read the lake for the groups' sites from the period's start to the end of ``as_of``, for some indicators."""
    with connect() as connection:
        declared = lake.all_rows(connection, "exclusions").to_arrow_table()
        flags = () if period.to_date(asked.as_of) is None else _flags(lake, connection, period, asked)
    standing = memberships(lake, asked.known_on)
    during = [member for member in standing if member.touches(period)]
    members = {group.key: group.members(during) for group in groups}
    sites = sorted({member.site for found in members.values() for member in found})
    decided = exclusions(declared, asked.known_on, standing, sites)
    passed = period.to_date(asked.as_of)
    versions = {name: version_of(lake, name, asked.known_on) for name in TABLES}
    made = engine(asked.engine)
    readings = None if passed is None or not sites else _readings(lake, made, sites, passed, asked.known_on)
    if readings is None or passed is None:
        return AirRecord(period, asked.as_of, (), {}, members, _NO_DAYS, _NO_DAYS, {}, {}, decided, flags, (), versions)
    parts = tuple(Part.of(part, asked.editions) for part in segments(passed, asked.editions))
    own = {one.key: AirRules.on(passed.end, asked.editions) for one in wanted}
    reader = _Reader(made, made.table(member_table(members)), parts)
    sites_days, days, deducted = reader.days(readings, decided)
    return AirRecord(
        period,
        asked.as_of,
        parts,
        own,
        members,
        area_days=_beside(collected(days), collected(deducted)),
        site_days=collected(sites_days),
        standings=_standings(wanted, days, deducted, own),
        full=_full(wanted, days, deducted, own),
        exclusions=decided,
        flags=flags,
        sources=tuple(sorted(collected(readings.select("source").unique())["source"].to_pylist())),
        versions=versions,
    )


_NO_DAYS = pa.schema(
    [("area", pa.string()), ("day", pa.timestamp("us")), ("valid", pa.int64()), ("stage", pa.int64())]
).empty_table()


def _flags(lake: Lake, connection: Connection, period: Period, asked: Asked) -> tuple[Flagged, ...]:
    """The hours of the passed part of the period that carry a flag, counted by site, item and check."""
    passed = Period(period.start, min(asked.as_of, period.end))
    frame: Frame = nw.from_native(lake.all_rows(connection, "quality")).filter(*_during(passed))
    if asked.known_on is not None:
        frame = frame.filter(nw.col("known_from") <= asked.known_on)
    hours = frame.select("site", "item", "check", "hour_end").unique().group_by("site", "item", "check")
    rows = collected(hours.agg(hours=nw.len()).sort("site", "item", "check")).to_pylist()
    return tuple(Flagged(**row) for row in rows)


def _readings(lake: Lake, made: Engine, sites: list[str], passed: Period, known_on: datetime | None) -> Frame | None:
    frame = lake.scan("readings", made.parquet, known_on)
    if frame is None:
        return None
    within = frame.filter(
        nw.col("year") >= passed.start.year,
        nw.col("year") <= passed.end.year,
        *_during(passed),
        nw.col("site").is_in(sites),
    )
    return made.settle(within.select("site", "item", "hour_end", "value", "stage", "source"))


def _during(period: Period) -> tuple[nw.Expr, nw.Expr]:
    first = datetime.combine(period.start, datetime.min.time())
    return nw.col("hour_end") > first, nw.col("hour_end") <= end_of_day(period.end)


class _Reader:
    """Carries readings through the editions of a period to the days of its groups."""

    def __init__(self, made: Engine, members: Frame, parts: tuple[Part, ...]) -> None:
        self.engine, self.members, self.parts = made, members, parts

    def days(self, readings: Frame, decided: tuple[Exclusion, ...]) -> tuple[Frame, Frame, Frame]:
        """Days of sites, days of areas, and days of areas with dust hours taken out of the particles."""
        valid = left_out(readings, decided, "invalid", self.engine)
        sites, areas = [], []
        for part in self.parts:
            within = valid.filter(*_during(part.period))
            days = nw.concat([mean_days(within, part.means), ozone_days(within, part.ozone)])
            sites.append(self.engine.settle(days))
            areas.append(with_index(area_means(sites[-1], self.members, part.means), part.index))
        settled = self.engine.settle(_one(areas))
        dusty = left_out(valid, decided, "dust", self.engine)
        return _one(sites), settled, settled if dusty is valid else self._deducted(dusty)

    def _deducted(self, dusty: Frame) -> Frame:
        """Days of areas whose particles lost their dust hours; gases are not in it."""
        particles = dusty.filter(nw.col("item").is_in(list(PARTICLES)))
        parts = [
            area_means(mean_days(particles.filter(*_during(part.period)), part.means), self.members, part.means)
            for part in self.parts
        ]
        return self.engine.settle(_one(parts))


def _standings(
    wanted: Iterable[AirIndicator], days: Frame, deducted: Frame, own: dict[str, AirRules]
) -> dict[tuple[str, str], Standing]:
    found: dict[tuple[str, str], Standing] = {}
    for indicator in wanted:
        rules = own[indicator.key]
        interval = indicator.interval(rules)
        for row in collected(rounded(indicator.fraction(AreaDays(days, deducted, rules)), interval)).to_pylist():
            if row["value"] is not None:
                value = unscaled(row["value"], DECIMALS).quantize(unscaled(interval, DECIMALS).normalize())
                counts = (row["numerator"], row["denominator"], row["days"])
                found[indicator.key, row["area"]] = Standing(value, *counts, interval)
    return found


def _full(
    wanted: Iterable[AirIndicator], days: Frame, deducted: Frame, own: dict[str, AirRules]
) -> dict[tuple[str, str], bool]:
    found: dict[tuple[str, str], bool] = {}
    for one in wanted:
        if one.yearly_item is not None:
            frame = deducted if one.dust_deducted else days
            rows = collected(enough_days(frame, one.yearly_item, own[one.key].least_days)).to_pylist()
            found |= {(one.key, row["area"]): row["enough"] == 1 for row in rows}
    return found


def _one(frames: list[Frame]) -> Frame:
    return frames[0] if len(frames) == 1 else nw.concat(frames)


def _beside(areas: pa.Table, deducted: pa.Table) -> pa.Table:
    """The days with the dust-deducted particles beside them."""
    particles = deducted.select(["area", "day", "pm10", "pm25"]).rename_columns(
        ["area", "day", "pm10_deducted", "pm25_deducted"]
    )
    both = areas.join(particles, keys=["area", "day"], join_type="left outer")
    return both.sort_by([("area", "ascending"), ("day", "ascending")])
