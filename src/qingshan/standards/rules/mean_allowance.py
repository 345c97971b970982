"""剩余浓度预算: the mean the days left may still have while the rounded mean of the period meets a limit or target."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.allowance import mean_allowed
from qingshan.standards.rule import Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``allowed`` in thousandths, rounded down; negative when the target is lost already."""
    rules.read("method")
    days = (values.get("days"), values.get("left"))
    return {"allowed": mean_allowed(values.get("total"), days, values.get("target"), values["interval"])}


RULE = Rule(
    name="mean-allowance",
    label=Text("剩余日均值上限", "mean still allowed"),
    family="gbt8170",
    inputs=(
        Quantity("total", "µg/m³"),
        Quantity("days", "d", decimals=0),
        Quantity("left", "d", decimals=0),
        Quantity("target", "µg/m³"),
        Quantity("interval", "µg/m³", constant=True),
    ),
    outputs=(Quantity("allowed", "µg/m³"),),
    compute=compute,
    answer="allowed",
)
