"""秸秆禁烧备罚金总额: what province, cities and counties pay in a year."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value, add, multiply
from qingshan.kernel.text import Text
from qingshan.standards.formulas.fines import not_negative
from qingshan.standards.rule import Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``pool`` in yuan; missing when a number of places is missing or negative."""
    cities, counties = values.get("cities"), values.get("counties")
    paid = add(
        rules.integer("province_pool"),
        multiply(cities, rules.integer("city_pool")),
        multiply(counties, rules.integer("county_pool")),
    )
    return {"pool": not_negative(cities, not_negative(counties, paid))}


RULE = Rule(
    name="straw-pool",
    label=Text("秸秆禁烧备罚金总额", "the whole pool for straw fines"),
    family="straw_fines",
    inputs=(Quantity("cities", decimals=0), Quantity("counties", decimals=0)),
    outputs=(Quantity("pool", "yuan", decimals=0),),
    compute=compute,
    answer="pool",
)
