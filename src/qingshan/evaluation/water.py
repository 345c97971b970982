"""The surface water of area groups over the part of a period that has passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from qingshan.evaluation.columns import Frame
from qingshan.evaluation.conventions import conventions
from qingshan.evaluation.engines import Engine, collected, engine
from qingshan.evaluation.groups import Group
from qingshan.evaluation.judging import Standing
from qingshan.evaluation.record import Asked, Versions, version_of
from qingshan.evaluation.water_indicator import SectionIndicator
from qingshan.evaluation.water_means import months
from qingshan.evaluation.water_rules import WaterRules
from qingshan.evaluation.water_sections import (
    Background,
    Section,
    classes,
    flags,
    read_samples,
    section_table,
    sections,
    source_months,
)
from qingshan.kernel.exact import PERCENT
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.observations.store.lake import Lake, connect
from qingshan.standards.book import Parameter
from qingshan.standards.quantity import label
from qingshan.standards.rule import DECIMALS, written
from qingshan.standards.water import CLASSES, WATER_DECIMALS

TABLES = ("samples", "sections", "exclusions")
BACKGROUND = "background"
NOT_BEGUN = Text("考核期尚未开始", "the period has not begun")
NO_SECTION = Text("断面名录中没有这个区域的此类断面", "the register has no such section for this area")
NO_SAMPLE = Text("没有样品值", "no sample values")
FEW_MONTHS = Text("月数不足 {least}：{sections}", "fewer than {least} months: {sections}")
NO_DATA = Text("没有数据", "no data")
TARGET = Text("目标 {target}：{verdict}", "target {target}: {verdict}")
MAIN = Text("{item} {value}，{found}", "{item} {value}, {found}")
INFERRED = Text("水体类型为推断", "the kind of water body is inferred")
SECTIONS, MONTHS = Text("断面", "sections"), Text("水源地逐月", "months of drinking-water sources")
KEPT, FAILED = Text("达标", "complies"), Text("不达标", "does not comply")


def read_water(
    lake: Lake, groups: Sequence[Group], wanted: Sequence[SectionIndicator], period: Period, asked: Asked
) -> WaterRecord:
    """Read the lake for the groups' sections from a year before the period's start to the end of ``as_of``."""
    rules = WaterRules.on(min(asked.as_of, period.end))
    if not wanted:
        return WaterRecord(period, asked.as_of, rules, {}, _NO_CLASSES, _NO_MONTHS, (), {})
    register = [one for one in sections(lake, asked.known_on) if one.touches(period)]
    speaking = {group: _speaking(register, group) for group in groups}
    named = sorted({one.section for found in speaking.values() for one in found})
    passed, made = period.to_date(asked.as_of), engine(asked.engine)
    span = None if passed is None else Period(date(period.start.year - 1, 1, 1), passed.end)
    samples = None if span is None or not named else read_samples(lake, made, named, span, asked.known_on)
    versions = {name: version_of(lake, name, asked.known_on) for name in TABLES}
    if samples is None:
        return WaterRecord(period, asked.as_of, rules, speaking, _NO_CLASSES, _NO_MONTHS, (), versions)
    sources = tuple(sorted(collected(samples.select("source").unique())["source"].to_pylist()))
    background = _background(lake, asked)
    own = [one for one in register if one.section in named]
    found = judged_sections(made, samples, own, period, rules, background)
    return WaterRecord(period, asked.as_of, rules, speaking, *found, sources, versions)


def judged_sections(  # noqa: PLR0913, PLR0917 (data, register, time and what a person declared)
    made: Engine, samples: Frame, register: Sequence[Section], period: Period, rules: WaterRules,
    background: Sequence[Background] = (),
) -> tuple[pa.Table, pa.Table]:  # fmt: skip
    """The classes of sections over a period, and the months of drinking-water sources; samples begin a year before."""
    monthly = made.settle(months(samples, rules))
    start = datetime.combine(period.start, datetime.min.time())
    found = flags(classes(monthly, start, made.table(section_table(register)), rules, background))
    drinking = [one for one in register if one.is_source]
    if not drinking:
        return collected(found), _NO_MONTHS
    by_month = source_months(monthly, start, made.table(section_table(drinking)), rules)
    return collected(found), collected(by_month)


_NO_CLASSES = pa.table({"section": pa.array([], pa.string())})
_NO_MONTHS = pa.schema(
    [("section", pa.string()), ("month", pa.timestamp("us")), ("compliant", pa.int64())]
).empty_table()


def _speaking(register: Sequence[Section], group: Group) -> list[Section]:
    """The sections of a group's areas at its levels of control, each once."""
    levels = group.controls
    found = [one for one in register if one.area in group.names and (not levels or one.control in levels)]
    return list({one.section: one for one in found}.values())


def _background(lake: Lake, asked: Asked) -> list[Background]:
    """The items of sections that a person declared natural background, as known at the time."""
    with connect() as connection:
        rows = lake.all_rows(connection, "exclusions").to_arrow_table().to_pylist()
    known = [one for one in rows if asked.known_on is None or one["known_from"] <= asked.known_on]
    return [Background(one["site"], one["item"]) for one in known if one["kind"] == BACKGROUND]


