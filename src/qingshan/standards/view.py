"""The numbers of one edition on one day, and a record of which of them were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from qingshan.kernel import units
from qingshan.kernel.citation import Citation, Verification
from qingshan.kernel.text import Text
from qingshan.standards import problems

if TYPE_CHECKING:
    from qingshan.standards.edition import Edition, Layer


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number, list or table of an edition. Quantities are quoted decimals (text), counts and indexes integers."""

    edition: str
    key: str
    value: Any
    unit: str
    clause: str
    verification: Verification
    note: Text | None = None

    @property
    def citation(self) -> Citation:
        return Citation(self.edition, self.clause, self.verification)


@dataclass(frozen=True, slots=True)
class Moment:
    """Which numbers are asked for: the day they apply to, what was known when, and whether unverified ones will do."""

    day: date
    known_on: date | None = None
    option: str | None = None
    accept_unverified: bool = False


class Rules:
    """One edition in one phase. Every parameter read is recorded in ``used``, in reading order.

    ``companions`` are views of other families that a rule reads beside its own; what is read there counts as used.
    Unknown keys are STD005; unverified parameters are STD006 unless the view accepts them.
    """

    def __init__(
        self, edition: Edition, moment: Moment, phase: Layer | None, parameters: Mapping[str, Parameter]
    ) -> None:
        self.edition, self.moment, self.phase = edition, moment, phase
        self._parameters = parameters
        self._used: dict[str, Parameter] = {}
        self.companions: Mapping[str, Rules] = {}

    def beside(self, family: str) -> Rules:
        """The companion view of another family; a KeyError where the rule declares none."""
        return self.companions[family]

    def has(self, key: str) -> bool:
        """Whether there is such a parameter; asking is not reading."""
        return key in self._parameters

    def read(self, key: str) -> Parameter:
        parameter = self._parameters.get(key)
        if parameter is None:
            raise problems.UNKNOWN_PARAMETER.at(str(self.moment.day), key, edition=self.edition.key, key=key)
        if parameter.verification is Verification.UNVERIFIED and not self.moment.accept_unverified:
            where = f"{self.edition.name} {parameter.clause}"
            raise problems.UNVERIFIED.at(where, parameter.value, edition=self.edition.key, key=key)
        self._used.setdefault(key, parameter)
        return parameter

    def anywhere(self, key: str) -> Parameter:
        """The parameter of this view or, where it has none of that key, of the first companion that has."""
        views = (self, *self.companions.values())
        return next((view for view in views if view.has(key)), self).read(key)

    def value(self, key: str) -> Any:
        """The value as declared: text, integer, truth, list, mapping or None."""
        return self.read(key).value

    def integer(self, key: str) -> int:
        return int(self.value(key))

    def decimal(self, key: str) -> Decimal:
        return units.decimal_of(str(self.value(key)))

    def text(self, key: str) -> str:
        return str(self.value(key))

    def flag(self, key: str) -> bool:
        return bool(self.value(key))

    def table(self, key: str) -> Mapping[str, Any]:
        return dict(self.value(key))

    def scaled(self, key: str, decimals: int) -> Any:
        """The value, or every value of a list or table, with its quantities as integers times ``10**decimals``.

        Counts and indexes (bare integers) stay as they are; lists become tuples.
        """
        return _scaled(self.value(key), decimals)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters of this view, read or not, unverified ones among them; reading these is not recorded."""
        return tuple(self._parameters.values())

    @property
    def used(self) -> tuple[Parameter, ...]:
        """What was read, of this edition first, then of its companions."""
        return (*self._used.values(), *(found for other in self.companions.values() for found in other.used))

    @property
    def unverified(self) -> tuple[Parameter, ...]:
        return tuple(parameter for parameter in self.used if parameter.verification is Verification.UNVERIFIED)

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(parameter.citation for parameter in self.used))


def _scaled(value: Any, decimals: int) -> Any:
    match value:
        case str():
            return units.scaled(value, decimals)
        case list():
            return tuple(_scaled(part, decimals) for part in value)
        case dict():
            return {name: _scaled(part, decimals) for name, part in value.items()}
    return value
