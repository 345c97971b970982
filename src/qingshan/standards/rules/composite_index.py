"""综合指数: the sum of six single indexes, each rounded before it is added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, add, greatest
from qingshan.kernel.text import Text
from qingshan.standards.formulas.ratio import quotient
from qingshan.standards.formulas.rounding import to_interval
from qingshan.standards.rule import DECIMALS, SCALE, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules

ITEMS = ("so2", "no2", "pm10", "pm25", "co", "o3_8h")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``composite``, ``largest`` and ``single_…`` in thousandths; missing when any of the six is missing."""
    limits = rules.scaled("limits", DECIMALS)
    intervals = rules.scaled("concentration_interval", DECIMALS)
    step = rules.scaled("single_index_interval", DECIMALS)
    singles = {
        item: quotient(to_interval(values.get(item), intervals[item]), limits[item], SCALE, step) for item in limits
    }
    outcome = {"composite": add(*singles.values()), "largest": greatest(*singles.values())}
    return outcome | {f"single_{item}": single for item, single in singles.items()}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    singles = {item: outcome[f"single_{item}"] for item in ITEMS}
    largest = outcome["largest"]
    return {
        "single": {item: written(single, DECIMALS, 2) for item, single in singles.items()},
        "max": written(largest, DECIMALS, 2),
        "main": [item for item, single in singles.items() if single is not None and single == largest],
    }


RULE = Rule(
    name="composite-index",
    label=Text("环境空气质量综合指数", "composite air quality index"),
    family="ranking",
    inputs=tuple(Quantity(item, "mg/m³" if item == "co" else "µg/m³", optional=True) for item in ITEMS),
    outputs=tuple(Quantity(name, places=2) for name in ("composite", "largest", *(f"single_{item}" for item in ITEMS))),
    compute=compute,
    answer="composite",
    parts=parts,
)
