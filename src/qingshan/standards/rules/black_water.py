"""城市黑臭水体: the grade of one sample by transparency, oxygen, redox potential and ammonia."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import PERCENT, Value, greatest_present, multiply
from qingshan.kernel.text import Text
from qingshan.standards.formulas.black_water import depth_limit, grade_falling, grade_rising
from qingshan.standards.rule import DECIMALS, Outcome, Quantity, Rule
from qingshan.standards.view import Rules

GRADES = ("非黑臭", "轻度黑臭", "重度黑臭")
UNITS = {"sd_cm": "cm", "do": "mg/L", "orp": "mV", "nh3n": "mg/L"}
DEPTH = Quantity("depth_cm", "cm", optional=True)
"""Depth of the water, for the transparency of shallow water."""


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``grade`` and ``grade_…`` 0 not, 1 light, 2 heavy; the worst indicator decides, a missing one has none."""
    light, heavy = rules.scaled("light", DECIMALS), rules.scaled("heavy", DECIMALS)
    grades = {item: grade_falling(values.get(item), light[item], heavy[item]) for item in ("do", "orp")}
    grades["nh3n"] = grade_rising(values.get("nh3n"), light["nh3n"], heavy["nh3n"])
    shallow, percent = rules.scaled("shallow_below", DECIMALS), rules.integer("shallow_percent")
    limit = depth_limit(values.get(DEPTH.name), shallow, percent, heavy["sd_cm"])
    grades["sd_cm"] = grade_falling(multiply(values.get("sd_cm"), PERCENT), light["sd_cm"] * PERCENT, limit)
    return {"grade": greatest_present(*grades.values())} | {f"grade_{item}": grades[item] for item in UNITS}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    places = {item: outcome[f"grade_{item}"] for item in UNITS}
    return {
        "items": {item: GRADES[place] for item, place in places.items() if place is not None},
        "deciding": [item for item, place in places.items() if place and place == outcome["grade"]],
        "missing": [item for item, place in places.items() if place is None],
    }


RULE = Rule(
    name="black-water",
    label=Text("城市黑臭水体分级", "grade of urban black-odorous water"),
    family="black_water",
    inputs=(*(Quantity(item, unit, optional=True) for item, unit in UNITS.items()), DEPTH),
    outputs=tuple(
        Quantity(name, decimals=0, choices=GRADES) for name in ("grade", *(f"grade_{item}" for item in UNITS))
    ),
    compute=compute,
    answer="grade",
    parts=parts,
)
