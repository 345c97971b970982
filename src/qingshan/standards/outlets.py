"""Outlets: codes of HJ 608 and levels of HJ 1312."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingshan.standards.view import Rules


@dataclass(frozen=True, slots=True)
class OutletCode:
    """An outlet of a polluter: ``kind`` is what it discharges, air or water."""

    kind: str
    number: int


def read_code(text: str, rules: Rules) -> OutletCode | None:
    """The outlet a code such as ``DW001`` names; None where it is no such code (HJ 608—2017).

    Letters must be capitals; numbers begin at 1.
    """
    shape = rules.table("outlet_code")
    kinds = shape["kinds"]
    pattern = rf"{shape['prefix']}([{''.join(kinds)}])([0-9]{{{shape['digits']}}})"
    match = re.fullmatch(pattern, text.strip())
    if match is None or not int(match[2]):
        return None
    return OutletCode(kinds[match[1]], int(match[2]))


def levels_of(name: str, rules: Rules) -> tuple[str, ...] | None:
    """The levels above and including a name of the classification, from the first; None where it is not in it."""
    for first, seconds in rules.table("levels").items():
        for second, thirds in seconds.items():
            for path in ((first, second, third) for third in thirds):
                if path[-1] == name:
                    return path
            if second == name:
                return (first, second)
        if first == name:
            return (first,)
    return None
