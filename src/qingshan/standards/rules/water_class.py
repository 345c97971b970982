"""水质类别: the class of a water sample by its worst item, the main items that exceed, and compliance with a target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, below, choose
from qingshan.kernel.text import Text
from qingshan.standards import water
from qingshan.standards.formulas.ratio import exceed_multiple
from qingshan.standards.rule import DECIMALS, SCALE, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules
from qingshan.standards.water import (
    BASES,
    BASIC,
    CLASSED,
    CLASSES,
    EXCESS_DECIMALS,
    EXCESS_SCALE,
    TARGETS,
    WATER_DECIMALS,
)

MULTIPLE_BASES = ("three", "target")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """Classes as their place among Ⅰ to 劣Ⅴ; ``complies`` 0/1, missing without a target.

    ``assessed_…`` is the value compared. ``multiple_…`` is its excess over the limit of the ``base`` class, missing
    where it does not exceed that class; ``excess_…`` the same, finer, to order by. A missing item is simply absent;
    without any item of the class there is no class.
    """
    surface, scale = rules.beside("surface_water"), water.scale(values, rules)
    classes = water.classes(values, rules)
    assessed = {item: scale.assessed(item, values.get(item)) for item in CLASSED}
    worst, base = water.worst(classes, surface), _base(values, surface)
    outcome = {"class": worst, "base": base, "complies": water.complies(worst, values.get("target"))}
    outcome |= {f"class_{item}": place for item, place in classes.items()}
    outcome |= {f"assessed_{item}": value for item, value in assessed.items()}
    for item in CLASSED:
        multiple, excess = _multiples(assessed[item], scale.limit(item, base), surface)
        exceeds = below(base, None if item in surface.value("no_multiple") else classes[item])
        outcome[f"multiple_{item}"] = choose(exceeds, multiple, None)
        outcome[f"excess_{item}"] = choose(exceeds, excess, None)
    return outcome


def _multiples(value: Value, limit: Value, surface: Rules) -> tuple[Value, Value]:
    interval = surface.scaled("multiple_interval", DECIMALS)
    return exceed_multiple(value, limit, SCALE, interval), exceed_multiple(value, limit, EXCESS_SCALE, 1)


def _base(values: Mapping[str, Value], surface: Rules) -> Value:
    if values.get("multiple_base") == MULTIPLE_BASES.index("target"):
        return values.get("target")
    return CLASSES.index(surface.text("main_above"))


def parts(outcome: Outcome, rules: Rules) -> dict[str, Any]:
    """``main`` as 22号 orders them, classes of ``items`` and of ``reference`` items, ``missing`` national items."""
    surface = rules.beside("surface_water")
    classes = {item: outcome[f"class_{item}"] for item in CLASSED if outcome[f"class_{item}"] is not None}
    items = [item for item in surface.value("class_items") if item in classes]
    expected = rules.beside("national_sections").value("always_assessed")
    worst, complies = outcome["class"], outcome["complies"]
    return {
        "main": _main(outcome, surface, items),
        "items": {item: CLASSES[classes[item]] for item in items},
        "reference": {item: CLASSES[place] for item, place in classes.items() if item not in items},
        "missing": [item for item in expected if item not in classes],
        "status": None if worst is None else surface.table("status_of_class")[CLASSES[worst]],
        "complies": None if complies is None else bool(complies),
    }


def _main(outcome: Outcome, surface: Rules, items: list[str]) -> list[dict[str, str | None]]:
    """Cyanide and heavy metals first, then the worst classes, then the largest multiples; at most three."""
    base, first = outcome["base"], surface.value("named_first")
    named = [] if base is None else [item for item in items if outcome[f"class_{item}"] > base]

    def place(item: str) -> tuple[bool, int, int]:
        excess = outcome.get(f"excess_{item}")
        return item not in first, -outcome[f"class_{item}"], 1 if excess is None else -excess

    chosen = sorted(named, key=place)[: surface.integer("main_count")]
    return [{"item": item, "multiple": written(outcome.get(f"multiple_{item}"), DECIMALS, 1)} for item in chosen]


RULE = Rule(
    name="water-class",
    label=Text("地表水水质类别", "class of surface water"),
    family="gb3838",
    companions=("surface_water", "water_statistics", "national_sections"),
    inputs=(
        *water.sample(BASIC),
        water.BODY,
        Quantity("target", decimals=0, optional=True, choices=TARGETS),
        Quantity("basis", decimals=0, optional=True, constant=True, choices=BASES),
        Quantity("multiple_base", decimals=0, optional=True, constant=True, choices=MULTIPLE_BASES),
    ),
    outputs=(
        *(Quantity(name, decimals=0, choices=CLASSES) for name in ("class", "base")),
        Quantity("complies", decimals=0),
        *(Quantity(f"class_{item}", decimals=0, choices=CLASSES) for item in CLASSED),
        *(Quantity(f"assessed_{item}", decimals=WATER_DECIMALS) for item in CLASSED),
        *(Quantity(f"multiple_{item}", places=1) for item in CLASSED),
        *(Quantity(f"excess_{item}", decimals=EXCESS_DECIMALS) for item in CLASSED),
    ),
    compute=compute,
    answer="class",
    parts=parts,
    explain=water.explain,
)
