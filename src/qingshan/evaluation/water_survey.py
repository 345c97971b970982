"""Sections over a period as the water desk reads them: what was measured, the class of each, and what it rests on.

Two bases are kept apart. ``assessment`` takes the means of months and of the period, rounded and judged by the rules
of 2020; ``realtime`` takes the latest sample of each section unrounded, as the national platform shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

import narwhals as nw
import pyarrow as pa

from qingshan.evaluation import problems
from qingshan.evaluation.columns import Frame
from qingshan.evaluation.engines import Engine, collected, computed, engine
from qingshan.evaluation.water_means import entering, months, over_period, wide
from qingshan.evaluation.water_rules import CLASS, WaterRules
from qingshan.evaluation.water_sections import Section, classes, read_samples, section_table, sections
from qingshan.kernel.exact import Value
from qingshan.kernel.periods import Period
from qingshan.observations.store.lake import Lake
from qingshan.observations.tables import TABLES
from qingshan.standards import water
from qingshan.standards.book import Parameter
from qingshan.standards.rule import rule
from qingshan.standards.rules.tli import ITEMS as TROPHIC
from qingshan.standards.rules.water_class import MULTIPLE_BASES
from qingshan.standards.water import BASES, BASIC, BODIES

Basis = Literal["assessment", "realtime"]
REALTIME = BASES.index("realtime")
INSTANT = "instant"
MEASURED = tuple(dict.fromkeys((*BASIC, *TROPHIC)))
_TRUST = ("declared", "inferred")
_FILLED = ("river", "basin", "control", "target_class")
_READ = ("section", "item", "sampled_at", "span", "origin", "value", "below_limit", "stage", "source")


@dataclass(frozen=True, slots=True)
class Scope:
    """The sections asked for: of these areas and at these levels of control, each all where none is named."""

    areas: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    known_on: datetime | None = None
    engine: str = "duckdb"


@dataclass(frozen=True, slots=True)
class Survey:
    """Sections over a period.

    ``spoken`` has one row a section and area, ``values`` one a section and item (integers of 10**-8 of the unit) before
    any item is left out. ``judged`` and ``measured`` are by section and hold only those with data: the class and the
    values it rests on, and everything measured. ``monthly`` is None on the real-time basis.
    """

    period: Period
    basis: Basis
    engine: Engine
    rules: WaterRules
    spoken: tuple[Section, ...]
    values: Frame
    monthly: Frame | None
    judged: Mapping[str, Mapping[str, Any]]
    measured: Mapping[str, Mapping[str, Any]]
    sources: tuple[str, ...]

    @property
    def register(self) -> tuple[Section, ...]:
        """Each section once, for the first area it speaks for."""
        return tuple({one.section: one for one in reversed(self.spoken)}.values())[::-1]

    def explained(self, values: Mapping[str, Value], multiple_base: str = "three") -> tuple[dict[str, Value], Any]:
        """What the rule says of one water in plain integers, and its parts as people read them."""
        given = {"basis": BASES.index(self.basis), "multiple_base": MULTIPLE_BASES.index(multiple_base)}
        outcome = self.rules.explained({**values, **given})
        return outcome, rule(CLASS).parts(outcome, self.rules.sections)

    def averaged(self, groups: Sequence[Sequence[Section]]) -> list[dict[str, Value]]:
        """For each group the mean of every item over its sections: the mean of a point over time comes first."""
        rows = [{"section": one.section, "group": place} for place, group in enumerate(groups) for one in group]
        schema = pa.schema([("section", pa.string()), ("group", pa.int64())])
        beside = self.values.join(self.engine.table(pa.Table.from_pylist(rows, schema=schema)), on="section")
        table = collected(wide(over_period(beside, ["group"]), ["group"], MEASURED)).to_pylist()
        found = {row.pop("group"): row for row in table}
        return [found.get(place, {}) for place in range(len(groups))]

    def in_scope(self, mean: Mapping[str, Value], group: Iterable[Section]) -> dict[str, Value]:
        """The averaged water without the items that no section of the group is judged by."""
        rows = [self.judged.get(one.section, {}) for one in group]
        return {item: mean.get(item) for item in BASIC if any(row.get(item) is not None for row in rows)}


def survey(lake: Lake, scope: Scope, period: Period, basis: Basis = "assessment") -> Survey:
    """Read and judge the sections of a scope over a period; EVA010 when an assessment does not begin with a month."""
    if basis == "assessment" and period.start.day != 1:
        raise problems.MONTH_BEGUN.at("--period", str(period))
    made, rules = engine(scope.engine), WaterRules.on(period.end)
    spoken = tuple(registered(lake, scope, period))
    register = list({one.section: one for one in spoken}.values())
    first = period.start if basis == "realtime" else date(period.start.year - 1, 1, 1)
    names = [one.section for one in register]
    read = read_samples(lake, made, names, Period(first, period.end), scope.known_on) if names else None
    samples = made.table(TABLES["samples"].schema.empty_table().select(_READ)) if read is None else read
    table = made.table(section_table(register))
    sources = tuple(sorted(collected(samples.select("source").unique())["source"].to_pylist()))
    if basis == "realtime":
        values, judged, monthly = *_latest(made, samples, table, rules), None
    else:
        start = datetime.combine(period.start, datetime.min.time())
        monthly = made.settle(months(samples, rules))
        values = made.settle(over_period(monthly.filter(nw.col("month") >= start)))
        judged = classes(monthly, start, table, rules, ())
    measured = wide(values, ["section"], MEASURED).join(table, on="section", how="inner")
    by_section = (_by_section(judged), _by_section(measured))
    return Survey(period, basis, made, rules, spoken, values, monthly, *by_section, sources)


def _by_section(frame: Frame) -> dict[str, Mapping[str, Any]]:
    return {row["section"]: row for row in collected(frame).to_pylist()}


def _latest(made: Engine, samples: Frame, register: Frame, rules: WaterRules) -> tuple[Frame, Frame]:
    """The values of each section's latest sample with an item of the class, and the class of them unrounded."""
    surface = rules.sections.beside("surface_water")
    taken = entering(samples.filter(nw.col("span") == INSTANT), rules).with_columns(value=nw.col("taken"))
    classed = taken.filter(nw.col("item").is_in(list(surface.value("class_items"))))
    last = classed.group_by("section").agg(sampled_at=nw.col("sampled_at").max())
    values = made.settle(taken.join(last, on=["section", "sampled_at"]))
    stages = values.group_by("section").agg(stage=nw.col("stage").min(), sampled_at=nw.col("sampled_at").max())
    rows = wide(values, ["section"], BASIC).join(register, on="section", how="inner").join(stages, on="section")

    def judge(given: dict[str, Value]) -> dict[str, Value]:
        place = rules.section_class(given | {"basis": REALTIME})
        return {"class": place, "complies": water.complies(place, given["target"])}

    columns = {item: item for item in BASIC} | {"body": "body", "target": "target"}
    return values.select("section", "item", "value", "stage"), computed(rows, judge, columns)


