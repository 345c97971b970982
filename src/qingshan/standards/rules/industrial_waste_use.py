"""一般工业固体废物综合利用率: what is used over what arose and what was taken from earlier stocks."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value, add
from qingshan.kernel.text import Text
from qingshan.standards.formulas.share import share
from qingshan.standards.rule import SCALE, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``rate`` in per cent to three decimals; missing when an amount is, or there is no waste."""
    rules.read("industrial_use")
    whole = add(values.get("generated"), values.get("used_of_stored"))
    return {"rate": share(values.get("used"), whole, SCALE)}


RULE = Rule(
    name="industrial-waste-use",
    label=Text("一般工业固体废物综合利用率", "use rate of general industrial waste"),
    family="rates",
    inputs=(*(Quantity(name, "10⁴ t") for name in ("used", "generated", "used_of_stored")),),
    outputs=(Quantity("rate", "%", places=1),),
    compute=compute,
    answer="rate",
)
