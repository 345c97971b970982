"""化肥利用率: what a crop takes up beyond the unfertilised plot, over what was applied (difference method)."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value, subtract
from qingshan.kernel.text import Text
from qingshan.standards.formulas.share import share
from qingshan.standards.rule import SCALE, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``rate`` in per cent to three decimals, negative where the fertilised plot took up less.

    Missing when an amount is, or nothing was applied.
    """
    rules.read("fertiliser_use")
    gained = subtract(values.get("uptake"), values.get("uptake_unfertilised"))
    return {"rate": share(gained, values.get("applied"), SCALE)}


RULE = Rule(
    name="fertiliser-use",
    label=Text("化肥利用率", "use rate of fertiliser"),
    family="rates",
    inputs=(*(Quantity(name, "kg/ha") for name in ("uptake", "uptake_unfertilised", "applied")),),
    outputs=(Quantity("rate", "%", places=1),),
    compute=compute,
    answer="rate",
)
