"""年度降幅、累计降幅: the decline of an intensity against the year before and against the base year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.share import decline
from qingshan.standards.rule import DECIMALS, PRECISION, SCALE, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``yearly`` and ``cumulative`` in per cent to three decimals, for reading; missing where the earlier level is
    missing or not positive. All levels rest on the prices of one base year.
    """
    rules.read("decline")
    rules.read("constant_prices")
    now = values.get("now")
    return {
        "yearly": decline(now, values.get("before"), SCALE),
        "cumulative": decline(now, values.get("base"), SCALE),
    }


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {"yearly": written(outcome["yearly"], DECIMALS, DECIMALS)}


RULE = Rule(
    name="decline",
    label=Text("累计降幅与年度降幅", "cumulative and yearly decline"),
    family="pace",
    inputs=(
        Quantity("now", decimals=PRECISION),
        Quantity("before", decimals=PRECISION, optional=True),
        Quantity("base", decimals=PRECISION, optional=True),
    ),
    outputs=tuple(Quantity(name, "%", places=DECIMALS) for name in ("yearly", "cumulative")),
    compute=compute,
    answer="cumulative",
    parts=parts,
)
