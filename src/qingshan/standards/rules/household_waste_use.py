"""生活垃圾资源化利用率: recyclables and the usable part of what is burnt, treated and filled, over all waste."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value, add, multiply
from qingshan.kernel.text import Text
from qingshan.standards.formulas.share import share
from qingshan.standards.formulas.weighted import weighted_sum
from qingshan.standards.rule import SCALE, Quantity, Rule
from qingshan.standards.view import Rules

TREATMENTS = ("burnt", "food_waste", "landfilled")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``rate`` in per cent to three decimals; missing when any amount or coefficient is.

    No official figure of a coefficient was seen, so each comes with the data, beside its amount.
    """
    rules.read("household_use")
    recyclables = values.get("recyclables")
    treated = weighted_sum(
        [values.get(name) for name in TREATMENTS], [values.get(f"{name}_coefficient") for name in TREATMENTS]
    )
    whole = add(recyclables, values.get("cleared"))
    return {"rate": share(add(multiply(recyclables, SCALE), treated), multiply(whole, SCALE), SCALE)}


RULE = Rule(
    name="household-waste-use",
    label=Text("生活垃圾资源化利用率", "use rate of household waste"),
    family="rates",
    inputs=(
        *(Quantity(name, "10⁴ t") for name in ("recyclables", "cleared", *TREATMENTS)),
        *(Quantity(f"{name}_coefficient") for name in TREATMENTS),
    ),
    outputs=(Quantity("rate", "%", places=1),),
    compute=compute,
    answer="rate",
)
