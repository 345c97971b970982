"""What a rule kind is: how it changes the marks of an item, at which values it turns, and how it says so."""

from __future__ import annotations

import os
from abc import ABCMeta, abstractmethod
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from inspect import isabstract
from typing import Any, ClassVar, Literal

import msgspec

from qingshan.kernel import registry
from qingshan.kernel.citation import Verification
from qingshan.kernel.text import Text
from qingshan.kernel.units import decimal_of, plain

PLACE = "evaluation/scoring/kinds"
Better = Literal["lower", "higher"]
Marks = Fraction | None
Values = Mapping[str, Marks]
READING_PLACES = 4


class _Abstract(msgspec.StructMeta, ABCMeta):
    """Of a struct with abstract methods."""


class Kind(msgspec.Struct, metaclass=_Abstract, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One rule of an item, as its scheme writes it; the rules of an item are applied one after the other.

    An operand (``value``, ``target`` …) names an input or is itself a number. ``verification`` and ``note`` speak of
    the rule where it was read less well than the scheme.
    """

    name: ClassVar[str]
    label: ClassVar[Text]
    operands: ClassVar[tuple[str, ...]] = ("value",)
    sets: ClassVar[bool] = False
    """Whether it gives the marks itself and so must come first."""

    value: str
    clause: str | None = None
    verification: Verification | None = None
    note: Text | None = None

    @abstractmethod
    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:
        """The marks after this rule, from those before it; None where they cannot be known."""

    @abstractmethod
    def turns(self, so_far: Marks, full: Fraction, values: Values) -> tuple[Fraction, ...]:
        """The values of ``value`` at which the marks jump or bend."""

    @abstractmethod
    def why(self, values: Values) -> Text:
        """The rule with its numbers, for a reader; every operand is known."""

    def cap(self, values: Values) -> str | None:  # noqa: ARG002 (a veto alone reads them)
        """The grade that may not be passed, where the rule sets one."""
        return None

    def broken(self) -> str | None:
        """What is wrong with the parameters; None when nothing is."""
        return None

    @property
    def reads(self) -> tuple[str, ...]:
        """The names of the inputs it needs."""
        return tuple(text for name in self.operands if number(text := getattr(self, name)) is None)

    def of(self, operand: str, values: Values) -> Marks:
        """An operand as a number; None while its input is unknown."""
        text = getattr(self, operand)
        written = number(text)
        return values.get(text) if written is None else written

    def known(self, operand: str, values: Values) -> Fraction:
        """An operand whose input is known."""
        found = self.of(operand, values)
        assert found is not None
        return found


def number(text: str) -> Marks:
    """The exact number a text writes, None when it is a name.

    >>> number("0.25"), number("air.pm25_mean")
    (Fraction(1, 4), None)
    """
    try:
        return Fraction(decimal_of(text))
    except ValueError:
        return None


def shown(value: Fraction) -> str:
    """A fraction as people write it: exact where decimals end, else rounded half to even to four places.

    >>> shown(Fraction(5, 2)), shown(Fraction(8, 3)), shown(Fraction(-0, 1))
    ('2.5', '2.6667', '0')
    """
    scaled = value * 10**READING_PLACES
    quotient = Decimal(round(scaled)).scaleb(-READING_PLACES)
    if Fraction(quotient) != value and _ends(value):
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
    text = plain(quotient)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _ends(value: Fraction) -> bool:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def meets(value: Marks, target: Marks, better: Better) -> bool | None:
    """Whether a value reaches a target; equal is enough; None while one is unknown."""
    if value is None or target is None:
        return None
    return value <= target if better == "lower" else value >= target


def shortfall(value: Fraction, target: Fraction, better: Better) -> Fraction:
    """How far a value is on the bad side of a target; never negative."""
    return max(Fraction(0), value - target if better == "lower" else target - value)


def kinds() -> dict[str, type[Kind]]:
    """Every rule kind by name, also a bureau's own."""
    return _kinds(os.environ.get(registry.SETTING, ""))


@lru_cache(maxsize=4)
def _kinds(_definition_folders: str) -> dict[str, type[Kind]]:
    return {module.KIND.name: module.KIND for module in registry.modules(PLACE)}


def convert(content: Any, shape: Any) -> Any:
    """YAML content as a struct; fractions are quoted decimals, or a quotient of two (``"6.5/7.631"``)."""
    return msgspec.convert(content, shape, dec_hook=_decode)


def _decode(kind: type, content: Any) -> Any:
    if kind is not Fraction:
        raise NotImplementedError(kind)  # msgspec's way to hear that a type is not ours
    if isinstance(content, bool) or not isinstance(content, (str, int)):
        raise ValueError(f"{content!r} is not a quoted decimal")  # noqa: TRY004 (msgspec reads a ValueError)
    upper, _, lower = str(content).partition("/")
    below = Fraction(decimal_of(lower or "1"))
    if not below:
        raise ValueError(f"{content!r} divides by zero")
    return Fraction(decimal_of(upper)) / below


def rule_of(content: Mapping[str, Any]) -> Kind:
    """One rule from its YAML mapping; ValueError when its kind is unknown or its parameters do not fit."""
    found = kinds().get(str(content.get("kind")))
    if found is None:
        raise ValueError(f"kind {content.get('kind')!r}: one of {', '.join(kinds())}")
    if isabstract(found):
        raise ValueError(f"kind {found.name}: lacks {', '.join(sorted(found.__abstractmethods__))}")
    rule: Kind = convert({name: value for name, value in content.items() if name != "kind"}, found)
    if wrong := rule.broken():
        raise ValueError(f"{found.name}: {wrong}")
    return rule
