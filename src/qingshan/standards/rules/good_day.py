"""优良天: whether a day is valid, good and heavily polluted, from its AQI."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, at_most, below, choose, equal, greatest_present
from qingshan.kernel.text import Text
from qingshan.standards.rule import FINAL, INSUFFICIENT, Outcome, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``valid``, ``good`` and ``heavy`` as 0/1; a day without an AQI is none of them."""
    aqi, complete = values.get("aqi"), values.get("complete")
    enough = choose(below(rules.integer("valid_day_incomplete_above"), aqi), 1, 0)
    valid = greatest_present(0, choose(equal(complete, 1), choose(at_most(0, aqi), 1, 0), enough))
    good = choose(at_most(aqi, rules.integer("good_day_max_aqi")), valid, 0)
    heavy = choose(below(rules.integer("heavy_day_above_aqi"), aqi), valid, 0)
    return {"valid": valid, "good": greatest_present(0, good), "heavy": greatest_present(0, heavy)}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {name: bool(value) for name, value in outcome.items()}


RULE = Rule(
    name="good-day",
    label=Text("优良天、有效日、重污染天", "good, valid and heavy day"),
    family="hj663",
    inputs=(Quantity("aqi", decimals=0), Quantity("complete", decimals=0)),
    outputs=tuple(Quantity(name, decimals=0) for name in ("valid", "good", "heavy")),
    compute=compute,
    answer="good",
    state=lambda outcome: FINAL if outcome["valid"] else INSUFFICIENT,
    parts=parts,
)
