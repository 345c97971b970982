"""变化率: the change against the same period before, in per cent, from published values."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.ratio import change_percent
from qingshan.standards.rule import DECIMALS, SCALE, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    interval = rules.scaled("change_interval", DECIMALS)
    return {"change": change_percent(values.get("now"), values.get("before"), SCALE, interval)}


RULE = Rule(
    name="change-rate",
    label=Text("变化率", "rate of change"),
    family="ranking",
    inputs=(Quantity("now"), Quantity("before")),
    outputs=(Quantity("change", "%", places=1),),
    compute=compute,
    answer="change",
)
