"""城镇污水处理厂: whether daily means of the effluent meet the grade the plant is under, GB 18918."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, at_most, below, choose, equal, flag, present
from qingshan.kernel.text import Text
from qingshan.standards.formulas.effluent import either, measured, meets_all, of_grade, removal_instead, removed, within
from qingshan.standards.rule import Outcome, Quantity, Rule
from qingshan.standards.view import Rules
from qingshan.standards.water import WATER_DECIMALS

GRADES = ("1A", "1B", "2", "3")
APPROVED = ("by_2005", "from_2006")
VERDICTS = ("不达标", "达标")
ITEMS = (
    "cod", "bod5", "ss", "animal_oil", "oil", "las", "tn", "nh3n", "tp", "color_dilution", "ph", "coliform",
)  # fmt: skip
_UNITS = {"color_dilution": "", "ph": "", "coliform": "1/L"}


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``meets`` and ``meets_…`` 0/1; missing is what cannot be told: no limit reached, no temperature, no approval.

    Without temperature or approval a verdict stands where both limits agree. Items the grade has no limit for meet it.
    """
    judged = rules.value("judged")
    found = {item: _verdict(item, values, rules) if item in judged else None for item in ITEMS}
    outcome = {"meets": meets_all([values.get(item) for item in ITEMS], list(found.values()))}
    outcome |= {f"meets_{item}": verdict for item, verdict in found.items()}
    return outcome | {f"measured_{item}": choose(present(values.get(item)), 1, 0) for item in ITEMS}


def _verdict(item: str, values: Mapping[str, Value], rules: Rules) -> Value:
    if item == "ph":
        low, high = rules.scaled("ph_range", WATER_DECIMALS)
        within_range = choose(below(values.get("ph"), low), 0, flag(at_most(values.get("ph"), high)))
        return of_grade(values.get("grade"), [within_range] * len(GRADES))
    if item == "nh3n":
        is_cold = at_most(values.get("wt"), rules.scaled("cold_up_to", WATER_DECIMALS))
        return either(_by_limit("nh3n", "nh3n_cold", values, rules), _by_limit("nh3n", "nh3n", values, rules), is_cold)
    if item == "tp":
        is_new = equal(values.get("approved"), APPROVED.index("from_2006"))
        return either(_by_limit("tp", "tp", values, rules), _by_limit("tp", "tp_by_2005", values, rules), is_new)
    return _by_limit(item, item, values, rules)


def _by_limit(item: str, key: str, values: Mapping[str, Value], rules: Rules) -> Value:
    value, limits = values.get(item), rules.scaled("limits", WATER_DECIMALS)[key]
    verdicts = [measured(value) if limit is None else within(value, limit) for limit in limits]
    instead = rules.table("removal").get(item)
    if instead is not None:
        place, inflow = GRADES.index(instead["grade"]), values.get(f"{item}_in")
        by_removal = removed(inflow, value, instead["percent"])
        above = rules.scaled("removal", WATER_DECIMALS)[item]["above"]
        verdicts[place] = removal_instead(inflow, above, by_removal, verdicts[place])
    return of_grade(values.get("grade"), verdicts)


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    verdicts = {item: outcome[f"meets_{item}"] for item in ITEMS}
    return {
        "items": {item: VERDICTS[verdict] for item, verdict in verdicts.items() if verdict is not None},
        "failing": [item for item, verdict in verdicts.items() if verdict == 0],
        "undecided": [item for item, verdict in verdicts.items() if verdict is None and outcome[f"measured_{item}"]],
        "missing": [item for item in ITEMS if not outcome[f"measured_{item}"]],
    }


RULE = Rule(
    name="sewage-plant",
    label=Text("城镇污水处理厂出水达标", "effluent of a town sewage plant"),
    family="gb18918",
    inputs=(
        *(Quantity(item, _UNITS.get(item, "mg/L"), WATER_DECIMALS, optional=True, detection=True) for item in ITEMS),
        Quantity("wt", "°C", WATER_DECIMALS, optional=True),
        Quantity("cod_in", "mg/L", WATER_DECIMALS, optional=True),
        Quantity("bod5_in", "mg/L", WATER_DECIMALS, optional=True),
        Quantity("grade", decimals=0, choices=GRADES),
        Quantity("approved", decimals=0, optional=True, choices=APPROVED),
    ),
    outputs=tuple(
        Quantity(name, decimals=0, choices=VERDICTS) for name in ("meets", *(f"meets_{item}" for item in ITEMS))
    )
    + tuple(Quantity(f"measured_{item}", decimals=0) for item in ITEMS),
    compute=compute,
    answer="meets",
    parts=parts,
)
