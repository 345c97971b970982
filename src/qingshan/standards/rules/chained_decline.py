"""累计降幅（由各年降幅推算）: the cumulative decline where only yearly ones are known."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.pace import chained
from qingshan.standards.rule import DECIMALS, PRECISION, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``cumulative`` in per cent, exact; missing when either decline is, so no year is skipped."""
    rules.read("chaining")
    return {"cumulative": chained(values.get("cumulative_before"), values.get("yearly"))}


RULE = Rule(
    name="chained-decline",
    label=Text("累计降幅（由各年降幅推算）", "cumulative decline from yearly ones"),
    family="pace",
    inputs=(Quantity("cumulative_before", "%"), Quantity("yearly", "%")),
    outputs=(Quantity("cumulative", "%", decimals=PRECISION + 2, places=DECIMALS),),
    compute=compute,
    answer="cumulative",
)
