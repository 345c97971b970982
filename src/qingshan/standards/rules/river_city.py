"""市内县际横向补偿: the pool of a city, and what a county loses by events and by a deficit of flow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, add, below, flag, multiply
from qingshan.kernel.text import Text
from qingshan.standards.formulas.fines import drawn, not_negative
from qingshan.standards.rule import DECIMALS, SCALE, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``pool`` of all counties; ``by_flow`` the deficit of a section, at most its cap; ``by_events``; ``lost`` both.

    All in 10⁴ yuan; ``vetoed`` as 0/1 by one major event. The quarterly deduction by quality was not seen.
    """
    counties, events, deficit = (values.get(name) for name in ("counties", "events", "flow_deficit"))
    pool = multiply(multiply(counties, rules.integer("county_share")), SCALE)
    by_flow = not_negative(deficit, drawn(deficit, multiply(rules.integer("flow_cap"), SCALE)))
    by_events = not_negative(events, multiply(multiply(events, rules.integer("event_deduction")), SCALE))
    return {
        "pool": not_negative(counties, pool),
        "by_flow": by_flow,
        "by_events": by_events,
        "lost": add(by_flow, by_events),
        "vetoed": not_negative(events, flag(below(0, events))),
    }


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    sums = {name: written(outcome[name], DECIMALS) for name in ("pool", "by_flow", "by_events")}
    return {**sums, "vetoed": None if outcome["vetoed"] is None else bool(outcome["vetoed"])}


RULE = Rule(
    name="river-city",
    label=Text("市内县际补偿", "compensation between the counties of a city"),
    family="river_city_awards",
    inputs=(
        Quantity("counties", decimals=0),
        Quantity("events", decimals=0),
        Quantity("flow_deficit", "10⁴ yuan"),
    ),
    outputs=(
        *(Quantity(name, "10⁴ yuan") for name in ("pool", "by_flow", "by_events", "lost")),
        Quantity("vetoed", decimals=0),
    ),
    compute=compute,
    answer="lost",
    parts=parts,
)