@dataclass(frozen=True, slots=True)
class WaterRecord:
    """``classes`` has a row for each section with data, ``by_month`` one for each month of a drinking-water source."""

    period: Period
    as_of: date
    rules: WaterRules
    speaking: dict[Group, list[Section]]
    classes: pa.Table
    by_month: pa.Table
    sources: tuple[str, ...]
    versions: Versions

    @property
    def tables(self) -> dict[str, pa.Table]:
        return {"section_classes": self.classes} if self.classes.num_rows else {}

    def standing(self, indicator: SectionIndicator, group: Group) -> Standing | None:
        held = self._held(indicator, group)
        if not held:
            return None
        interval = int(self.rules.sections.beside("surface_water").scaled("share_interval", DECIMALS))
        of_all = sum(held) * PERCENT
        found = Standing.of(Fraction(of_all, len(held)), len(held), interval)
        return replace(found, numerator=of_all, denominator=len(held))

    def _held(self, indicator: SectionIndicator, group: Group) -> list[int]:
        """One flag for each section, or for each month of a source, that has data."""
        if indicator.flag == "source":
            rows, flag = self._of(self.by_month, group), "compliant"
        else:
            rows, flag = self._of(self.classes, group), ("adjusted_" if indicator.adjusted else "") + indicator.flag
        return [value for value in rows[flag].to_pylist() if value is not None] if rows.num_rows else []

    def _of(self, table: pa.Table, group: Group) -> pa.Table:
        names = [one.section for one in self.speaking.get(group, [])]
        return table.filter(pc.field("section").isin(pa.array(names, pa.string()))).sort_by("section")

    def missing(self, indicator: SectionIndicator, group: Group) -> list[Text]:
        if self.as_of < self.period.start:
            return [NOT_BEGUN]
        speaking = self.speaking.get(group, [])
        if not [one for one in speaking if indicator.flag != "source" or one.is_source]:
            return [NO_SECTION]
        return [] if self._held(indicator, group) else [NO_SAMPLE]

    def enough(self, indicator: SectionIndicator, group: Group) -> Text | None:
        """A year's verdict needs the least months of every section that is counted, and data of every section."""
        if indicator.flag == "source" or self.period.kind != "year":
            return None
        found = {row["section"]: row["months"] or 0 for row in self._of(self.classes, group).to_pylist()}
        least = self.rules.least_months
        few = [one.name for one in self.speaking.get(group, []) if found.get(one.section, 0) < least]
        return FEW_MONTHS.filled(least=least, sections="、".join(few)) if few else None

    def official(self, indicator: SectionIndicator, group: Group) -> bool:  # noqa: ARG002 (stages are of samples)
        stages = self._of(self.classes, group)
        return stages.num_rows > 0 and bool(pc.min(stages["stage"]).as_py())

    def coverage(self, indicator: SectionIndicator, group: Group) -> dict[str, Any]:
        speaking = [one for one in self.speaking.get(group, []) if indicator.flag != "source" or one.is_source]
        rows = self._of(self.classes, group).to_pylist()
        with_data = {row["section"] for row in rows}
        return {
            "sections": [one.section for one in speaking],
            "without_data": [one.name for one in speaking if one.section not in with_data],
            "months": min((row["months"] or 0 for row in rows), default=0),
        }

    def parameters(self, indicator: SectionIndicator) -> tuple[Parameter, ...]:
        if indicator.flag != "source":
            return self.rules.used
        basis = conventions()
        basis.read("source_rate_basis")
        return (*self.rules.sources.used, *basis.used)

    def steps(self, indicator: SectionIndicator, group: Group, evaluation: str) -> tuple[Step, ...]:
        if indicator.flag == "source":
            return (self._source_step(group, evaluation),)
        found = {row["section"]: row for row in self._of(self.classes, group).to_pylist()}
        speaking = self.speaking.get(group, [])
        column = "adjusted" if indicator.adjusted else "class"
        steps = tuple(self._section_step(one, found.get(one.section), column, evaluation) for one in speaking)
        return (Step(SECTIONS, str(len(found)), steps=steps),)

    def _source_step(self, group: Group, evaluation: str) -> Step:
        names = {one.section: one.name for one in self.speaking.get(group, [])}
        steps = tuple(
            Step(
                Text(f"{names[row['section']]} {row['month']:%Y-%m}", f"{names[row['section']]} {row['month']:%Y-%m}"),
                notes=(KEPT if row["compliant"] else FAILED,),
                raw={"evaluation": evaluation, "section": row["section"]},
            )
            for row in self._of(self.by_month, group)
            .sort_by([("section", "ascending"), ("month", "ascending")])
            .to_pylist()
        )
        return Step(MONTHS, str(len(steps)), steps=steps)

    def _section_step(self, one: Section, row: dict[str, Any] | None, column: str, evaluation: str) -> Step:
        """A section's class, whether it meets its own target, and the items that make its class."""
        named = Text(one.name, one.name)
        if row is None or row[column] is None:
            return Step(named, notes=(NO_DATA,))
        place, said = row[column], self.rules.explained(row)
        notes = [TARGET.filled(target=one.target_class, verdict=KEPT if row["complies"] else FAILED)]
        notes = (notes if one.target_class else []) + ([INFERRED] if one.body_verification == "inferred" else [])
        for item in self.rules.class_items:
            if said[f"class_{item}"] == place and row[item] is not None:
                value = written(said[f"assessed_{item}"], WATER_DECIMALS)
                notes.append(MAIN.filled(item=label(item), value=value, found=CLASSES[place]))
        raw = {"evaluation": evaluation, "section": one.section}
        return Step(named, CLASSES[place], sources=(one.source,), notes=tuple(notes), raw=raw)
