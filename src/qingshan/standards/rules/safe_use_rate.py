"""受污染耕地安全利用率: the share of polluted farmland under the measures its degree of pollution calls for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, add, at_most, choose
from qingshan.kernel.text import Text
from qingshan.standards.formulas.ratio import percent
from qingshan.standards.rule import DECIMALS, SCALE, Outcome, Quantity, Rule
from qingshan.standards.view import Rules

AREAS = ("protected_area", "safe_area", "controlled_area", "polluted_area")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``rate`` (B + C + D) / E in per cent; missing when an area is missing or nothing is polluted.

    All areas are in one unit. ``within`` is 0 when the parts are more than the whole, which a return must explain.
    """
    measures = add(*(values.get(name) for name in rules.value("numerator")))
    polluted = values.get(rules.text("denominator"))
    interval = rules.scaled("rate_interval", DECIMALS)
    within = choose(at_most(measures, polluted), 1, 0)
    return {"rate": percent(measures, polluted, SCALE, interval), "within": within}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {"within": None if outcome["within"] is None else bool(outcome["within"])}


RULE = Rule(
    name="safe-use-rate",
    label=Text("受污染耕地安全利用率", "safe-use rate of polluted farmland"),
    family="farmland",
    inputs=tuple(Quantity(name) for name in AREAS),
    outputs=(Quantity("rate", "%", places=1), Quantity("within", decimals=0)),
    compute=compute,
    answer="rate",
    parts=parts,
)
