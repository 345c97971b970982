"""What a calculation rule declares, and the rules found in the rules folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from qingshan.kernel import registry
from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.standards import problems
from qingshan.standards.view import Rules

RULES = "standards/rules"
DECIMALS = 3
"""Quantities in rules are thousandths of their unit, CO in mg/m³ too; counts, indexes and flags are plain integers."""
SCALE = 10**DECIMALS
PRECISION = 6
"""Decimals of a number that is given to be rounded."""

FINAL, INSUFFICIENT, NOT_APPLICABLE = "final", "insufficient_data", "not_applicable"
Outcome = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Quantity:
    """An input or output: an integer standing for ``10**-decimals`` of the unit, missing as None; a series is a list.

    An input that is not optional must be named, though its value may be missing; a ``constant`` is one plain integer
    for all rows and never missing. ``places`` are the decimals a person reads at least, ``places_from`` the input
    that says how many. With ``choices`` the integer is a place among them and people read and write the choice.
    An input of ``detection`` may be written ``<0.02``: below that detection limit, taken as the share of it that the
    parameter ``below_detection_divisor`` says.
    """

    name: str
    unit: str = ""
    decimals: int = DECIMALS
    optional: bool = False
    constant: bool = False
    series: bool = False
    places: int = 0
    places_from: str = ""
    choices: tuple[str, ...] = ()
    detection: bool = False

    def shown(self, value: int | None, places: int = 0) -> str | None:
        """The value as a person reads it."""
        if self.choices:
            return None if value is None else self.choices[value]
        return written(value, self.decimals, places)


def written(value: int | None, decimals: int, places: int = 0) -> str | None:
    """A scaled integer as a person writes it: trailing zeros go, but ``places`` decimals stay.

    >>> written(2690, 3, 2), written(97000, 3), written(None, 3)
    ('2.69', '97', None)
    """
    if value is None:
        return None
    sign, digits = ("-" if value < 0 else ""), str(abs(value)).rjust(decimals + 1, "0")
    whole, fraction = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    kept = fraction.rstrip("0").ljust(places, "0")
    return f"{sign}{whole}.{kept}" if kept else f"{sign}{whole}"


def interval_of(places: int | None, decimals: int) -> int:
    """The rounding interval of so many places on a scale of ``decimals``; negative places are tens, hundreds …

    >>> interval_of(1, 3), interval_of(-2, 3), interval_of(None, 3), interval_of(9, 3)
    (100, 100000, 1000, 1)
    """
    return int(10 ** (decimals - min(places or 0, decimals)))


def _no_parts(_outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Rule:
    """One calculation. ``compute`` is written in the verbs, so it takes plain integers or engine columns alike.

    ``companions`` are other families whose numbers it reads with ``rules.beside(family)``, of the same day.
    ``answer`` names the output that is the value of the rule; ``state`` and ``parts`` read plain integers only.
    """

    name: str
    label: Text
    family: str
    inputs: tuple[Quantity, ...]
    outputs: tuple[Quantity, ...]
    compute: Callable[[Mapping[str, Value], Rules], dict[str, Value]]
    answer: str
    state: Callable[[Outcome], str] | None = None
    parts: Callable[[Outcome, Rules], dict[str, Any]] = _no_parts
    explain: Callable[[Mapping[str, Value], Outcome, Rules], tuple[Step, ...]] | None = None
    companions: tuple[str, ...] = ()

    @property
    def series(self) -> bool:
        """Whether the rule takes lists, and so runs on plain integers only."""
        return any(entry.series for entry in self.inputs)

    def state_of(self, outcome: Outcome) -> str:
        if self.state is not None:
            return self.state(outcome)
        return INSUFFICIENT if outcome[self.answer] is None else FINAL


def rules() -> dict[str, Rule]:
    """Every rule by its name."""
    return _rules(os.environ.get(registry.SETTING, ""))


@lru_cache(maxsize=4)
def _rules(_definition_folders: str) -> dict[str, Rule]:
    found = [module.RULE for module in registry.modules(RULES) if hasattr(module, "RULE")]
    return {entry.name: entry for entry in found}


def rule(name: str) -> Rule:
    """The rule of a name; STD010 when there is none."""
    known = rules()
    if name not in known:
        raise problems.UNKNOWN_RULE.at(name, name, name=name, known=", ".join(known))
    return known[name]
