"""The ecological index EI of HJ 192: from its five sub-indexes, and these from what is measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from qingshan.kernel.exact import (
    PERCENT,
    Value,
    add,
    at_most,
    choose,
    equal,
    half_even,
    multiply,
    present,
    subtract,
)
from qingshan.kernel.units import decimal_of, scaled
from qingshan.standards.formulas.levels import at_least, count
from qingshan.standards.formulas.normalised import normalised
from qingshan.standards.formulas.rounding import to_interval
from qingshan.standards.rule import DECIMALS, SCALE, Outcome, Quantity, written
from qingshan.standards.view import Rules

SUB_INDEXES = ("richness", "vegetation", "water", "land_stress", "pollution")
GRADES = ("优", "良", "一般", "较差", "差")
RESTRICTIONS = ("none", "limited", "severe")
TERM_DECIMALS = 12
"""Terms of a sub-index are carried to so many decimals, rounded down, before their sum is rounded once."""
LAND = {
    "forest": ("closed", "shrub", "open"),
    "grass": ("high", "middle", "low"),
    "wetland": ("river", "lake", "shoal", "glacier"),
    "crop": ("paddy", "dry"),
    "built": ("town", "village", "other"),
    "unused": ("sand", "saline", "bare_soil", "rock", "other"),
}
LAND_CLASSES = tuple(f"{group}_{kind}" for group, kinds in LAND.items() for kind in kinds)
RESTRICTION = Quantity("restriction", choices=RESTRICTIONS, optional=True)
INDEX_OUTPUTS = (
    Quantity("ei", places=1),
    Quantity("uncapped", places=1),
    Quantity("grade", choices=GRADES),
    Quantity("restriction", choices=RESTRICTIONS),
)


def index(sub_indexes: Mapping[str, Value], restriction: Value, rules: Rules) -> dict[str, Value]:
    """``ei`` to one decimal after the restriction, ``uncapped`` before it, and its ``grade``; for one region and year.

    Sub-indexes are thousandths and rounded first; one of them missing makes EI missing. ``restriction`` is passed on:
    where it is missing nothing is lowered, and the outcome shows that nothing was said.
    """
    weights, inverse = rules.scaled("index_weights", DECIMALS), rules.value("inverse")
    step, interval = (rules.scaled(key, DECIMALS) for key in ("sub_index_interval", "index_interval"))
    terms = []
    for name, weight in weights.items():
        value = to_interval(sub_indexes.get(name), step)
        terms.append(multiply(weight, subtract(PERCENT * SCALE, value) if name in inverse else value))
    uncapped = multiply(half_even(add(*terms), SCALE * interval), interval)
    ei = _capped(uncapped, restriction, rules)
    grade = at_least(ei, rules.scaled("grades", DECIMALS), len(GRADES) - 1)
    return {"ei": ei, "uncapped": uncapped, "grade": grade, "restriction": restriction}


def _capped(uncapped: Value, restriction: Value, rules: Rules) -> Value:
    found = uncapped
    said = choose(present(restriction), restriction, RESTRICTIONS.index("none"))
    for name, caps in rules.scaled("caps", DECIMALS).items():
        lowered = at_least(uncapped, caps, uncapped)
        found = choose(equal(said, RESTRICTIONS.index(name)), lowered, found)
    return found


def index_parts(outcome: Outcome) -> dict[str, Any]:
    grade, restriction = outcome["grade"], outcome["restriction"]
    return {
        "grade": None if grade is None else GRADES[grade],
        "uncapped": written(outcome["uncapped"], DECIMALS, 1),
        "restriction": None if restriction is None else RESTRICTIONS[restriction],
    }


def sub_indexes(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """Every sub-index to one decimal in thousandths, with ``hq``; each missing when something it needs is.

    Areas are in thousandths of km², all other inputs in thousandths of their unit. A land class without an area
    counts as none; habitat quality is missing when no class has one.
    """
    rules.read("units")
    hq = _habitat(values, rules)
    area = values.get("area")
    return {
        "hq": hq,
        "richness": _richness(values, hq, rules),
        "vegetation": _rounded([_term(values.get("ndvi"), SCALE, rules.decimal("vegetation_coefficient"))], rules),
        "water": _water(values, rules),
        "land_stress": _land_stress(values, area, rules),
        "pollution": _pollution(values, area, rules),
    }


def land_area(values: Mapping[str, Value]) -> Value:
    """The sum of the land classes that have an area; missing when none has."""
    areas = [values.get(name) for name in LAND_CLASSES]
    total = add(*(choose(present(area), area, 0) for area in areas))
    return choose(equal(count(areas), 0), None, total)


def _term(part: Value, whole: Value, coefficient: Decimal) -> Value:
    return normalised(part, whole, scaled(coefficient, TERM_DECIMALS))


def _rounded(terms: Iterable[Value], rules: Rules) -> Value:
    interval = rules.scaled("sub_index_interval", DECIMALS)
    step = interval * 10 ** (TERM_DECIMALS - DECIMALS)
    return multiply(half_even(add(*terms), step), interval)


def _habitat(values: Mapping[str, Value], rules: Rules) -> Value:
    """Habitat quality; its weights are products of two with two decimals, hence ten-thousandths."""
    decimals = 4
    terms = []
    for name, weight in _habitat_weights(rules).items():
        area = values.get(name)
        terms.append(multiply(scaled(weight, decimals), choose(present(area), area, 0)))
    known = choose(present(land_area(values)), add(*terms), None)
    whole = multiply(values.get("area"), 10**decimals)
    return _rounded([_term(known, whole, rules.decimal("habitat_coefficient"))], rules)


def _habitat_weights(rules: Rules) -> dict[str, Decimal]:
    weights = {
        f"{group}_{kind}": decimal_of(weight) * decimal_of(share)
        for group, (weight, kinds) in rules.table("habitat_weights").items()
        for kind, share in kinds.items()
    }
    wetland, glacier = rules.value("habitat_glacier_weight")
    return weights | {"wetland_glacier": decimal_of(wetland) * decimal_of(glacier)}


def _richness(values: Mapping[str, Value], hq: Value, rules: Rules) -> Value:
    """The mean of the biodiversity index and habitat quality; without the former, richness moves as the latter does."""
    rules.read("richness")
    rules.read("richness_without_bi")
    bi, interval = values.get("bi"), rules.scaled("sub_index_interval", DECIMALS)
    moved = add(values.get("richness_before"), subtract(hq, values.get("hq_before")))
    mean = multiply(half_even(add(bi, hq), 2 * interval), interval)
    return choose(present(bi), mean, to_interval(moved, interval))


def _water(values: Mapping[str, Value], rules: Rules) -> Value:
    in_scale = {name: multiply(values.get(name), SCALE) for name in ("river_length", "water_area")}
    in_scale["water_resource"] = _water_resource(values, rules)
    coefficients = rules.table("water_coefficients")
    whole = multiply(values.get("area"), len(coefficients) * SCALE)
    return _rounded([_term(in_scale[name], whole, decimal_of(c)) for name, c in coefficients.items()], rules)


def _water_resource(values: Mapping[str, Value], rules: Rules) -> Value:
    """What counts of the year's water resources, times the scale of its ratios to the mean.

    All of it up to the first ratio, the mean times what is left to the second ratio beyond, then nothing.
    """
    actual, mean = values.get("water_resource"), values.get("water_resource_mean")
    all_up_to, none_above = (
        multiply(mean, rules.scaled(key, DECIMALS))
        for key in ("water_resource_actual_up_to", "water_resource_none_above")
    )
    in_scale = multiply(actual, SCALE)
    beyond = choose(at_most(in_scale, none_above), subtract(none_above, in_scale), 0)
    return choose(at_most(in_scale, all_up_to), in_scale, beyond)


def _land_stress(values: Mapping[str, Value], area: Value, rules: Rules) -> Value:
    coefficient = rules.decimal("land_stress_coefficient")
    weights = rules.table("land_stress_weights")
    return _rounded([_term(values.get(name), area, coefficient * decimal_of(w)) for name, w in weights.items()], rules)


def _pollution(values: Mapping[str, Value], area: Value, rules: Rules) -> Value:
    shared = {"pollution_per_precipitation": values.get("precipitation"), "pollution_per_area": area}
    return _rounded(
        [
            _term(values.get(name), whole, decimal_of(weight) * decimal_of(coefficient))
            for key, whole in shared.items()
            for name, (weight, coefficient) in rules.table(key).items()
        ],
        rules,
    )
