"""城市生活污水集中收集率: the BOD5 that reaches the plants over what the people discharge."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value, multiply
from qingshan.kernel.text import Text
from qingshan.standards.formulas.share import share
from qingshan.standards.formulas.weighted import weighted_sum
from qingshan.standards.rule import DECIMALS, SCALE, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``rate`` in per cent to three decimals; missing when any value is, or there are no people.

    ``inflows`` and ``bods`` have one place for each plant, as daily means; mg/L times 10⁴ m³ are 10⁴ g.
    """
    rules.read("sewage_collection")
    collected = weighted_sum(values["inflows"], values["bods"])
    discharged = multiply(values.get("population"), rules.scaled("bod_per_person", DECIMALS))
    return {"rate": share(collected, discharged, SCALE)}


RULE = Rule(
    name="sewage-collection",
    label=Text("城市生活污水集中收集率", "collection rate of urban domestic sewage"),
    family="rates",
    inputs=(
        Quantity("inflows", "10⁴ m³/d", series=True),
        Quantity("bods", "mg/L", series=True),
        Quantity("population", "10⁴"),
    ),
    outputs=(Quantity("rate", "%", places=1),),
    compute=compute,
    answer="rate",
)
