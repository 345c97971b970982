"""生活垃圾回收利用率: what is recovered before burning and landfill, over what is generated."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value, add
from qingshan.kernel.text import Text
from qingshan.standards.formulas.share import share
from qingshan.standards.rule import SCALE, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``rate`` in per cent to three decimals; missing when an amount is, or nothing is generated."""
    rules.read("household_recycling")
    recovered = add(values.get("recyclables"), values.get("food_waste"))
    return {"rate": share(recovered, values.get("generated"), SCALE)}


RULE = Rule(
    name="household-waste-recycling",
    label=Text("生活垃圾回收利用率", "recycling rate of household waste"),
    family="rates",
    inputs=(*(Quantity(name, "10⁴ t") for name in ("recyclables", "food_waste", "generated")),),
    outputs=(Quantity("rate", "%", places=1),),
    compute=compute,
    answer="rate",
)
