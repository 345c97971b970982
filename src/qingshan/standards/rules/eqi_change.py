"""生态质量变化: the class of the change of EQI between two years."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.standards import change
from qingshan.standards.rule import Rule

CLASSES = ("基本稳定", "轻微变好", "轻微变差", "一般变好", "一般变差", "明显变好", "明显变差")

RULE = Rule(
    name="eqi-change",
    label=Text("生态质量变化", "change of ecological quality (EQI)"),
    family="eqi",
    inputs=change.INPUTS,
    outputs=change.outputs(CLASSES),
    compute=change.compute,
    answer="class",
    parts=change.parts,
)
