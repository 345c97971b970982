"""A figure set from above that differs from the plan's, in a plan that does not say it yields."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qingshan.evaluation.groups import WHOLE_AREA
from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text
from qingshan.plans.ir import Target

SAID = Text("{document} 下达 {value}，要点为 {own}", "{document} sets {value}, the plan {own}")


def check(world: World) -> Iterator[Found]:
    if any(rule.kind == "override" for rule in world.plan.rules):
        return
    for target in world.plan.targets:
        for one in world.assigned:
            same = (one.indicator, one.period) == (target.indicator.key, target.period)
            if (
                same
                and one.area in _areas(target, world)
                and target.value is not None
                and Decimal(target.value) != one.value
            ):
                said = {"document": one.document, "value": f"{one.value} {one.unit}", "own": target.value}
                yield target.id, SAID.filled(**said)


def _areas(target: Target, world: World) -> set[str]:
    whole = not target.scope.areas or any(name in WHOLE_AREA for name in target.scope.areas)
    return {*target.scope.areas, *(("", world.plan.document.area or "") if whole else ())}


RULE = XrayRule(
    "XR017",
    "warning",
    Text("上级下达数与要点不同，而要点未规定以其为准", "a superior's figure differs and the plan does not yield to it"),
    Text("在修正文件里订正目标，或确认以要点为准", "correct the target in the overlay, or confirm the plan's own"),
    check,
)
