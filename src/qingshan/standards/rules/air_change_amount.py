"""空气质量补偿按变化量: the change of two pollutants, each with a weight, at one price (Hubei and others)."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value, half_even, multiply, subtract
from qingshan.kernel.text import Text
from qingshan.standards.formulas.weighted import weighted_sum
from qingshan.standards.rule import SCALE, Quantity, Rule
from qingshan.standards.view import Rules

ITEMS = ("a", "b")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``amount`` ``(A_last − A_now)·m·k + (B_last − B_now)·m·k`` in the unit of the price, rounded once.

    Negative is paid by the place; missing where anything is.
    """
    rules.read("formula")
    drops = [subtract(values.get(f"{item}_last"), values.get(f"{item}_now")) for item in ITEMS]
    weighed = weighted_sum(drops, [values.get(f"weight_{item}") for item in ITEMS])
    return {"amount": half_even(multiply(weighed, values.get("price")), SCALE * SCALE)}


RULE = Rule(
    name="air-change-amount",
    label=Text("空气质量补偿按变化量", "compensation by the change of two pollutants"),
    family="air_change_amount",
    inputs=(
        *(Quantity(f"{item}_{when}", "µg/m³") for item in ITEMS for when in ("last", "now")),
        *(Quantity(f"weight_{item}") for item in ITEMS),
        Quantity("price", "10⁴ yuan"),
    ),
    outputs=(Quantity("amount", "10⁴ yuan"),),
    compute=compute,
    answer="amount",
)
