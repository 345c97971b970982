"""黑臭水体整体分级: heavy where most of its points are."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value, at_most, below, choose, present
from qingshan.kernel.text import Text
from qingshan.standards.formulas.black_water import HEAVY, LIGHT, reaches
from qingshan.standards.rule import Quantity, Rule
from qingshan.standards.rules.black_water import GRADES
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``grade`` of a water body found black-odorous, from counts of its points; missing without any point."""
    heavy, points = values.get("heavy_points"), values.get("points")
    most = reaches(heavy, points, rules.integer("body_percent"))
    grade = choose(at_most(1, most), HEAVY, LIGHT)
    return {"grade": choose(present(heavy), choose(below(0, points), grade, None), None)}


RULE = Rule(
    name="black-water-body",
    label=Text("黑臭水体整体分级", "grade of a black-odorous water body"),
    family="black_water",
    inputs=(Quantity("heavy_points", decimals=0), Quantity("points", decimals=0)),
    outputs=(Quantity("grade", decimals=0, choices=GRADES),),
    compute=compute,
    answer="grade",
)
