"""农用地类别: the class of farmland from its soil alone; produce may change it only by a recorded decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards import soil
from qingshan.standards.formulas.piecewise import class_of
from qingshan.standards.rule import Outcome, Rule
from qingshan.standards.view import Rules

FAMILY, LIMITS = "farmland", "gb15618"
NAMES = ("priority", "safe_use", "strict_control")
FROM_SOIL = Text(
    "仅由土壤判断；按农产品检测调整类别须由人记录决定和理由",
    "from soil alone; an adjustment by produce needs a recorded decision with its reason",
)


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``class`` as the guide names each risk of GB 15618; missing as the risk is."""
    outcome = soil.grade(values, rules.beside(LIMITS))
    named = rules.table("class_from_soil")
    *lower, last = [(place, NAMES.index(named[risk])) for place, risk in enumerate(soil.RISKS)]
    return outcome | {"class": class_of(outcome["risk"], lower, last[1])}


def parts(outcome: Outcome, rules: Rules) -> dict[str, Any]:
    basis = {"basis": {"zh": FROM_SOIL.zh, "en": FROM_SOIL.en}}
    return soil.parts(outcome, rules.beside(LIMITS)) | basis


RULE = Rule(
    name="farmland-class",
    label=Text("农用地土壤环境质量类别（仅由土壤判断）", "class of farmland (from soil alone)"),
    family=FAMILY,
    inputs=soil.INPUTS,
    outputs=soil.outputs(),
    compute=compute,
    answer="class",
    state=soil.state,
    parts=parts,
    explain=lambda values, outcome, rules: soil.explain(values, outcome, rules.beside(LIMITS)),
    companions=(LIMITS,),
)
