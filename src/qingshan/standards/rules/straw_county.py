"""县（市、区）秸秆备罚金: what is taken from a county's pool, what is left, whether it must account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, at_most, below, choose, flag, multiply
from qingshan.kernel.text import Text
from qingshan.standards.formulas.fines import drawn, not_negative, rest
from qingshan.standards.rule import DECIMALS, SCALE, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``taken`` and ``left`` in yuan; ``exhausted`` and ``accountable`` (more points than tolerated) as 0/1.

    Missing where the fines, or the points, are missing or negative.
    """
    fines, points = values.get("fines"), values.get("points")
    pool = multiply(rules.integer("county_pool"), SCALE)
    taken, left = (not_negative(fines, found) for found in (drawn(fines, pool), rest(pool, fines)))
    called = flag(below(rules.integer("county_points_tolerated"), points))
    return {
        "taken": taken,
        "left": left,
        "exhausted": choose(at_most(pool, fines), 1, 0),
        "accountable": not_negative(points, called),
    }


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    flags = {name: None if outcome[name] is None else bool(outcome[name]) for name in ("exhausted", "accountable")}
    return {"left": written(outcome["left"], DECIMALS), **flags}


RULE = Rule(
    name="straw-county",
    label=Text("县级备罚金扣款与问责", "a county's pool for straw fines, and its accountability"),
    family="straw_fines",
    inputs=(Quantity("fines", "yuan"), Quantity("points", decimals=0, optional=True)),
    outputs=(
        Quantity("taken", "yuan"),
        Quantity("left", "yuan"),
        Quantity("exhausted", decimals=0),
        Quantity("accountable", decimals=0),
    ),
    compute=compute,
    answer="taken",
    parts=parts,
)
