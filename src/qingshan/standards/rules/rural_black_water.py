"""农村黑臭水体: black-odorous where any of three indicators fails; there are no grades."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import PERCENT, Value, below, choose, flag, greatest_present, multiply
from qingshan.kernel.text import Text
from qingshan.standards.formulas.black_water import depth_limit
from qingshan.standards.rule import DECIMALS, Outcome, Quantity, Rule
from qingshan.standards.rules.black_water import DEPTH
from qingshan.standards.view import Rules

STATES = ("非黑臭", "黑臭")
UNITS = {"sd_cm": "cm", "do": "mg/L", "nh3n": "mg/L"}


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``black`` and ``black_…`` 0/1. One failing indicator decides; without one, all three must be there."""
    limits = rules.scaled("limits", DECIMALS)
    shallow, percent = rules.scaled("shallow_below", DECIMALS), rules.integer("shallow_percent")
    clear = depth_limit(values.get(DEPTH.name), shallow, percent, limits["sd_cm"])
    found = {
        "sd_cm": flag(below(multiply(values.get("sd_cm"), PERCENT), clear)),
        "do": flag(below(values.get("do"), limits["do"])),
        "nh3n": flag(below(limits["nh3n"], values.get("nh3n"))),
    }
    fails = greatest_present(0, *found.values())
    complete = multiply(multiply(found["sd_cm"], found["do"]), found["nh3n"])
    return {"black": choose(below(0, fails), 1, complete)} | {f"black_{item}": found[item] for item in UNITS}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {
        "failing": [item for item in UNITS if outcome[f"black_{item}"]],
        "missing": [item for item in UNITS if outcome[f"black_{item}"] is None],
    }


RULE = Rule(
    name="rural-black-water",
    label=Text("农村黑臭水体", "rural black-odorous water"),
    family="rural_black_water",
    inputs=(*(Quantity(item, unit, optional=True) for item, unit in UNITS.items()), DEPTH),
    outputs=tuple(
        Quantity(name, decimals=0, choices=STATES) for name in ("black", *(f"black_{item}" for item in UNITS))
    ),
    compute=compute,
    answer="black",
    parts=parts,
)
