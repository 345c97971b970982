"""What one unit more or less of an input is worth to an item, exactly, and the next value at which anything changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qingshan.evaluation.scoring.chain import applied, marks_of
from qingshan.evaluation.scoring.kind import Better, Kind, Marks, Values

Curve = Callable[[Fraction], Marks]
THIRDS = (Fraction(1, 3), Fraction(2, 3))


@dataclass(frozen=True, slots=True)
class Marginal:
    """How marks are won back through one input.

    ``per_unit`` is what one unit in the direction ``better`` is worth here (0 where the rule is flat); at the value
    ``to`` the marks are ``gain`` more than now.
    """

    name: str
    better: Better
    per_unit: Fraction
    to: Fraction
    gain: Fraction


def marginals(rules: Sequence[Kind], full: Fraction, values: Values) -> tuple[Marginal, ...]:
    """One for each input whose value alone can raise the marks of the item."""
    names = dict.fromkeys(rule.value for rule in rules if values.get(rule.value) is not None)
    found = (_marginal(rules, full, values, name, side) for name in names for side in _SIDES)
    return tuple(one for one in found if one is not None)


_SIDES: tuple[Better, ...] = ("lower", "higher")


def _marginal(rules: Sequence[Kind], full: Fraction, values: Values, name: str, better: Better) -> Marginal | None:
    now, here = marks_of(rules, full, values), values[name]
    if now is None or here is None:
        return None

    def curve(value: Fraction) -> Marks:
        return marks_of(rules, full, {**values, name: value})

    ahead = _ahead(rules, full, values, name, better)
    per_unit = _slope(curve, here, ahead[0], better) if ahead else Fraction(0)
    gains = [(to, marks - now) for to in ahead if (marks := curve(to)) is not None and marks > now]
    if not gains:
        return None
    to, gain = gains[0]
    return Marginal(name, better, max(Fraction(0), per_unit), to, gain)


def _ahead(rules: Sequence[Kind], full: Fraction, values: Values, name: str, better: Better) -> list[Fraction]:
    """The turning values in a direction, the nearest first."""
    here = values[name]
    assert here is not None
    steps = [step for step in applied(rules, full, values) if step.rule.value == name]
    turns = {turn for step in steps for turn in step.rule.turns(step.before, full, values)}
    if better == "lower":
        return sorted((turn for turn in turns if turn < here), reverse=True)
    return sorted(turn for turn in turns if turn > here)


def _slope(curve: Curve, here: Fraction, there: Fraction, better: Better) -> Fraction:
    """Marks per unit strictly between two neighbouring turning values, where marks run straight."""
    near, far = (here + (there - here) * part for part in THIRDS)
    one, other = curve(near), curve(far)
    if one is None or other is None:
        return Fraction(0)
    return (other - one) / (far - near) * (-1 if better == "lower" else 1)
