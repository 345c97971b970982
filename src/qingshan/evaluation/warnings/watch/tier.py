"""The tier of heavy pollution that a forecast calls for, by the edition in force on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qingshan.evaluation.warnings.facts import Facts
from qingshan.evaluation.warnings.rule import Rule
from qingshan.evaluation.warnings.watching import Sign, Watch
from qingshan.kernel.text import Text
from qingshan.standards.evaluate import Asked, evaluate_rule

RULE = "warning-tier"


def signs(rule: Rule, facts: Facts, day: date) -> Iterator[Sign]:
    for one in facts.forecasts:
        written = [None if aqi is None else str(aqi) for aqi in one.aqi]
        answer = evaluate_rule(RULE, {"aqi": written}, Asked(on=day))
        tier = int(answer["value"] or 0)
        if rule.reaches(tier):
            name = answer["parts"]["name"]
            said = {"tier": Text(name["zh"], name["en"]), "edition": answer["edition"], "first": one.first}
            yield Sign(f"forecast:{one.area}", Text(one.area, one.area), str(tier), said=said)


WATCH = Watch("tier", Text("空气质量预报", "air quality forecasts"), "forecasts", signs, ("tier", "edition", "first"))
