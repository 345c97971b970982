"""重污染天气预警级别: the tier a forecast of daily AQI calls for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.clock import HOURS_PER_DAY
from qingshan.kernel.exact import Value, at_most, choose
from qingshan.kernel.text import Text
from qingshan.standards.formulas.spell import longest_above
from qingshan.standards.rule import Outcome, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``tier``: 4 red, 3 orange, 2 yellow, 1 blue, 0 none. ``aqi`` are forecasts of consecutive days; a gap breaks."""
    reached: Value = 0
    for entry in reversed(rules.value("tiers")):
        for conditions in entry["any"]:
            reached = choose(_holds(values["aqi"], conditions), entry["tier"], reached)
    return {"tier": reached}


def _holds(forecast: list[Value], conditions: list[dict[str, int]]) -> Value:
    holds: Value = True
    for condition in conditions:
        spell = longest_above(forecast, condition["over"], HOURS_PER_DAY)
        holds = choose(holds, at_most(condition["hours"], spell), False)
    return holds


def parts(outcome: Outcome, rules: Rules) -> dict[str, Any]:
    names = {entry["tier"]: entry["name"] for entry in rules.value("tiers")}
    return {"name": names.get(outcome["tier"])}


RULE = Rule(
    name="warning-tier",
    label=Text("重污染天气预警级别", "warning tier of heavy pollution"),
    family="heavy_pollution",
    inputs=(Quantity("aqi", decimals=0, series=True),),
    outputs=(Quantity("tier", decimals=0),),
    compute=compute,
    answer="tier",
    parts=parts,
)
