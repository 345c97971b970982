"""A bureau's own points of farmland soil: where, what kind of land, pH and the total of each metal in mg/kg."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.soil import soil_register
from qingshan.standards.soil import METALS

_PLACE = ("point", "longitude", "latitude", "datum")

IMPORTER = Importer(
    key="soil-points",
    label=Text("农用地土壤点位（人工维护）", "points of farmland soil, kept by a person"),
    kind="soil",
    clock=Text("不适用", "not applicable"),
    columns=(*_PLACE, "land", "ph", *METALS),
    registers={
        "soil_points": soil_register(
            {name: name for name in _PLACE}, "land", "ph", {item: f'"{item}"' for item in METALS}
        )
    },
)
