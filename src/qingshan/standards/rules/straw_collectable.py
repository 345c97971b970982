"""秸秆可收集资源量: crop by crop, yield times straw-grain ratio times collection coefficient."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.weighted import weighted_sum
from qingshan.standards.rule import DECIMALS, PRECISION, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``collectable`` in 10⁴ t, exact; the three series have one place for each crop.

    Missing when any value of a crop is, or there is no crop.
    """
    rules.read("straw_collectable")
    return {"collectable": weighted_sum(values["yields"], values["ratios"], values["coefficients"])}


RULE = Rule(
    name="straw-collectable",
    label=Text("秸秆可收集资源量", "collectable straw"),
    family="rates",
    inputs=(
        Quantity("yields", "10⁴ t", series=True),
        Quantity("ratios", series=True),
        Quantity("coefficients", series=True),
    ),
    outputs=(Quantity("collectable", "10⁴ t", decimals=DECIMALS + PRECISION),),
    compute=compute,
    answer="collectable",
)
