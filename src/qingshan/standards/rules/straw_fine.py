"""秸秆焚烧扣款: what one event of straw burning costs a county, by fire points and by the black scar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, choose, greatest, multiply, present
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.standards.formulas.fines import by_area, not_negative
from qingshan.standards.rule import DECIMALS, SCALE, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules

ROUNDINGS = ("proportional", "up")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``fine`` in yuan: the higher of that by points and that by scar (a scar not given costs nothing).

    Missing where the points are missing or a number is negative. Above the least area the rounding of a scar is a
    setting; both choices are unverified.
    """
    points, scar = values.get("points"), values.get("scar")
    rules.read("together")
    by_points = not_negative(points, multiply(multiply(points, rules.integer("per_point")), SCALE))
    by_scar = 0 if scar is None else _by_scar(scar, values.get("rounding"), rules)
    found = greatest(by_points, by_scar)
    return {"fine": found, "by_points": by_points, "by_scar": by_scar}


def _by_scar(scar: Value, rounding: int | None, rules: Rules) -> Value:
    default = ROUNDINGS.index(rules.text("scar_rounding"))
    step = SCALE if ROUNDINGS[default if rounding is None else rounding] == "up" else 1
    least = rules.scaled("least_scar", DECIMALS)
    cost = by_area(scar, rules.integer("per_mu"), least, step)
    return choose(present(scar), cost, 0)


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {name: written(outcome[name], DECIMALS) for name in ("by_points", "by_scar")}


def explain(values: Mapping[str, Value], outcome: Outcome, rules: Rules) -> tuple[Step, ...]:
    sides = (
        ("by_points", Text("按火点", "by fire points"), "per_point"),
        ("by_scar", Text("按黑斑", "by the scar"), "per_mu"),
    )
    return tuple(
        Step(label, written(outcome[name], DECIMALS), "yuan", (str(rules.read(key).citation),))
        for name, label, key in sides
        if name == "by_points" or values.get("scar") is not None
    )


RULE = Rule(
    name="straw-fine",
    label=Text("秸秆焚烧扣款", "fine for straw burning"),
    family="straw_fines",
    inputs=(
        Quantity("points", decimals=0),
        Quantity("scar", "mu", optional=True),
        Quantity("rounding", constant=True, optional=True, choices=ROUNDINGS),
    ),
    outputs=(Quantity("fine", "yuan"), Quantity("by_points", "yuan"), Quantity("by_scar", "yuan")),
    compute=compute,
    answer="fine",
    parts=parts,
    explain=explain,
)
