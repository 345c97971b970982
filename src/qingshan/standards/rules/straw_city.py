"""设区市秸秆禁烧问责: whether so many of a city's counties were called to account that the city is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import PERCENT, Value, at_most, below, choose, flag, multiply
from qingshan.kernel.text import Text
from qingshan.standards.formulas.fines import not_negative
from qingshan.standards.formulas.share import share
from qingshan.standards.rule import SCALE, Outcome, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``accountable`` as 0/1, decided on the exact share; ``share`` in per cent is for reading.

    Missing without counties, for a negative number, and for more called than there are.
    """
    called, counties = values.get("called"), values.get("counties")
    over = flag(below(multiply(counties, rules.integer("city_share_tolerated")), multiply(called, PERCENT)))
    possible = choose(at_most(called, counties), not_negative(called, over), None)
    return {"accountable": choose(below(0, counties), possible, None), "share": share(called, counties, SCALE)}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {"accountable": None if outcome["accountable"] is None else bool(outcome["accountable"])}


RULE = Rule(
    name="straw-city",
    label=Text("设区市秸秆禁烧问责", "accountability of a city for straw burning"),
    family="straw_fines",
    inputs=(Quantity("called", decimals=0), Quantity("counties", decimals=0)),
    outputs=(Quantity("accountable", decimals=0), Quantity("share", "%", places=1)),
    compute=compute,
    answer="accountable",
    parts=parts,
)
