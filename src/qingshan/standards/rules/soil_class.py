"""农用地土壤污染风险: the class of a plot by screening and intervention values of GB 15618."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards import soil
from qingshan.standards.rule import Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``class`` 0 to 2 follows ``risk``; missing when nothing was measured or a measured item cannot be judged."""
    outcome = soil.grade(values, rules)
    return outcome | {"class": outcome["risk"]}


RULE = Rule(
    name="soil-class",
    label=Text("农用地土壤污染风险分类", "risk class of farmland soil"),
    family="gb15618",
    inputs=soil.INPUTS,
    outputs=soil.outputs(),
    compute=compute,
    answer="class",
    state=soil.state,
    parts=soil.parts,
    explain=soil.explain,
)
