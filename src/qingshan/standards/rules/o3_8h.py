"""臭氧日最大8小时平均: from the 24 hourly means of a natural day."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.clock import HOURS_PER_DAY
from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.rolling import Windows, daily_maximum
from qingshan.standards.rule import DECIMALS, Quantity, Rule
from qingshan.standards.view import Rules


def windows(rules: Rules) -> Windows:
    """The sliding windows as the edition has them; also for a caller who computes them on columns."""
    return Windows(
        hours=rules.integer("o3_window_hours"),
        first_end=rules.integer("o3_first_end_hour"),
        least_hours=rules.integer("o3_min_hours"),
        least_windows=rules.integer("o3_min_windows"),
        counts_above=rules.scaled("o3_counts_above", DECIMALS),
        interval=rules.scaled("compliance_interval", DECIMALS)["o3_8h"],
    )


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``hours`` are the means of hours 1 to 24 in order; ``o3_8h`` in thousandths, ``windows`` the valid ones."""
    hours = [*values["hours"], *[None] * HOURS_PER_DAY][:HOURS_PER_DAY]
    largest, found = daily_maximum(hours, windows(rules))
    return {"o3_8h": largest, "windows": found}


RULE = Rule(
    name="o3-8h",
    label=Text("臭氧日最大8小时平均", "daily maximum 8-hour mean of ozone"),
    family="hj663",
    inputs=(Quantity("hours", "µg/m³", series=True),),
    outputs=(Quantity("o3_8h", "µg/m³"), Quantity("windows", decimals=0)),
    compute=compute,
    answer="o3_8h",
    parts=lambda outcome, _rules: {"windows": outcome["windows"]},
)
