"""建设用地土壤污染风险: contents against screening and intervention values of GB 36600."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, at_most, choose, equal, flag, greatest_present, present
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.standards.formulas.levels import level, worst
from qingshan.standards.quantity import label
from qingshan.standards.rule import DECIMALS, Outcome, Quantity, Rule, written
from qingshan.standards.soil import SOIL_DECIMALS, exceeded_by
from qingshan.standards.view import Rules

LANDS = ("first", "second", "unknown")
OUTCOMES = ("风险可忽略", "需详细调查", "需管控或修复")
BASIC = (
    "as", "cd", "cr6", "cu", "pb", "hg", "ni",
    "carbon_tetrachloride", "chloroform", "chloromethane", "dichloroethane_11", "dichloroethane_12",
    "dichloroethylene_11", "cis_dichloroethylene_12", "trans_dichloroethylene_12", "dichloromethane",
    "dichloropropane_12", "tetrachloroethane_1112", "tetrachloroethane_1122", "tetrachloroethylene",
    "trichloroethane_111", "trichloroethane_112", "trichloroethylene", "trichloropropane_123", "vinyl_chloride",
    "benzene", "chlorobenzene", "dichlorobenzene_12", "dichlorobenzene_14", "ethylbenzene", "styrene", "toluene",
    "mp_xylene", "o_xylene", "nitrobenzene", "aniline", "chlorophenol_2",
    "benz_a_anthracene", "bap", "benzo_b_fluoranthene", "benzo_k_fluoranthene", "chrysene",
    "dibenz_ah_anthracene", "indeno_123cd_pyrene", "naphthalene",
)  # fmt: skip
OTHER = ("sb", "be", "co", "methylmercury", "v", "cyanide", "tph", "pcb", "dioxins", "pcp", "atrazine")
ITEMS = (*BASIC, *OTHER)
BACKGROUND = ("as", "co", "v")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``outcome`` of the items measured, missing when there is none; ``land`` is the class whose values apply.

    As, Co and V at or below ``background_…`` have level 0 and ``within_…`` 1, however much they exceed.
    """
    rules.read("outcome")
    land = _land(values.get("land"), rules)
    limits = _limits(rules)
    outcome: dict[str, Value] = {"land": land}
    levels = []
    for item in ITEMS:
        screening, intervention = (_of_land(limits[item][kind], land) for kind in ("screening", "intervention"))
        excused = _within_background(values, rules, item)
        levels.append(choose(equal(excused, 1), 0, level(values.get(item), screening, intervention)))
        outcome[f"level_{item}"] = choose(present(values.get(item)), levels[-1], None)
        outcome[f"multiple_{item}"] = exceeded_by(values.get(item), screening)
        if item in BACKGROUND:
            outcome[f"within_{item}"] = excused
    return outcome | {"outcome": worst([values.get(item) for item in ITEMS], levels)}


def _land(land: Value, rules: Rules) -> Value:
    """The class of land whose values apply: where it is unknown or missing, the one the standard says."""
    assumed = LANDS.index(rules.text("land_class_unknown"))
    known = choose(present(land), land, LANDS.index("unknown"))
    return choose(equal(known, LANDS.index("unknown")), assumed, known)


def _limits(rules: Rules) -> dict[str, Any]:
    return {**rules.scaled("limits_basic", SOIL_DECIMALS), **rules.scaled("limits_other", SOIL_DECIMALS)}


def _of_land(limits: tuple[int, int], land: Value) -> Value:
    first, second = limits
    return choose(equal(land, LANDS.index("second")), second, first)


def _within_background(values: Mapping[str, Value], rules: Rules, item: str) -> Value:
    if item not in rules.value("background_items"):
        return 0
    return greatest_present(0, flag(at_most(values.get(item), values.get(f"background_{item}"))))


def parts(outcome: Outcome, rules: Rules) -> dict[str, Any]:
    """The items measured with limits and multiples, which exceed, and which basic items were not measured."""
    found = [item for item in ITEMS if outcome[f"level_{item}"] is not None]
    limits = {**rules.table("limits_basic"), **rules.table("limits_other")}
    place = outcome["land"]
    return {
        "land": LANDS[place],
        "items": {item: _item(outcome, item, limits[item], place) for item in found},
        "exceed_screening": [item for item in found if outcome[f"level_{item}"]],
        "exceed_intervention": [item for item in found if outcome[f"level_{item}"] == OUTCOMES.index("需管控或修复")],
        "within_background": [item for item in BACKGROUND if outcome[f"within_{item}"]],
        "not_measured": [item for item in rules.table("limits_basic") if item not in found],
    }


def _item(outcome: Outcome, item: str, limits: Mapping[str, list[str]], place: int) -> dict[str, str | int | None]:
    return {
        "screening": limits["screening"][place],
        "intervention": limits["intervention"][place],
        "multiple": written(outcome[f"multiple_{item}"], DECIMALS, 2),
        "level": outcome[f"level_{item}"],
    }


def explain(values: Mapping[str, Value], outcome: Outcome, rules: Rules) -> tuple[Step, ...]:
    """One step for each item measured: its content beside both limits; plain integers only."""
    cited = {
        item: str(rules.read(key).citation) for key in ("limits_basic", "limits_other") for item in rules.table(key)
    }
    steps = []
    for item, shown in parts(outcome, rules)["items"].items():
        low, high = shown["screening"], shown["intervention"]
        note = Text(f"筛选值 {low}，管制值 {high}", f"screening value {low}, intervention value {high}")
        content = written(values[item], SOIL_DECIMALS)
        steps.append(Step(label(f"soil_{item}"), content, "mg/kg", (cited[item],), (note,)))
    return tuple(steps)


RULE = Rule(
    name="construction-soil",
    label=Text("建设用地土壤污染风险", "risk of construction-land soil"),
    family="gb36600",
    inputs=(
        Quantity("land", choices=LANDS, optional=True),
        *(Quantity(item, "mg/kg", SOIL_DECIMALS, optional=True) for item in ITEMS),
        *(Quantity(f"background_{item}", "mg/kg", SOIL_DECIMALS, optional=True) for item in BACKGROUND),
    ),
    outputs=(
        Quantity("outcome", choices=OUTCOMES),
        Quantity("land", choices=LANDS),
        *(Quantity(f"level_{item}", decimals=0) for item in ITEMS),
        *(Quantity(f"multiple_{item}", places=2) for item in ITEMS),
        *(Quantity(f"within_{item}", decimals=0) for item in BACKGROUND),
    ),
    compute=compute,
    answer="outcome",
    parts=parts,
    explain=explain,
)
