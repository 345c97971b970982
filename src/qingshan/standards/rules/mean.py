"""平均值: the mean of values, rounded once; how a region's value comes from its cities."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.rounding import mean_to_interval
from qingshan.standards.rule import DECIMALS, Quantity, Rule, interval_of
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``mean`` in thousandths; missing when any value is missing or there are none."""
    rules.read("method")
    return {"mean": mean_to_interval(values["values"], interval_of(values.get("places"), DECIMALS))}


RULE = Rule(
    name="mean",
    label=Text("平均值", "mean"),
    family="gbt8170",
    inputs=(Quantity("values", series=True), Quantity("places", decimals=0, optional=True)),
    outputs=(Quantity("mean", places_from="places"),),
    compute=compute,
    answer="mean",
)
