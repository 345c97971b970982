"""综合营养状态指数 TLI(Σ): the trophic state of a lake from up to five items, and its grade."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel import approximate
from qingshan.kernel.approximate import Real, nearest, real
from qingshan.kernel.exact import Value, multiply, present
from qingshan.kernel.text import Text
from qingshan.standards.formulas.trophic import grade, sub_index, to_interval, weighted_mean
from qingshan.standards.rule import DECIMALS, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules
from qingshan.standards.water import WATER_DECIMALS

ITEMS = {"chl": "mg/m³", "tp": "mg/L", "tn": "mg/L", "sd": "m", "codmn": "mg/L"}
GRADES = ("贫营养", "中营养", "轻度富营养", "中度富营养", "重度富营养")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``tli`` and each ``tli_…`` in thousandths, ``published`` rounded once from the index itself, ``grade``.

    A sub-index that is given stands for its item. What is missing is left out and the weights of the others are
    divided by their own sum; the grade is that of the unrounded index.
    """
    indexes = {item: _sub_index(item, values, rules) for item in ITEMS}
    shown = {item: nearest(index, DECIMALS) for item, index in indexes.items()}
    correlations = rules.scaled("correlations", DECIMALS)
    weights = {item: multiply(correlations[item], correlations[item]) for item in ITEMS}
    tli = weighted_mean(indexes, shown, weights)
    first, *bounds = (real(bound, DECIMALS) for bound in rules.scaled("grade_bounds", DECIMALS))
    outcome = {
        "tli": nearest(tli, DECIMALS),
        "published": to_interval(tli, rules.scaled("published_interval", DECIMALS), DECIMALS),
        "grade": grade(tli, first, bounds),
    }
    return outcome | {f"tli_{item}": index for item, index in shown.items()}


def _sub_index(item: str, values: Mapping[str, Value], rules: Rules) -> Real:
    given, concentration = values.get(f"tli_{item}"), values.get(item)
    intercept, slope = (real(part, DECIMALS) for part in rules.scaled("coefficients", DECIMALS)[item])
    found = sub_index(real(concentration, WATER_DECIMALS), intercept, slope, real(rules.integer("multiplier"), 0))
    return approximate.choose(present(given), real(given, DECIMALS), found)


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    indexes = {item: outcome[f"tli_{item}"] for item in ITEMS}
    return {
        "published": written(outcome["published"], DECIMALS, 1),
        "grade": None if outcome["grade"] is None else GRADES[outcome["grade"]],
        "indexes": {item: written(index, DECIMALS, DECIMALS) for item, index in indexes.items()},
        "missing": [item for item, index in indexes.items() if index is None],
    }


RULE = Rule(
    name="tli",
    label=Text("综合营养状态指数", "trophic level index"),
    family="trophic",
    inputs=(
        *(Quantity(item, unit, WATER_DECIMALS, optional=True, detection=True) for item, unit in ITEMS.items()),
        *(Quantity(f"tli_{item}", optional=True) for item in ITEMS),
    ),
    outputs=(
        Quantity("tli", places=DECIMALS),
        Quantity("published", places=1),
        Quantity("grade", decimals=0, choices=GRADES),
        *(Quantity(f"tli_{item}", places=DECIMALS) for item in ITEMS),
    ),
    compute=compute,
    answer="tli",
    parts=parts,
)
