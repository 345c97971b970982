"""Spells of consecutive values above a level."""

from __future__ import annotations

from collections.abc import Iterable

from qingshan.kernel.exact import Value, add, below, choose, greatest, greatest_present


def longest_above(values: Iterable[Value], level: int, step: int) -> Value:
    """The longest unbroken spell above ``level``, each value lasting ``step``; a missing value breaks a spell.

    >>> longest_above([180, 210, 220, None, 230], 200, 24)
    48
    """
    longest: Value = 0
    spell: Value = 0
    for value in values:
        spell = greatest_present(0, choose(below(level, value), add(spell, step), 0))
        longest = greatest(longest, spell)
    return longest
