"""城市水质指数: the indexes of a city's rivers and lakes, by the numbers of their sections and points."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.ranking_water import pooled
from qingshan.standards.rule import PRECISION, Quantity, Rule
from qingshan.standards.view import Rules

INDEX_PLACES = PRECISION - 2


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``cwqi`` in millionths; an index whose number of sections or points is 0 may be missing."""
    rules.read("city_index")
    indexes = (values.get("river"), values.get("lake"))
    counts = (values.get("river_sections"), values.get("lake_points"))
    return {"cwqi": pooled(indexes, counts, rules.scaled("index_interval", PRECISION))}


RULE = Rule(
    name="cwqi-city",
    label=Text("城市水质指数", "water quality index of a city"),
    family="water_ranking",
    inputs=(
        Quantity("river", decimals=PRECISION, optional=True),
        Quantity("lake", decimals=PRECISION, optional=True),
        Quantity("river_sections", decimals=0),
        Quantity("lake_points", decimals=0),
    ),
    outputs=(Quantity("cwqi", decimals=PRECISION, places=INDEX_PLACES),),
    compute=compute,
    answer="cwqi",
)
