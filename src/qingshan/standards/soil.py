"""Farmland soil against GB 15618; shared by the rules that name its outcome differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, at_most, choose, equal, floor_div, half_even, subtract
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.standards.formulas.levels import count, level, level_without_intervention, worst
from qingshan.standards.formulas.piecewise import class_of
from qingshan.standards.quantity import label
from qingshan.standards.rule import DECIMALS, FINAL, INSUFFICIENT, SCALE, Outcome, Quantity, written
from qingshan.standards.view import Rules

SOIL_DECIMALS = 9
"""Contents of soil are billionths of a mg/kg: laboratories report seven decimals, dioxins lie at 0.00001."""
PH_DECIMALS = 2
LANDS = ("paddy", "upland", "orchard", "other", "rotation")
ROTATION = LANDS.index("rotation")
METALS = ("cd", "hg", "as", "pb", "cr", "cu", "ni", "zn")
ITEMS = (*METALS, "bhc", "ddt", "bap")
CLASSES = ("优先保护类", "安全利用类", "严格管控类")
RISKS = ("low", "possible", "high")

UNJUDGED = Text(
    "有项目不能判断：缺pH（重金属）或利用方式", "an item cannot be judged: pH (metals) or the kind of land is missing"
)
UNMEASURED = Text("没有任何项目的测值", "no item was measured")
INPUTS = (
    Quantity("land", choices=LANDS),
    Quantity("ph", decimals=PH_DECIMALS, optional=True),
    *(Quantity(item, "mg/kg", SOIL_DECIMALS, optional=True) for item in ITEMS),
)


def outputs() -> tuple[Quantity, ...]:
    """``class``, ``risk``, the counts ``measured`` and ``judged``; for each item limits, level 0 to 2 and multiple."""
    items = [Quantity(f"{kind}_{item}", decimals=0) for kind in ("measured", "level") for item in ITEMS]
    limits = [
        Quantity(f"{kind}_{item}", "mg/kg", SOIL_DECIMALS) for kind in ("screening", "intervention") for item in ITEMS
    ]
    multiples = [Quantity(f"multiple_{item}", places=2) for item in ITEMS]
    named = (Quantity("class", choices=CLASSES), Quantity("risk", choices=RISKS))
    return (*named, Quantity("measured", decimals=0), Quantity("judged", decimals=0), *items, *limits, *multiples)


def grade(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """The risk of a plot from the items measured, GB 15618 表1—表3; missing while a measured one cannot be judged.

    A content above an intervention value settles the outcome whatever else is missing. ``multiple`` is
    (content − screening value) / screening value in thousandths, missing where it is not exceeded.
    """
    rules.read("risk")
    screening, intervention = _screening(values, rules), _intervention(values, rules)
    levels = {item: _level(values.get(item), screening[item], item, intervention) for item in ITEMS}
    given = [values.get(item) for item in ITEMS]
    outcome = {"risk": worst(given, list(levels.values())), "measured": count(given)}
    outcome["judged"] = count(list(levels.values()))
    for item in ITEMS:
        outcome[f"measured_{item}"] = count([values.get(item)])
        outcome[f"level_{item}"] = levels[item]
        outcome[f"screening_{item}"] = screening[item]
        outcome[f"intervention_{item}"] = intervention.get(item)
        outcome[f"multiple_{item}"] = exceeded_by(values.get(item), screening[item])
    return outcome


def exceeded_by(value: Value, limit: Value) -> Value:
    """By how many times its limit a content exceeds it, in thousandths, half to even; missing where it does not."""
    multiple = half_even(subtract(value, limit), floor_div(limit, SCALE))
    return choose(at_most(value, limit), None, multiple)


def _level(value: Value, screening: Value, item: str, intervention: Mapping[str, Value]) -> Value:
    if item in intervention:
        return level(value, screening, intervention[item])
    return level_without_intervention(value, screening)


def _by_ph(values: Mapping[str, Value], rules: Rules, limits: tuple[int, ...]) -> Value:
    *bounded, last = limits
    bounds = rules.scaled("ph_bands", PH_DECIMALS)
    return class_of(values.get("ph"), list(zip(bounds, bounded, strict=True)), last)


def _intervention(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    table = rules.scaled("intervention", SOIL_DECIMALS)
    return {item: _by_ph(values, rules, limits) for item, limits in table.items()}


def _screening(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    rotation = _rotation_columns(values.get("land"), rules)
    table = rules.scaled("screening", SOIL_DECIMALS)
    metals = {item: _metal_screening(values, rules, columns, rotation) for item, columns in table.items()}
    return metals | dict(rules.scaled("screening_other", SOIL_DECIMALS))


def _metal_screening(
    values: Mapping[str, Value], rules: Rules, columns: Mapping[str, tuple[int, ...]], rotation: tuple[str, ...]
) -> Value:
    """The limit of one metal: its column of this land, else the one of other land, or that of all land."""
    if "all" in columns:
        return _by_ph(values, rules, columns["all"])
    land = values.get("land")
    limit = _by_ph(values, rules, columns["other"])
    for name in columns:
        if name != "other":
            limit = choose(equal(land, LANDS.index(name)), _by_ph(values, rules, columns[name]), limit)
    among = [columns[name] for name in rotation if name in columns]
    strictest = _by_ph(values, rules, tuple(map(min, *among, among[0]))) if among else None
    return choose(equal(land, ROTATION), strictest, limit)


def _rotation_columns(land: Value, rules: Rules) -> tuple[str, ...]:
    """The columns rotated land reads; unverified, so read, and marking the outcome, only where they may matter."""
    may_matter = land == ROTATION if land is None or isinstance(land, int) else rules.moment.accept_unverified
    return tuple(rules.value("rotation_columns")) if may_matter else ()


def state(outcome: Outcome) -> str:
    return INSUFFICIENT if outcome["risk"] is None else FINAL


def parts(outcome: Outcome, rules: Rules) -> dict[str, Any]:
    """Risk, the items measured with limits and multiples, which exceed, which metals were not measured."""
    measured = [item for item in ITEMS if outcome[f"measured_{item}"]]
    risk = outcome["risk"]
    found: dict[str, Any] = {
        "risk": None if risk is None else RISKS[risk],
        "items": {item: _item(outcome, item) for item in measured},
        "exceed_screening": [item for item in measured if outcome[f"level_{item}"]],
        "exceed_intervention": [item for item in measured if outcome[f"level_{item}"] == RISKS.index("high")],
        "not_judged": [item for item in measured if outcome[f"level_{item}"] is None],
        "not_measured": [item for item in rules.table("screening") if item not in measured],
    }
    return found if risk is not None else found | {"why": _in_both(UNJUDGED if measured else UNMEASURED)}


def _item(outcome: Outcome, item: str) -> dict[str, str | int | None]:
    return {
        "screening": written(outcome[f"screening_{item}"], SOIL_DECIMALS),
        "intervention": written(outcome[f"intervention_{item}"], SOIL_DECIMALS),
        "multiple": written(outcome[f"multiple_{item}"], DECIMALS, 2),
        "level": outcome[f"level_{item}"],
    }


def _in_both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def explain(values: Mapping[str, Value], outcome: Outcome, rules: Rules) -> tuple[Step, ...]:
    """One step for each item measured: its content beside both limits; plain integers only."""
    sources = tuple(str(rules.read(key).citation) for key in ("screening", "intervention"))
    others = (str(rules.read("screening_other").citation),)
    return tuple(
        Step(
            label(f"soil_{item}"),
            written(values[item], SOIL_DECIMALS),
            "mg/kg",
            sources if item in METALS else others,
            (_against(outcome, item),),
        )
        for item in ITEMS
        if values[item] is not None
    )


def _against(outcome: Outcome, item: str) -> Text:
    if outcome[f"level_{item}"] is None:
        return UNJUDGED
    low, high = (written(outcome[f"{kind}_{item}"], SOIL_DECIMALS) or "—" for kind in ("screening", "intervention"))
    return Text(f"筛选值 {low}，管制值 {high}", f"screening value {low}, intervention value {high}")
