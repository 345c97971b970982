"""pH 均值: the negative logarithm of the mean hydrogen-ion concentration."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.approximate import plus, real
from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.hydrogen import hydrogen, ph_of
from qingshan.standards.rule import Quantity, Rule
from qingshan.standards.view import Rules
from qingshan.standards.water import WATER_DECIMALS


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``ph`` with the decimals of the edition, ``ph_full`` with eight for further rounding; missing are left out."""
    rules.read("method")
    there = [hydrogen(value, WATER_DECIMALS) for value in values["values"] if value is not None]
    total = plus(real(0, 0), *there)
    return {
        "ph": ph_of(total, len(there), rules.integer("decimals")),
        "ph_full": ph_of(total, len(there), WATER_DECIMALS),
    }


RULE = Rule(
    name="ph-mean",
    label=Text("pH 均值", "mean pH"),
    family="ph_mean",
    inputs=(Quantity("values", decimals=WATER_DECIMALS, series=True),),
    outputs=(Quantity("ph", decimals=2, places=2), Quantity("ph_full", decimals=WATER_DECIMALS)),
    compute=compute,
    answer="ph",
)
