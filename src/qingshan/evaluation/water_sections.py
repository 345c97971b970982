"""From the values of months to the classes of sections over a period, and whether drinking-water sources comply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import narwhals as nw
import pyarrow as pa

from qingshan.evaluation.columns import Frame
from qingshan.evaluation.engines import Engine, computed
from qingshan.evaluation.water_means import over_period, wide
from qingshan.evaluation.water_rules import ITEMS, THIRD, WaterRules, target_place
from qingshan.kernel.exact import Value, at_most, choose, equal, subtract
from qingshan.kernel.periods import Period
from qingshan.observations.store.lake import FAR_FUTURE, Lake, connect
from qingshan.standards.water import BASIC, BODIES, CLASSED, CLASSES, complies

NATIONAL = "national"
_LATEST = """
SELECT section, name, river, basin, area, body, body_verification, control, target_class, source_of_drinking_water,
    since, until, source
FROM declared WHERE known_from <= ?
QUALIFY row_number() OVER (PARTITION BY section, area, since ORDER BY known_from DESC) = 1
ORDER BY area, section, since NULLS FIRST
"""


@dataclass(frozen=True, slots=True)
class Section:
    """A section or point of surface water as the register has it, for one area it speaks for."""

    section: str
    name: str
    river: str
    basin: str
    area: str
    body: str
    body_verification: str
    control: str
    target_class: str
    is_source: bool | None
    since: date | None
    until: date | None
    source: str

    def touches(self, period: Period) -> bool:
        begun = self.since is None or self.since <= period.end
        return begun and (self.until is None or self.until >= period.start)


def sections(lake: Lake, known_on: datetime | None = None) -> list[Section]:
    """The register as known at ``known_on`` (UTC, naive): the latest word on each section, area and beginning."""
    with connect() as connection:
        lake.all_rows(connection, "sections").create_view("declared")
        rows = connection.execute(_LATEST, [known_on or FAR_FUTURE]).fetchall()
    return [Section(*row) for row in rows]


def section_table(found: Iterable[Section]) -> pa.Table:
    """``section``, ``body`` and ``target`` as places among their choices, ``national`` 0/1; one row a section."""
    rows = {
        one.section: {
            "section": one.section,
            "body": BODIES.index(one.body) if one.body in BODIES else 0,
            "target": target_place(one.target_class),
            "national": int(one.control == NATIONAL),
        }
        for one in found
    }
    schema = pa.schema([("section", pa.string()), *((name, pa.int64()) for name in ("body", "target", "national"))])
    return pa.Table.from_pylist(list(rows.values()), schema=schema)


@dataclass(frozen=True, slots=True)
class Background:
    """A section's item that a person declared natural background."""

    section: str
    item: str


def classes(
    monthly: Frame, start: datetime, register: Frame, rules: WaterRules, background: Sequence[Background]
) -> Frame:
    """One row a section: its class over the months from ``start`` on and what it follows from.

    ``monthly`` begins a year before ``start``: an item beyond the five that national sections are always judged by
    counts where it exceeded Ⅲ (or a stricter target) in a month of the last or the current year (5 + X).
    ``class`` and ``complies`` are those of the rule, ``adjusted`` is the class without the ``background``; the items
    keep the values they are judged by. ``months`` counts those with an item always judged, ``stage`` is the least.
    """
    now = monthly.filter(nw.col("month") >= start)
    values = over_period(now)
    counted = values.group_by("section").agg(stage=nw.col("stage").min())
    least = (
        values.filter(nw.col("item").is_in(list(rules.always_assessed)))
        .group_by("section")
        .agg(months=nw.col("months").max())
    )
    period = wide(values, ["section"], BASIC).join(register, on="section", how="inner")
    judged = _within_scope(period, _exceeding(monthly, register, rules), rules)

    def classed(values: dict[str, Value]) -> dict[str, Value]:
        place = rules.section_class(values)
        return {"class": place, "complies": complies(place, values["target"])}

    found = computed(judged, classed, _columns())
    if background:
        bare = found.with_columns(*(_without(item, background) for item in BASIC))
        adjusted = computed(bare, lambda given: {"adjusted": rules.section_class(given)}, _columns(prefix="bare_"))
        found = adjusted.drop(*(f"bare_{item}" for item in BASIC))
    else:
        found = found.with_columns(adjusted=nw.col("class"))
    return found.join(counted, on="section", how="left").join(least, on="section", how="left")


