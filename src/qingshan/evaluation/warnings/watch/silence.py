"""How many days a place that should report has said nothing; one that never did is silent without end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qingshan.evaluation.warnings.facts import Facts
from qingshan.evaluation.warnings.rule import Rule
from qingshan.evaluation.warnings.watching import Sign, Watch
from qingshan.kernel.text import Text

NEVER = Text("从未有过", "never")


def signs(rule: Rule, facts: Facts, day: date) -> Iterator[Sign]:
    for one in facts.freshness:
        days = None if one.last is None else (day - one.last).days
        if one.kind in rule.kinds and (days is None or rule.reaches(days)):
            said = {"last": one.last or NEVER}
            yield Sign(
                f"data:{one.kind}:{one.place}",
                Text(one.place, one.place),
                "—" if days is None else str(days),
                said=said,
            )


WATCH = Watch("silence", Text("数据到达", "arrival of data"), "freshness", signs, ("last",))
