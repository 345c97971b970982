"""LMDI: the change of CO2 by the Kaya identity: population, GDP per head, energy per GDP, CO2 per energy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.approximate import log_mean, minus, nearest, real, times
from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.decomposition import effects
from qingshan.standards.rule import PRECISION, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules

FACTORS = ("population", "gdp_per_head", "energy_per_gdp", "co2_per_energy")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``before``, ``after``, ``change``, ``weight`` and ``effect_…`` in millionths of the unit of the product."""
    rules.read("method")
    before = {name: values.get(f"{name}_before") for name in FACTORS}
    after = {name: values.get(f"{name}_after") for name in FACTORS}
    old, new = (times(*(real(part, PRECISION) for part in side.values())) for side in (before, after))
    outcome = {"before": old, "after": new, "change": minus(new, old), "weight": log_mean(new, old)}
    outcome |= {f"effect_{name}": effect for name, effect in effects(before, after, PRECISION).items()}
    return {name: nearest(value, PRECISION) for name, value in outcome.items()}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {
        "effects": {name: written(outcome[f"effect_{name}"], PRECISION, PRECISION) for name in FACTORS},
        **{name: written(outcome[name], PRECISION, PRECISION) for name in ("before", "after", "weight")},
    }


RULE = Rule(
    name="lmdi",
    label=Text("LMDI 因素分解", "LMDI decomposition"),
    family="decomposition",
    inputs=tuple(Quantity(f"{name}_{time}", decimals=PRECISION) for name in FACTORS for time in ("before", "after")),
    outputs=tuple(
        Quantity(name, decimals=PRECISION, places=PRECISION)
        for name in ("before", "after", "change", "weight", *(f"effect_{name}" for name in FACTORS))
    ),
    compute=compute,
    answer="change",
    parts=parts,
)
