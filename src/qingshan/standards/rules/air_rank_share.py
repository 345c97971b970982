"""空气质量补偿按名次分配: a place's part of what is paid out or collected, by its rank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import PERCENT, Value, add, below, choose, half_even, multiply, present
from qingshan.kernel.text import Text
from qingshan.standards.formulas.fines import not_negative, placed
from qingshan.standards.rule import DECIMALS, SCALE, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules

SIDES = ("receives", "pays")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``amount`` in 10⁴ yuan, with the ``bonus`` for a large fall of PM2.5 (``drop``, µg/m³) of one who receives.

    Rank 1 receives most; of those who pay, the last one pays most. A rank beyond the list has no part; missing
    without a pool or rank. A drop not given earns no bonus.
    """
    pool, drop, pays = values.get("pool"), values.get("drop"), values.get("side") == 1
    shares = [int(share) for share in rules.value("shares")]
    part = placed(values.get("rank"), shares[::-1] if pays else shares)
    amount = not_negative(pool, half_even(multiply(pool, part), PERCENT))
    bonus = 0 if drop is None or pays else _bonus(drop, rules)
    return {"amount": add(amount, bonus), "share": part, "bonus": bonus}


def _bonus(drop: Value, rules: Rules) -> Value:
    large = below(rules.scaled("bonus_above", DECIMALS), drop)
    return choose(present(drop), choose(large, multiply(rules.integer("bonus"), SCALE), 0), 0)


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {"share": outcome["share"], "bonus": written(outcome["bonus"], DECIMALS)}


RULE = Rule(
    name="air-rank-share",
    label=Text("空气质量补偿按名次分配", "compensation for air quality by rank"),
    family="air_rank_share",
    inputs=(
        Quantity("pool", "10⁴ yuan"),
        Quantity("rank", decimals=0),
        Quantity("side", constant=True, optional=True, choices=SIDES),
        Quantity("drop", "µg/m³", optional=True),
    ),
    outputs=(Quantity("amount", "10⁴ yuan"), Quantity("share", "%", decimals=0), Quantity("bonus", "10⁴ yuan")),
    compute=compute,
    answer="amount",
    parts=parts,
)
