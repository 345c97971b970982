"""饮用水水源达标率: compliant sources over monitored ones, and compliant withdrawal over all of it, in per cent."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.ratio import percent
from qingshan.standards.rule import DECIMALS, SCALE, Quantity, Rule, written
from qingshan.standards.view import Rules

VOLUME = "10⁴ m³"


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``count_rate`` and ``volume_rate``, each missing without its operands or where its whole is zero."""
    interval = rules.scaled("rate_interval", DECIMALS)
    count = percent(values.get("compliant"), values.get("monitored"), SCALE, interval)
    volume = percent(values.get("compliant_volume"), values.get("volume"), SCALE, interval)
    return {"count_rate": count, "volume_rate": volume}


RULE = Rule(
    name="drinking-source-rate",
    label=Text("饮用水水源达标率", "compliance rate of drinking-water sources"),
    family="drinking_source",
    inputs=(
        *(Quantity(name, decimals=0) for name in ("compliant", "monitored")),
        *(Quantity(name, VOLUME, optional=True) for name in ("compliant_volume", "volume")),
    ),
    outputs=tuple(Quantity(name, "%", places=1) for name in ("count_rate", "volume_rate")),
    compute=compute,
    answer="count_rate",
    parts=lambda outcome, _rules: {name: written(outcome[name], DECIMALS, 1) for name in ("count_rate", "volume_rate")},
)
