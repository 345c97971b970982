"""污染地块安全利用率: both readings of a formula whose text was not seen, by area and by number of parcels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, choose, equal, present
from qingshan.kernel.text import Text
from qingshan.standards.formulas.ratio import percent
from qingshan.standards.rule import DECIMALS, SCALE, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules

READINGS = ("area", "count")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``rate`` is that of the reading asked for as ``basis``, the edition's where none is; both stand beside it."""
    parts_of, whole_of = rules.table("numerator"), rules.table("denominator")
    interval = rules.scaled("rate_interval", DECIMALS)
    rates = {
        reading: percent(values.get(parts_of[reading]), values.get(whole_of[reading]), SCALE, interval)
        for reading in READINGS
    }
    asked = values.get("basis")
    basis = choose(present(asked), asked, READINGS.index(rules.text("basis")))
    rate = choose(equal(basis, READINGS.index("area")), rates["area"], rates["count"])
    return {"rate": rate, "basis": basis, **{f"rate_by_{reading}": rate for reading, rate in rates.items()}}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    by_reading = {f"rate_by_{reading}": written(outcome[f"rate_by_{reading}"], DECIMALS, 1) for reading in READINGS}
    return {"basis": READINGS[outcome["basis"]], **by_reading}


RULE = Rule(
    name="parcel-rate",
    label=Text("污染地块安全利用率", "safe-use rate of polluted parcels"),
    family="parcels",
    inputs=(
        *(Quantity(name, optional=True) for name in ("safe_area", "used_area")),
        *(Quantity(name, decimals=0, optional=True) for name in ("safe_count", "used_count")),
        Quantity("basis", choices=READINGS, optional=True),
    ),
    outputs=(
        Quantity("rate", "%", places=1),
        Quantity("basis", choices=READINGS),
        *(Quantity(f"rate_by_{reading}", "%", places=1) for reading in READINGS),
    ),
    compute=compute,
    answer="rate",
    parts=parts,
)
