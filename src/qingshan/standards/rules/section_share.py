"""断面水质类别比例: the shares of sections of Ⅰ–Ⅲ and of worse than Ⅴ, in per cent of those assessed."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.ratio import percent
from qingshan.standards.rule import DECIMALS, SCALE, Quantity, Rule, written
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``good_share`` and ``bad_share`` from counts; a point of a lake counts as a section. Missing when total is 0."""
    interval = rules.scaled("share_interval", DECIMALS)
    good, bad = (percent(values.get(name), values.get("total"), SCALE, interval) for name in ("good", "bad"))
    return {"good_share": good, "bad_share": bad}


RULE = Rule(
    name="section-share",
    label=Text("断面水质类别比例", "shares of section classes"),
    family="surface_water",
    inputs=(
        Quantity("good", decimals=0, optional=True),
        Quantity("bad", decimals=0, optional=True),
        Quantity("total", decimals=0),
    ),
    outputs=tuple(Quantity(name, "%", places=1) for name in ("good_share", "bad_share")),
    compute=compute,
    answer="good_share",
    parts=lambda outcome, _rules: {name: written(outcome[name], DECIMALS, 1) for name in ("good_share", "bad_share")},
)
