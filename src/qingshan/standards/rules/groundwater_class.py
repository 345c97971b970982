"""地下水质量类别: the class of each item and the worst of them, GB/T 14848."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qingshan.kernel.exact import Value, at_most, below, choose, equal, greatest_present
from qingshan.kernel.text import Text
from qingshan.standards.formulas.piecewise import class_of
from qingshan.standards.rule import Outcome, Quantity, Rule
from qingshan.standards.view import Rules
from qingshan.standards.water import WATER_DECIMALS

CLASSES = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ")
WORST = len(CLASSES) - 1
SENSED = ("odor", "visible")
PRESENCE = ("none", "present")
ITEMS = (
    "color", "turbidity", "hardness", "tds", "so4", "cl", "fe", "mn", "cu", "zn", "al", "phenol", "las", "codmn",
    "nh3n", "sulfide", "na", "total_coliform", "colonies", "no2n", "no3n", "cn", "f", "iodide", "hg", "as", "se",
    "cd", "cr6", "pb", "chloroform", "ccl4", "benzene", "toluene", "alpha", "beta",
)  # fmt: skip
_UNITS = {
    "color": "Pt-Co", "turbidity": "NTU", "total_coliform": "1/100mL", "colonies": "1/mL", "alpha": "Bq/L",
    "beta": "Bq/L",
}  # fmt: skip


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``class`` and ``class_…`` from 0 (Ⅰ) to 4 (Ⅴ); an item that is missing has none, and ``class`` is the worst.

    Where two classes have one limit the better one counts (从优不从劣).
    """
    rules.read("equal_limits")
    limits = rules.scaled("limits", WATER_DECIMALS)
    classes = {item: _class(values.get(item), limits[item]) for item in ITEMS}
    classes["ph"] = _ph_class(values.get("ph"), rules)
    for item in SENSED:
        there = equal(values.get(item), PRESENCE.index("present"))
        classes[item] = choose(there, CLASSES.index(rules.text("sensed_present")), 0)
    worst = greatest_present(*classes.values())
    return {"class": worst} | {f"class_{item}": found for item, found in classes.items()}


def _class(value: Value, limits: Sequence[int | None]) -> Value:
    """A class without a limit takes everything above the one before it."""
    bounds = [(limit, place) for place, limit in enumerate(limits) if limit is not None]
    return class_of(value, bounds, len(bounds))


def _ph_class(ph: Value, rules: Rules) -> Value:
    low, high = rules.scaled("ph_good", WATER_DECIMALS)
    lowest, highest = rules.scaled("ph_fair", WATER_DECIMALS)
    fair = CLASSES.index(rules.text("ph_fair_class"))
    good = choose(below(ph, low), fair, choose(at_most(ph, high), 0, fair))
    return choose(below(ph, lowest), WORST, choose(at_most(ph, highest), good, WORST))


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    places = {name.removeprefix("class_"): place for name, place in outcome.items() if name.startswith("class_")}
    return {
        "items": {item: CLASSES[place] for item, place in places.items() if place is not None},
        "deciding": [item for item, place in places.items() if place and place == outcome["class"]],
        "missing": [item for item, place in places.items() if place is None],
    }


RULE = Rule(
    name="groundwater-class",
    label=Text("地下水质量类别", "class of groundwater"),
    family="gbt14848",
    inputs=(
        Quantity("ph", decimals=WATER_DECIMALS, optional=True),
        *(
            Quantity(item, _UNITS.get(item, "mg/L"), WATER_DECIMALS, optional=True, detection=item != "las")
            for item in ITEMS
        ),
        *(Quantity(item, decimals=0, optional=True, choices=PRESENCE) for item in SENSED),
    ),
    outputs=tuple(
        Quantity(name, decimals=0, choices=CLASSES)
        for name in ("class", "class_ph", *(f"class_{item}" for item in (*ITEMS, *SENSED)))
    ),
    compute=compute,
    answer="class",
    parts=parts,
)
