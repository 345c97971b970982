"""The rules of surface water that are in force on a day, as evaluation reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qingshan.kernel.exact import Value
from qingshan.standards import water
from qingshan.standards.book import Parameter, Rules
from qingshan.standards.evaluate import Asked, rules_for
from qingshan.standards.rule import rule
from qingshan.standards.water import BASIC, CLASSES, SPECIFIC, SUPPLEMENTARY, TARGETS

CLASS, SOURCE = "water-class", "drinking-source"
ITEMS = (*BASIC, *SUPPLEMENTARY, *SPECIFIC)
THIRD = CLASSES.index("Ⅲ")


@dataclass(frozen=True, slots=True)
class WaterRules:
    """Views of the two rules on one day; what is read from them is what results cite, the way of averaging among it."""

    sections: Rules
    sources: Rules

    @classmethod
    def on(cls, day: date) -> WaterRules:
        asked = Asked(on=day, accept_unverified=True)
        made = cls(rules_for(rule(CLASS), asked), rules_for(rule(SOURCE), asked))
        made.sections.beside("surface_water").read("means")
        if made.sections.beside("national_sections").has("class_from"):
            made.sections.beside("national_sections").read("class_from")
        return made

    @property
    def below_detection_divisor(self) -> int:
        """What part of its detection limit stands for a value below it; the whole before 2020, when no rule said."""
        statistics = self.sections.beside("water_statistics")
        return statistics.integer("below_detection_divisor") if statistics.has("below_detection_divisor") else 1

    @property
    def automatic_first(self) -> tuple[str, ...]:
        """Items whose automatic values take precedence over manual ones; none before 2020."""
        statistics = self.sections.beside("water_statistics")
        return tuple(statistics.value("automatic_first")) if statistics.has("automatic_first") else ()

    @property
    def class_items(self) -> tuple[str, ...]:
        """The items that enter the class."""
        return tuple(self.sections.beside("surface_water").value("class_items"))

    @property
    def always_assessed(self) -> tuple[str, ...]:
        return tuple(self.sections.beside("national_sections").value("always_assessed"))

    @property
    def least_months(self) -> int:
        """The fewest months a yearly value may rest on (sections that freeze)."""
        return int(self.sections.beside("surface_water").table("year_values")["frozen_at_least"])

    @property
    def used(self) -> tuple[Parameter, ...]:
        return self.sections.used

    def item_classes(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """The class of each item of Table 1."""
        return water.classes(values, self.sections)

    def section_class(self, values: Mapping[str, Value]) -> Value:
        """The class of the water, as the rule has it."""
        return water.worst(self.item_classes(values), self.sections.beside("surface_water"))

    def explained(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """All the rule says of one section, in plain integers: values compared, multiples, class by item."""
        found: dict[str, Value] = rule(CLASS).compute(values, self.sections)
        return found

    def source_complies(self, values: Mapping[str, Value]) -> dict[str, Value]:
        found: dict[str, Value] = rule(SOURCE).compute(values, self.sources)
        return {"compliant": found["compliant"]}


def target_place(name: str | None) -> int | None:
    """The place of a target class among the classes; None where a section has none."""
    return TARGETS.index(name) if name in TARGETS else None
