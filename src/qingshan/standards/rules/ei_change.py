"""生态环境状况变化: the class of the change of EI between two years."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.standards import change
from qingshan.standards.rule import Rule

CLASSES = ("无明显变化", "略微变好", "略微变差", "明显变好", "明显变差", "显著变好", "显著变差")

RULE = Rule(
    name="ei-change",
    label=Text("生态环境状况变化", "change of the ecological index EI"),
    family="hj192",
    inputs=change.INPUTS,
    outputs=change.outputs(CLASSES),
    compute=change.compute,
    answer="class",
    parts=change.parts,
)
