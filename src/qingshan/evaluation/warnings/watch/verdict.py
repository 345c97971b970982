"""The verdict on a tier of a target."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qingshan.evaluation.judging import VERDICTS
from qingshan.evaluation.warnings.facts import Facts
from qingshan.evaluation.warnings.rule import Rule
from qingshan.evaluation.warnings.watching import Sign, Watch
from qingshan.kernel.text import Text
from qingshan.kernel.units import plain


def signs(rule: Rule, facts: Facts, day: date) -> Iterator[Sign]:  # noqa: ARG001 (the shape of every kind)
    for one in facts.readings:
        verdict = one.must if rule.tier == "must" else one.strive
        if verdict is not None and verdict in rule.states and rule.about(one.indicator):
            subject = Text(f"{one.area} {one.label.zh}", f"{one.area} {one.label.en}")
            said = {"unit": one.unit, "asked": one.asked, "verdict": VERDICTS[verdict]}
            value = "—" if one.value is None else plain(one.value)
            yield Sign(f"indicator:{one.indicator}:{one.area}", subject, value, said=said)


WATCH = Watch("verdict", Text("目标判定", "verdicts on targets"), "readings", signs, ("unit", "asked", "verdict"))
