"""黑臭水体检测点: heavy or light, by the shares of its data in the heavy range."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.black_water import heavy_point
from qingshan.standards.rule import Quantity, Rule
from qingshan.standards.rules.black_water import GRADES, UNITS
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``grade`` of a point of a water body found black-odorous, from counts of data; missing without any data."""
    shares = [(values.get(f"heavy_{item}"), values.get(f"data_{item}")) for item in UNITS]
    one, several = rules.integer("point_one_percent"), rules.integer("point_several_percent")
    return {"grade": heavy_point(shares, one, several, rules.integer("point_several"))}


RULE = Rule(
    name="black-water-point",
    label=Text("黑臭水体检测点分级", "grade of a point of black-odorous water"),
    family="black_water",
    inputs=tuple(Quantity(f"{kind}_{item}", decimals=0, optional=True) for item in UNITS for kind in ("heavy", "data")),
    outputs=(Quantity("grade", decimals=0, choices=GRADES),),
    compute=compute,
    answer="grade",
)
