"""时序进度: what part of a five-year decline is due by a year, and whether a decline so far is on pace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import PERCENT, Value, at_most, choose, multiply
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.standards.formulas import pace
from qingshan.standards.formulas.share import share
from qingshan.standards.rule import DECIMALS, SCALE, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules

METHODS = ("geometric", "linear")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``requirement`` rounded and ``least`` rounded up, in per cent; ``on_pace`` 0/1 is decided by ``least`` alone.

    All are missing for a target over 100 % and for a year outside the plan. ``completion`` is for reading, missing
    where no decline is required.
    """
    target, year, years = values["target"], values["year"], rules.integer("years")
    default = METHODS.index(rules.text("default_method"))
    method = default if values.get("method") is None else values["method"]
    rules.read(METHODS[method])
    due = _geometric if METHODS[method] == "geometric" else _linear
    planned = target <= pace.WHOLE and 1 <= year <= years
    requirement, least, fine = due(target, year, years) if planned else (None, None, None)
    decline = values.get("decline")
    return {
        "requirement": requirement,
        "least": least,
        "on_pace": choose(at_most(least, decline), 1, 0),
        "completion": share(multiply(decline, SCALE), fine, PERCENT),
        "method": method,
    }


def _geometric(target: int, year: int, years: int) -> tuple[int, int, int]:
    """The requirement, the least decline that meets it, and the requirement in thousandths of a step."""
    fine = pace.least_decline(target * SCALE, year, years, pace.WHOLE * SCALE)
    return pace.decline_due(target, year, years), pace.least_decline(target, year, years), fine


def _linear(target: int, year: int, years: int) -> tuple[int, int, int]:
    fine = pace.straight_due(target * SCALE, year, years)
    return pace.straight_due(target, year, years), pace.least_straight(target, year, years), fine


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    on_pace = outcome["on_pace"]
    return {
        "method": METHODS[outcome["method"]],
        "least": written(outcome["least"], DECIMALS, DECIMALS),
        "on_pace": None if on_pace is None else bool(on_pace),
        "completion": written(outcome["completion"], 2, 2),
    }


def explain(values: Mapping[str, Value], outcome: Outcome, rules: Rules) -> tuple[Step, ...]:
    method = METHODS[outcome["method"]]
    target, span = f"{written(values['target'], DECIMALS)} %", f"{values['year']}/{rules.integer('years')}"
    formula = f"1 − (1 − {target})^({span})" if method == "geometric" else f"{target} × {span}"
    value = written(outcome["requirement"], DECIMALS, DECIMALS)
    label = Text("时序要求", "requirement")
    return (Step(label, value, "%", (str(rules.read(method).citation),), (Text(formula, formula),)),)


RULE = Rule(
    name="pro-rata",
    label=Text("时序进度要求", "pro-rata requirement"),
    family="pace",
    inputs=(
        Quantity("target", "%", constant=True),
        Quantity("year", decimals=0, constant=True),
        Quantity("method", constant=True, optional=True, choices=METHODS),
        Quantity("decline", "%", optional=True),
    ),
    outputs=(
        Quantity("requirement", "%", places=DECIMALS),
        Quantity("least", "%", places=DECIMALS),
        Quantity("on_pace", decimals=0),
        Quantity("completion", "%", decimals=2, places=2),
        Quantity("method", choices=METHODS),
    ),
    compute=compute,
    answer="requirement",
    parts=parts,
    explain=explain,
)
