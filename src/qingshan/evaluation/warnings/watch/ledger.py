"""The state of a ledger entry's deadline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qingshan.evaluation.warnings.facts import Facts
from qingshan.evaluation.warnings.rule import Rule
from qingshan.evaluation.warnings.watch.duty import within_lead
from qingshan.evaluation.warnings.watching import Sign, Watch
from qingshan.kernel.text import Text


def signs(rule: Rule, facts: Facts, day: date) -> Iterator[Sign]:  # noqa: ARG001 (the shape of every kind)
    for one in facts.dues:
        if one.state not in rule.states or not within_lead(rule, one.days_left):
            continue
        if (not rule.kinds or one.ledger in rule.kinds) and (
            rule.threshold is None or rule.reaches(-(one.days_left or 0))
        ):
            said = {"due": one.due or "—", "days": abs(one.days_left or 0), "ledger": one.ledger}
            value = str(one.days_left if one.days_left is not None else "—")
            yield Sign(f"entry:{one.ledger}:{one.entry}", Text(one.label, one.label), value, one.units, one.due, said)


WATCH = Watch("ledger", Text("台账时限", "deadlines of ledgers"), "dues", signs, ("due", "days", "ledger"))
