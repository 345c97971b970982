"""减排比例: tonnes reduced against the base-year emission or the planned tonnes, as the plan period has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.share import share
from qingshan.standards.rule import DECIMALS, SCALE, Outcome, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``rate`` in per cent to three decimals; missing without the denominator of the period, whatever else is given."""
    return {"rate": share(values.get("reduced"), values.get(rules.text("measured_against")), SCALE)}


def parts(_outcome: Outcome, rules: Rules) -> dict[str, Any]:
    return {"measured_against": rules.text("measured_against")}


RULE = Rule(
    name="reduction-rate",
    label=Text("减排比例", "reduction rate"),
    family="reduction",
    inputs=(Quantity("reduced", "t"), Quantity("base", "t", optional=True), Quantity("plan", "t", optional=True)),
    outputs=(Quantity("rate", "%", places=DECIMALS),),
    compute=compute,
    answer="rate",
    parts=parts,
)
