"""生态质量类别: the class of a published EQI value; EQI itself is issued, not computed here."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.levels import at_least
from qingshan.standards.rule import DECIMALS, Quantity, Rule
from qingshan.standards.view import Rules

CLASSES = ("一类", "二类", "三类", "四类", "五类")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    bounds = rules.scaled("class_bounds", DECIMALS)
    return {"class": at_least(values.get("eqi"), bounds, len(CLASSES) - 1)}


RULE = Rule(
    name="eqi-class",
    label=Text("生态质量类别（EQI）", "class of ecological quality (EQI)"),
    family="eqi",
    inputs=(Quantity("eqi"),),
    outputs=(Quantity("class", choices=CLASSES),),
    compute=compute,
    answer="class",
)
