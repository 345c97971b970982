"""A person who verified what the same person had done."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text


def check(world: World) -> Iterator[Found]:
    for item in world.items:
        for one in item.checks:
            for name in sorted(set(one.workers) & set(one.verifiers)):
                yield f"{item.place} {one.action}", Text(name, name)


RULE = XrayRule(
    "XR010",
    "error",
    Text("核验人就是整改人", "the verifier did the work"),
    Text("由他人重新核验", "let another person verify again"),
    check,
)
