"""城市二氧化碳排放量: from the fuels burnt and the electricity brought in and sent out, by one named factor set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, add, choose, equal, flag, multiply, present, subtract
from qingshan.kernel.text import Text
from qingshan.standards.formulas.weighted import weighted_sum
from qingshan.standards.rule import DECIMALS, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules

SOLID_AND_LIQUID = (
    "raw_coal", "coke", "crude_oil", "fuel_oil", "gasoline", "kerosene", "diesel", "lpg", "refinery_gas",
)  # fmt: skip
STANDARD_COAL = ("coal_tce", "oil_tce", "gas_tce")
FUELS = (*SOLID_AND_LIQUID, "natural_gas", *STANDARD_COAL)
GRIDS = (
    "全国", "华北", "东北", "华东", "华中", "西北", "南方", "西南",
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建",
    "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西",
    "甘肃", "青海", "宁夏", "新疆",
)  # fmt: skip
FACTOR = DECIMALS + 1
AMOUNT = DECIMALS + 1
FINER_AMOUNT = AMOUNT + 1
"""10⁸ kg are ten times 10⁴ t: with one decimal more for m³ and kWh, every product counts 10⁻⁸ of 10⁴ t."""
CO2 = AMOUNT + FACTOR


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``co2``, its ``fuel`` and ``electricity`` and each fuel's part, in 10⁴ t, exact.

    A fuel of the set that is not reported makes ``co2`` missing: none is written 0. So does an amount given for a
    fuel of another set (counted in ``outside``), and a grid without a factor in that year.
    """
    rules.read("set")
    factors = rules.scaled("factors", FACTOR)
    grid = rules.beside("grid_factors").scaled("factors", FACTOR).get(GRIDS[values["grid"]])
    rules.read("electricity")
    fuel = weighted_sum([values.get(name) for name in factors], list(factors.values()))
    imported = subtract(values.get("electricity_in"), values.get("electricity_out"))
    electricity = multiply(imported, grid)
    outside = add(0, *(flag(present(values.get(name))) for name in FUELS if name not in factors))
    outcome = {
        "co2": choose(equal(outside, 0), add(fuel, electricity), None),
        "fuel": fuel,
        "electricity": electricity,
        "outside": outside,
        "grid": values["grid"],
        "grid_factor": grid,
    }
    return outcome | {f"co2_{name}": multiply(values.get(name), factors.get(name)) for name in FUELS}


def parts(outcome: Outcome, rules: Rules) -> dict[str, Any]:
    factors = rules.value("factors")
    return {
        "set": rules.text("set"),
        "fuels": {name: written(outcome[f"co2_{name}"], CO2) for name in factors},
        "electricity": written(outcome["electricity"], CO2),
        "grid": GRIDS[outcome["grid"]],
        "grid_edition": rules.beside("grid_factors").edition.key,
        "grid_factor": written(outcome["grid_factor"], FACTOR, FACTOR),
        "missing": [name for name in factors if outcome[f"co2_{name}"] is None],
        "of_another_set": outcome["outside"],
    }


RULE = Rule(
    name="co2-balance",
    label=Text("二氧化碳排放量", "CO2 emission"),
    family="carbon_factors",
    companions=("grid_factors",),
    inputs=(
        *(Quantity(name, "10⁴ t", decimals=AMOUNT, optional=True) for name in SOLID_AND_LIQUID),
        Quantity("natural_gas", "10⁸ m³", decimals=FINER_AMOUNT, optional=True),
        *(Quantity(name, "10⁴ tce", decimals=AMOUNT, optional=True) for name in STANDARD_COAL),
        Quantity("electricity_in", "10⁸ kWh", decimals=FINER_AMOUNT, optional=True),
        Quantity("electricity_out", "10⁸ kWh", decimals=FINER_AMOUNT, optional=True),
        Quantity("grid", constant=True, choices=GRIDS),
    ),
    outputs=(
        *(Quantity(name, "10⁴ t", decimals=CO2) for name in ("co2", "fuel", "electricity")),
        Quantity("outside", decimals=0),
        Quantity("grid", choices=GRIDS),
        Quantity("grid_factor", "kg/kWh", decimals=FACTOR),
        *(Quantity(f"co2_{name}", "10⁴ t", decimals=CO2) for name in FUELS),
    ),
    compute=compute,
    answer="co2",
    parts=parts,
)
