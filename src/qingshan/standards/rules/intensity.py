"""单位生产总值强度: emission or energy per GDP at the constant prices of one base year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, choose, present
from qingshan.kernel.text import Text
from qingshan.standards.formulas.share import over_positive
from qingshan.standards.rule import DECIMALS, PRECISION, SCALE, Outcome, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``intensity`` to six decimals, in t a 10⁴ CNY; missing where the price base of the GDP is not said."""
    rules.read("constant_prices")
    price_base = values.get("price_base")
    intensity = over_positive(values.get("amount"), values.get("gdp"), SCALE * SCALE)
    return {"intensity": choose(present(price_base), intensity, None), "price_base": price_base}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {"price_base": outcome["price_base"]}


RULE = Rule(
    name="intensity",
    label=Text("单位生产总值强度", "intensity per GDP"),
    family="pace",
    inputs=(
        Quantity("amount", "10⁴ t | 10⁴ tce", decimals=DECIMALS + 1),
        Quantity("gdp", "10⁸ CNY", decimals=DECIMALS + 1),
        Quantity("price_base", decimals=0),
    ),
    outputs=(Quantity("intensity", "t | tce / 10⁴ CNY", decimals=PRECISION), Quantity("price_base", decimals=0)),
    compute=compute,
    answer="intensity",
    parts=parts,
)
