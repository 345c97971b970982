"""What a tier of a target asks for, in words: its figure, what that supersedes, where it is from, how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from qingshan.evaluation.indicator import Indicator
from qingshan.evaluation.judge import Tier
from qingshan.evaluation.limits import DOUBT
from qingshan.kernel.citation import Verification
from qingshan.kernel.units import decimal_of, plain
from qingshan.plans.ir import Comparator, Target
from qingshan.reports.words import Words
from qingshan.standards.quantities import symbol

CHANGES = ("relative", "change")
UNVERIFIED = DOUBT.filled(verification=Verification.UNVERIFIED.label)


@dataclass(frozen=True, slots=True)
class Asked:
    """``own`` is the plan's figure where another one supersedes it; ``notes`` say where the figure is from."""

    figure: str
    own: str | None
    notes: tuple[str, ...]
    is_doubtful: bool


def asked(tier: Tier, target: Target, indicator: Indicator | None, words: Words) -> Asked:
    """What the tier of the target itself asks."""
    own = _superseded(tier, target, words) if target.rule == "level" else None
    return Asked(_figure(tier, target, indicator, words), own, _notes(tier, words), doubtful(tier))


def wished(tier: Tier, target: Target, indicator: Indicator | None, words: Words) -> Asked:
    """What the stretch tier asks, on whatever it names itself."""
    wish = target.stretch
    named = " ".join(part for part in (wish and wish.scope, wish and wish.indicator) if part)
    said = _plain(tier, _unit(target, indicator, words), words)
    return Asked(f"{named} {said}".strip(), None, _notes(tier, words), doubtful(tier))


def doubtful(tier: Tier) -> bool:
    """Whether the figure, or a parameter it was formed with, is unverified."""
    states = [parameter.verification for parameter in tier.parameters]
    return Verification.UNVERIFIED in states or UNVERIFIED in tier.notes


def own_wish(target: Target) -> str | None:
    """What a stretch is about where it names its own indicator or areas, and so is not judged with the target."""
    return None if target.stretch is None else target.stretch.indicator or target.stretch.scope


def unit_word(unit: str | None, words: Words) -> str:
    """A unit by its symbol; days in words."""
    found = symbol(unit or "")
    return words("unit_d") if found == "d" else found


def _unit(target: Target, indicator: Indicator | None, words: Words) -> str:
    return unit_word(indicator.unit if indicator else target.unit, words)


def _figure(tier: Tier, target: Target, indicator: Indicator | None, words: Words) -> str:
    if target.rule in CHANGES and tier.limit is None:
        return words(f"change_{indicator.direction if indicator else 'none'}")
    if target.rule in CHANGES:
        return _plain(tier, unit_word(target.unit, words), words)
    said = _plain(tier, _unit(target, indicator, words), words)
    if any(parameter.edition.partition(":")[0] == "pace" for parameter in tier.parameters):
        return words("paced", figure=said)
    if tier.limit is None and target.rule != "level":
        return words(target.rule)
    return said


def _plain(tier: Tier, unit: str, words: Words) -> str:
    if tier.limit is None:
        return words("all_of_it" if tier.comparator == "==" else "comparator qualitative")
    return _compared(tier.comparator, plain(tier.limit), unit, words)


def _compared(comparator: Comparator, value: str, unit: str, words: Words) -> str:
    return f"{words(f'comparator {comparator}')} {value} {unit}".strip()


def _superseded(tier: Tier, target: Target, words: Words) -> str | None:
    if tier.limit is None or target.value is None:
        return None
    if (tier.comparator, tier.limit) == (target.comparator, decimal_of(target.value)):
        return None
    return _compared(target.comparator, target.value, unit_word(target.unit, words), words)


def _notes(tier: Tier, words: Words) -> tuple[str, ...]:
    return tuple(words.signed(note) for note in tier.notes)
