"""生态环境状况指数 EI: from its five sub-indexes and the restriction."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards import ecology
from qingshan.standards.rule import Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """See :func:`ecology.index`; EI is not EQI, and values of the two are never compared."""
    return ecology.index(values, values.get("restriction"), rules)


RULE = Rule(
    name="ei",
    label=Text("生态环境状况指数（EI）", "ecological index EI"),
    family="hj192",
    inputs=(*(Quantity(name, places=1) for name in ecology.SUB_INDEXES), ecology.RESTRICTION),
    outputs=ecology.INDEX_OUTPUTS,
    compute=compute,
    answer="ei",
    parts=lambda outcome, _rules: ecology.index_parts(outcome),
)
