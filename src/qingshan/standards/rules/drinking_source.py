"""饮用水水源达标: whether the water of one surface source complies, by class and by single limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, below, choose, greatest_present, subtract
from qingshan.kernel.text import Text
from qingshan.standards import water
from qingshan.standards.rule import Outcome, Quantity, Rule
from qingshan.standards.view import Rules
from qingshan.standards.water import BASES, BASIC, CLASSES, SPECIFIC, SUPPLEMENTARY, WATER_DECIMALS

SCHEMES = ("61", "62")
"""Monthly items: without COD, and with it."""
CLASSED = tuple(item for item in BASIC if item != "wt")
JUDGED = tuple(item for item in CLASSED if item not in ("tn", "coliform"))
LIMITED = SUPPLEMENTARY + SPECIFIC


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``compliant`` 0/1, ``class`` of the items of Table 1 that enter it, ``fails_…`` 0/1 for every item judged.

    Items of Table 1 fail worse than Ⅲ, those of Tables 2 and 3 above their limit. What is missing is simply absent;
    missing altogether without any item.
    """
    source, scale = rules.beside("drinking_source"), water.scale(values, rules)
    judged = source.table("class_items")[SCHEMES[values.get("scheme") or 0]]
    worst = CLASSES.index(source.text("complies_up_to"))
    limits = rules.scaled("limit_supplementary", WATER_DECIMALS) | rules.scaled("limit_specific", WATER_DECIMALS)
    source.read("single_limits")
    classes = {item: scale.class_of(item, values.get(item)) for item in CLASSED}
    fails = {item: choose(below(worst, classes[item] if item in judged else None), 1, 0) for item in JUDGED}
    fails |= {item: choose(below(limits[item], values.get(item)), 1, 0) for item in LIMITED}
    outcome = {"compliant": subtract(1, greatest_present(*fails.values()))}
    outcome["class"] = greatest_present(*(classes[item] for item in judged))
    outcome |= {f"class_{item}": place for item, place in classes.items()}
    return outcome | {f"fails_{item}": failed for item, failed in fails.items()}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    """``failing`` items, the ``class``, classes of ``items`` and of ``reference`` items, what is ``missing``."""
    judged = {item: outcome[f"fails_{item}"] for item in (*JUDGED, *LIMITED)}
    classes = {item: CLASSES[outcome[f"class_{item}"]] for item in CLASSED if outcome[f"class_{item}"] is not None}
    return {
        "failing": [item for item, failed in judged.items() if failed],
        "class": None if outcome["class"] is None else CLASSES[outcome["class"]],
        "items": {item: found for item, found in classes.items() if judged.get(item) is not None},
        "reference": {item: found for item, found in classes.items() if judged.get(item) is None},
        "missing": [item for item in (*JUDGED, *SUPPLEMENTARY) if judged[item] is None and item not in classes],
    }


RULE = Rule(
    name="drinking-source",
    label=Text("饮用水水源达标", "compliance of a drinking-water source"),
    family="gb3838",
    companions=("surface_water", "water_statistics", "drinking_source"),
    inputs=(
        *water.sample(BASIC + LIMITED),
        water.BODY,
        Quantity("basis", decimals=0, optional=True, constant=True, choices=BASES),
        Quantity("scheme", decimals=0, optional=True, constant=True, choices=SCHEMES),
    ),
    outputs=(
        Quantity("compliant", decimals=0),
        *(Quantity(name, decimals=0, choices=CLASSES) for name in ("class", *(f"class_{item}" for item in CLASSED))),
        *(Quantity(f"fails_{item}", decimals=0) for item in (*JUDGED, *LIMITED)),
    ),
    compute=compute,
    answer="compliant",
    parts=parts,
    explain=water.explain,
)
