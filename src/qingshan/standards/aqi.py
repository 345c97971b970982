"""The air quality index of one hour or one day, as HJ 633 has it; shared by the rules that differ in their items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from qingshan.kernel.exact import (
    Value,
    below,
    choose,
    equal,
    flag,
    greatest_present,
    multiply,
    present,
)
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.standards.formulas.piecewise import class_of, index_up
from qingshan.standards.formulas.rounding import to_interval
from qingshan.standards.quantity import label
from qingshan.standards.rule import DECIMALS, FINAL, INSUFFICIENT, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules

ITEMS = ("so2", "no2", "pm10", "pm25", "co", "o3", "o3_8h", "pm10_24h", "pm25_24h")
Items = Mapping[str, str]


def index_rule(name: str, label: Text, items: str, inputs: tuple[Quantity, ...]) -> Rule:
    """The rule for the items in the edition's table ``items``."""

    def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
        return report(values, rules, rules.table(items))

    def explained(values: Mapping[str, Value], outcome: Outcome, rules: Rules) -> tuple[Step, ...]:
        return explain(values, outcome, rules, rules.table(items))

    return Rule(
        name=name,
        label=label,
        family="hj633",
        inputs=inputs,
        outputs=outputs(),
        compute=compute,
        answer="aqi",
        state=state,
        parts=parts,
        explain=explained,
    )


def outputs() -> tuple[Quantity, ...]:
    """``aqi``, ``level`` 1 to 6, ``complete`` and ``publishable`` 0/1; per item ``iaqi_…`` and ``primary_…`` 0/1."""
    names = ["aqi", "level", "complete", "publishable"]
    names += [f"{kind}_{item}" for kind in ("iaqi", "primary") for item in ITEMS]
    return tuple(Quantity(name, decimals=0) for name in names)


def report(values: Mapping[str, Value], rules: Rules, items: Items) -> dict[str, Value]:
    """The index of the items present; an item without a value has a missing index and leaves ``complete`` at 0.

    Where a concentration lies above a scale that ends without an index, and the edition's substitute is not
    there either, the AQI itself is missing: the items left would understate it.
    """
    indexes = {item: _index(values, rules, item, column) for item, column in items.items()}
    aqi = _overall(values, rules, items, indexes)
    complete = _all(flag(present(index)) for index in indexes.values())
    settled = {"aqi": aqi, "level": _level(aqi, rules), "complete": complete}
    settled["publishable"] = _publishable(aqi, complete, rules)
    settled |= {f"iaqi_{item}": index for item, index in indexes.items()}
    return settled | {f"primary_{item}": _primary(index, aqi, rules) for item, index in indexes.items()}


def concentration(values: Mapping[str, Value], rules: Rules, item: str) -> Value:
    """The value that is put on the scale: as given, or first rounded where the edition says so."""
    interval = rules.scaled("concentration_interval", DECIMALS).get(item)
    value = values.get(item)
    return value if interval is None else to_interval(value, interval)


def _index(values: Mapping[str, Value], rules: Rules, item: str, column: str) -> Value:
    tables = rules.scaled("breakpoints", DECIMALS)
    beyond = rules.table("above_scale").get(column, rules.integer("index_cap"))
    if isinstance(beyond, list):
        substitute, other_column = beyond
        beyond = index_up(concentration(values, rules, substitute), tables[other_column], rules.integer("index_cap"))
    return index_up(concentration(values, rules, item), tables[column], beyond)


def _overall(values: Mapping[str, Value], rules: Rules, items: Items, indexes: Mapping[str, Value]) -> Value:
    aqi = greatest_present(*indexes.values())
    for item, column in items.items():
        if isinstance(rules.table("above_scale").get(column), list):
            last = rules.scaled("breakpoints", DECIMALS)[column][-1][1]
            above = flag(below(last, concentration(values, rules, item)))
            lost = greatest_present(0, choose(present(indexes[item]), 0, above))
            aqi = choose(equal(lost, 1), None, aqi)
    return aqi


def _all(flags: Any) -> Value:
    outcome: Value = 1
    for each in flags:
        outcome = multiply(outcome, each)
    return outcome


def _level(aqi: Value, rules: Rules) -> Value:
    *bounded, last = rules.value("categories")
    return class_of(aqi, [(entry["up_to"], entry["level"]) for entry in bounded], last["level"])


def _publishable(aqi: Value, complete: Value, rules: Rules) -> Value:
    above = rules.value("publish_incomplete_above")
    incomplete = 1 if above is None else flag(below(above, aqi))
    return greatest_present(0, choose(present(aqi), choose(equal(complete, 1), 1, incomplete), 0))


def _primary(index: Value, aqi: Value, rules: Rules) -> Value:
    leads = multiply(flag(equal(index, aqi)), flag(below(rules.integer("primary_above"), aqi)))
    return greatest_present(0, leads)


def state(outcome: Mapping[str, Value]) -> str:
    return FINAL if outcome["publishable"] else INSUFFICIENT


def parts(outcome: Mapping[str, Value], rules: Rules) -> dict[str, Any]:
    """The parts of the ``calc`` contract; level and primaries are withheld with an AQI that may not be published."""
    items = [name.removeprefix("iaqi_") for name in outcome if name.startswith("iaqi_")]
    may_say = bool(outcome["publishable"])
    level = outcome["level"] if may_say else None
    named = [entry["name"] for entry in rules.value("categories") if entry["level"] == level]
    return {
        "iaqi": {item: outcome[f"iaqi_{item}"] for item in items},
        "primary": [item for item in items if may_say and outcome[f"primary_{item}"]],
        "level": level,
        "category": named[0] if named else None,
        "missing": [item for item in items if outcome[f"iaqi_{item}"] is None],
    }


def explain(values: Mapping[str, Value], outcome: Mapping[str, Value], rules: Rules, items: Items) -> tuple[Step, ...]:
    """One step for each item: the segment its concentration falls on, and the index; plain integers only."""
    cited = str(rules.read("breakpoints").citation)
    steps = []
    for item, column in items.items():
        index = outcome[f"iaqi_{item}"]
        note = _segment(concentration(values, rules, item), rules.scaled("breakpoints", DECIMALS)[column], index)
        value = None if index is None else str(index)
        steps.append(Step(label(item), value, sources=(cited,), notes=() if note is None else (note,)))
    return tuple(steps)


def _segment(given: Value, breakpoints: Sequence[tuple[int, int]], index: Value) -> Text | None:
    if given is None:
        return Text("缺测", "missing")
    shown = written(given, DECIMALS)
    for (low_index, low), (high_index, high) in pairwise(breakpoints):
        if low <= given <= high:
            ends = f"({high_index} − {low_index}) / ({written(high, DECIMALS)} − {written(low, DECIMALS)})"
            formula = f"{ends} × ({shown} − {written(low, DECIMALS)}) + {low_index} ↑ {index}"
            return Text(formula, formula)
    return Text(f"{shown} 不在标度之内", f"{shown} is off the scale")
