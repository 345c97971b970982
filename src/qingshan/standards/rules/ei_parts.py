"""EI 各分指数: the sub-indexes of EI, and EI itself, from land classes, water, vegetation, stress and emissions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards import ecology
from qingshan.standards.formulas.ratio import percent
from qingshan.standards.rule import DECIMALS, SCALE, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules

PARTS = ("hq", *ecology.SUB_INDEXES, "classed")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """The sub-indexes, ``ei`` of them, and ``classed``: the share of the region that has a land class, in per cent."""
    found = ecology.sub_indexes(values, rules)
    classed = percent(ecology.land_area(values), values.get("area"), SCALE, 1)
    return {**found, "classed": classed, **ecology.index(found, values.get("restriction"), rules)}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {name: written(outcome[name], DECIMALS, 1) for name in PARTS} | ecology.index_parts(outcome)


RULE = Rule(
    name="ei-parts",
    label=Text("生态环境状况分指数", "sub-indexes of EI"),
    family="hj192",
    inputs=(
        Quantity("area", "km²"),
        *(Quantity(name, "km²", optional=True) for name in ecology.LAND_CLASSES),
        *(Quantity(name, optional=True) for name in ("bi", "richness_before", "hq_before", "ndvi")),
        Quantity("river_length", "km", optional=True),
        Quantity("water_area", "km²", optional=True),
        *(Quantity(name, "百万 m³", optional=True) for name in ("water_resource", "water_resource_mean")),
        *(
            Quantity(name, "km²", optional=True)
            for name in ("erosion_severe", "erosion_moderate", "stress_built", "stress_other")
        ),
        Quantity("precipitation", "mm·km²", optional=True),
        *(Quantity(name, "t", optional=True) for name in ("cod", "nh3n", "so2", "dust", "nox", "solid_waste")),
        ecology.RESTRICTION,
    ),
    outputs=(*(Quantity(name, places=1) for name in PARTS), *ecology.INDEX_OUTPUTS),
    compute=compute,
    answer="ei",
    parts=parts,
)
