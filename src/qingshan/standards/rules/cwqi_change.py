"""水质变化情况: the change of CWQI against the base period, in per cent; falling is better."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.ratio import change_percent
from qingshan.standards.rule import PRECISION, Quantity, Rule, interval_of
from qingshan.standards.view import Rules

SCALE = interval_of(0, PRECISION)


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    interval = rules.scaled("change_interval", PRECISION)
    return {"change": change_percent(values.get("now"), values.get("base"), SCALE, interval)}


RULE = Rule(
    name="cwqi-change",
    label=Text("水质指数变化率", "change of the water quality index"),
    family="water_ranking",
    inputs=(Quantity("now", decimals=PRECISION), Quantity("base", decimals=PRECISION)),
    outputs=(Quantity("change", "%", decimals=PRECISION, places=2),),
    compute=compute,
    answer="change",
)
