"""Worked cases: what lies beside the editions in ``<edition>.cases.yaml``, judged by every engine."""

from __future__ import annotations

from datetime import date

import msgspec

from qingshan.kernel import registry, units
from qingshan.kernel.exact import Value
from qingshan.standards import files, problems
from qingshan.standards.book import CATALOG, Rules
from qingshan.standards.evaluate import Asked, read_inputs, rules_for
from qingshan.standards.rule import Quantity, Rule, rule


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One worked case. Inputs and expectations are written numbers; null is missing, ``primary`` lists items."""

    name: str
    rule: str
    edition: str
    inputs: dict[str, str | list[str | None] | None]
    expect: dict[str, str | list[str] | None]
    source: str
    day: date | None = None
    option: str | None = None
    accept_unverified: bool = False

    def definition(self) -> Rule:
        return rule(self.rule)

    def rules(self) -> Rules:
        """A fresh view of the edition, phase and option the case is about."""
        asked = Asked(self.edition, self.day, self.option, accept_unverified=self.accept_unverified)
        return rules_for(self.definition(), asked)

    def values(self) -> dict[str, Value]:
        """Every input of the rule: scaled integer, list of them, or None."""
        return read_inputs(self.definition(), self.inputs, self.rules())

    def expected(self) -> dict[str, int | None]:
        """The outputs the case speaks of, as scaled integers; None where the output must be missing."""
        outputs = {quantity.name: quantity for quantity in self.definition().outputs}
        found: dict[str, int | None] = {}
        for name, value in self.expect.items():
            if isinstance(value, list):
                found |= {f"{name}_{item}": int(item in value) for item in {*self._items(), *value}}
            else:
                found[name] = None if value is None else _scaled(outputs[name], value)
        return found

    def _items(self) -> list[str]:
        """The items whose index the edition asks for."""
        outcome = self.definition().compute(self.values(), self.rules())
        return [name.removeprefix("iaqi_") for name in outcome if name.startswith("iaqi_")]


def _scaled(output: Quantity, value: str) -> int:
    return output.choices.index(value) if output.choices else units.scaled(value, output.decimals)


def load() -> list[Case]:
    """Every case of every catalog folder; STD014 for a file that is none."""
    return [
        case
        for path in registry.files(CATALOG, files.CASES)
        for case in files.read(path, list[Case], problems.BAD_CASE)
    ]


def differences(case: Case) -> dict[str, tuple[int | None, int | None]]:
    """What plain integers give against the case: output -> (expected, found); empty when they agree."""
    found = case.definition().compute(case.values(), case.rules())
    return {name: (expected, found.get(name)) for name, expected in case.expected().items() if found[name] != expected}