def _columns(prefix: str = "") -> dict[str, str]:
    return {item: f"{prefix}{item}" for item in BASIC} | {"body": "body", "target": "target"}


def _without(item: str, background: Sequence[Background]) -> nw.Expr:
    named = [one.section for one in background if one.item in (item, "*")]
    kept = nw.when(~nw.col("section").is_in(named)).then(nw.col(item)) if named else nw.col(item)
    return kept.alias(f"bare_{item}")


def _exceeding(monthly: Frame, register: Frame, rules: WaterRules) -> Frame:
    """``section`` and ``x_…`` 0/1: whether an item exceeded Ⅲ, or a target of Ⅰ or Ⅱ, in any month."""
    rows = wide(monthly, ["section", "month"], BASIC).join(register, on="section", how="inner")

    def exceeds(values: dict[str, Value]) -> dict[str, Value]:
        target = values["target"]
        base = choose(at_most(target, THIRD), target, THIRD)
        strictest = choose(equal(values["has_target"], 1), base, THIRD)
        found = rules.item_classes(values)
        return {f"x_{item}": choose(at_most(found[item], strictest), 0, 1) for item in CLASSED}

    has_target = nw.when(nw.col("target").is_null()).then(0).otherwise(1).cast(nw.Int64)
    flagged = computed(rows.with_columns(has_target=has_target), exceeds, _columns() | {"has_target": "has_target"})
    return flagged.group_by("section").agg(*(nw.col(f"x_{item}").max() for item in CLASSED))


def _within_scope(period: Frame, exceeding: Frame, rules: WaterRules) -> Frame:
    """The values with those items of national sections left out that are neither always judged nor exceeding."""
    both = period.join(exceeding, on="section", how="left")
    further = [item for item in CLASSED if item not in rules.always_assessed]
    kept = (
        nw.when((nw.col("national") == 0) | (nw.col(f"x_{item}") == 1)).then(nw.col(item)).alias(item)
        for item in further
    )
    return both.with_columns(*kept).drop(*(f"x_{item}" for item in CLASSED))


def source_months(monthly: Frame, start: datetime, register: Frame, rules: WaterRules) -> Frame:
    """One row a section and month from ``start`` on: whether a drinking-water source complies (``compliant`` 0/1)."""
    now = wide(monthly.filter(nw.col("month") >= start), ["section", "month"], ITEMS)
    rows = now.join(register.select("section", "body"), on="section", how="inner")
    columns = {item: item for item in ITEMS} | {"body": "body"}
    return computed(rows, rules.source_complies, columns).select("section", "month", "compliant")


def flags(found: Frame) -> Frame:
    """``good``, ``second``, ``bad`` 0/1 beside the classes, and their twins of the adjusted class."""

    def formula(values: dict[str, Value]) -> dict[str, Value]:
        flagged = {}
        for name, column in (("", "class"), ("adjusted_", "adjusted")):
            place = values[column]
            flagged[f"{name}good"] = choose(at_most(place, THIRD), 1, 0)
            flagged[f"{name}second"] = choose(at_most(place, CLASSES.index("Ⅱ")), 1, 0)
            flagged[f"{name}bad"] = choose(at_most(place, len(CLASSES) - 2), 0, 1)
        return flagged | {"missed": subtract(1, values["complies"])}

    return computed(found, formula, {name: name for name in ("class", "adjusted", "complies")})


def read_samples(lake: Lake, made: Engine, names: list[str], span: Period, known_on: datetime | None) -> Frame | None:
    """The samples of some sections taken within a span of days, one for each key; None where the lake has none."""
    frame = lake.scan("samples", made.parquet, known_on)
    if frame is None:
        return None
    first = datetime.combine(span.start, datetime.min.time())
    after = datetime.combine(date.fromordinal(span.end.toordinal() + 1), datetime.min.time())
    within = frame.filter(nw.col("section").is_in(names), nw.col("sampled_at") >= first, nw.col("sampled_at") < after)
    columns = ("section", "item", "sampled_at", "span", "origin", "value", "below_limit", "stage", "source")
    return made.settle(within.select(*columns))