def registered(lake: Lake, scope: Scope, period: Period) -> list[Section]:
    """One row a section and area of the scope; what one source says of a section fills what another leaves open."""
    standing = [one for one in sections(lake, scope.known_on) if one.touches(period)]
    said: dict[str, list[Section]] = {}
    for one in sorted(standing, key=_precedence):
        said.setdefault(one.section, []).append(one)
    asked = [one for one in standing if not scope.areas or one.area in scope.areas]
    unique = {(one.section, one.area): _filled(one, said[one.section]) for one in asked}
    return [one for one in unique.values() if not scope.controls or one.control in scope.controls]


def _precedence(one: Section) -> tuple[int, int]:
    """Declared goes before inferred before unsaid, then what began later before what began earlier."""
    trust = _TRUST.index(one.body_verification) if one.body_verification in _TRUST else len(_TRUST)
    return trust, 0 if one.since is None else -one.since.toordinal()


def _filled(one: Section, said: Sequence[Section]) -> Section:
    """A row with what is empty in it taken from the others; a declared body of water goes before an inferred one."""
    body = next((other for other in said if other.body in BODIES), one)
    open_fields = [name for name in _FILLED if not getattr(one, name)]
    others: dict[str, Any] = {
        name: next((text for other in said if (text := getattr(other, name))), "") for name in open_fields
    }
    sourced = any(other.is_source for other in said) if one.is_source is None else one.is_source
    return replace(one, body=body.body, body_verification=body.body_verification, is_source=sourced, **others)


def basis_of(used: Iterable[Parameter]) -> dict[str, list[str]]:
    """The editions behind a document, and which of the parameters it read are unverified."""
    read = list({(one.edition, one.key): one for one in used}.values())
    unverified = [f"{one.edition} {one.key}" for one in read if one.verification.value == "unverified"]
    return {"editions": list(dict.fromkeys(one.edition for one in read)), "unverified": unverified}
