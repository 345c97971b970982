"""数值修约: rounding half to even, once."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.rounding import to_interval
from qingshan.standards.rule import PRECISION, Quantity, Rule, interval_of
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``value`` in millionths. ``places`` is one plain integer for all; negative ones round to tens, hundreds …"""
    rules.read("method")
    return {"value": to_interval(values.get("value"), interval_of(values.get("places"), PRECISION))}


RULE = Rule(
    name="round",
    label=Text("数值修约", "rounding"),
    family="gbt8170",
    inputs=(Quantity("value", decimals=PRECISION), Quantity("places", decimals=0, optional=True, constant=True)),
    outputs=(Quantity("value", decimals=PRECISION, places_from="places"),),
    compute=compute,
    answer="value",
)
