"""不同时段水质变化: how the water changed between two periods, by grades of its status and by shares of classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, add, below, choose, equal, greatest, present, subtract
from qingshan.kernel.text import Text
from qingshan.standards.rule import FINAL, INSUFFICIENT, NOT_APPLICABLE, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules
from qingshan.standards.water import STATUSES

CHANGES = ("明显好转", "有所好转", "无明显变化", "有所下降", "明显下降")
TENTHS = 1
"""Decimals of published shares."""


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``by_grade``, ``by_share`` and ``change`` as places among the verdicts; ``balance`` is ΔG − ΔD in tenths.

    ΔG and ΔD are the points gained, later minus earlier, by the shares of Ⅰ–Ⅲ and of 劣Ⅴ. ``change`` is the verdict
    both ways agree on, or the only one there is: the text does not say which of two that differ is to be taken.
    """
    steps = rules.value("grade_change")
    grades = subtract(values.get("status_before"), values.get("status_after"))
    by_grade = _verdict(grades, steps["slight_above"], steps["clear_above"])
    balance = subtract(_gain(values, "good"), _gain(values, "bad"))
    # without shares the unverified boundaries are not asked for, and do not mark the answer
    by_share = None if balance is None else _verdict(balance, *_boundaries(rules))
    agreed = choose(equal(by_grade, by_share), by_grade, None)
    by_grade_if_alone = choose(present(by_share), agreed, by_grade)
    change = choose(present(by_grade), by_grade_if_alone, by_share)
    return {"change": change, "by_grade": by_grade, "by_share": by_share, "balance": balance}


def _boundaries(rules: Rules) -> tuple[int, int]:
    return rules.scaled("slight_above", TENTHS), rules.scaled("clear_above", TENTHS)


def _gain(values: Mapping[str, Value], share: str) -> Value:
    return subtract(values.get(f"{share}_after"), values.get(f"{share}_before"))


def _verdict(gain: Value, slight_above: int, clear_above: int) -> Value:
    size = greatest(gain, subtract(0, gain))
    steps = choose(below(clear_above, size), 2, choose(below(slight_above, size), 1, 0))
    return add(CHANGES.index("无明显变化"), choose(below(gain, 0), steps, subtract(0, steps)))


def state(outcome: Outcome) -> str:
    if outcome["change"] is not None:
        return FINAL
    return INSUFFICIENT if outcome["by_grade"] is None else NOT_APPLICABLE


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    found = {name: outcome[name] for name in ("by_grade", "by_share")}
    verdicts = {name: None if place is None else CHANGES[place] for name, place in found.items()}
    return verdicts | {"balance": written(outcome["balance"], TENTHS, 1)}


RULE = Rule(
    name="water-change",
    label=Text("不同时段水质变化", "change of water quality between two periods"),
    family="surface_water",
    inputs=(
        *(Quantity(f"status_{when}", decimals=0, optional=True, choices=STATUSES) for when in ("before", "after")),
        *(
            Quantity(f"{share}_{when}", "%", TENTHS, optional=True)
            for share in ("good", "bad")
            for when in ("before", "after")
        ),
    ),
    outputs=(
        *(Quantity(name, decimals=0, choices=CHANGES) for name in ("change", "by_grade", "by_share")),
        Quantity("balance", "百分点", TENTHS, places=1),
    ),
    compute=compute,
    answer="change",
    state=state,
    parts=parts,
)
