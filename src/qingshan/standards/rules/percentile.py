"""百分位数: the percentile of daily values, not rounded."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value, percentile_hundredths
from qingshan.kernel.text import Text
from qingshan.standards.rule import DECIMALS, Quantity, Rule
from qingshan.standards.view import Rules

HUNDREDTHS = 2


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``percentile`` in hundredths of a thousandth, exact; missing values are left out."""
    rules.read("percentile_method")
    return {"percentile": percentile_hundredths(values["values"], values["percent"])}


RULE = Rule(
    name="percentile",
    label=Text("百分位数", "percentile"),
    family="hj663",
    inputs=(Quantity("values", series=True), Quantity("percent", "%", decimals=0, constant=True)),
    outputs=(Quantity("percentile", decimals=DECIMALS + HUNDREDTHS),),
    compute=compute,
    answer="percentile",
)
