"""The state of a task's milestone; ``lead_days`` narrows those due soon, ``threshold`` counts days past the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qingshan.evaluation.duties.standing import STATES
from qingshan.evaluation.warnings.facts import Facts
from qingshan.evaluation.warnings.rule import Rule
from qingshan.evaluation.warnings.watching import Sign, Watch
from qingshan.kernel.text import Text


def signs(rule: Rule, facts: Facts, day: date) -> Iterator[Sign]:  # noqa: ARG001 (the shape of every kind)
    for fact in facts.duties:
        at, duty = fact.standing, fact.duty
        if at.state not in rule.states or not within_lead(rule, at.days_left):
            continue
        if rule.threshold is None or rule.reaches(-(at.days_left or 0)):
            subject = Text(f"{duty.path} {duty.heading}", f"{duty.path} {duty.heading}")
            said = {"state": STATES[at.state], "due": at.due or "—", "days": abs(at.days_left or 0)}
            value = str(at.days_left if at.days_left is not None else "—")
            yield Sign(f"duty:{at.duty}:{at.milestone}", subject, value, duty.leads, at.due, said)


def within_lead(rule: Rule, left: int | None) -> bool:
    """Whether so many days left call for a reminder; a rule without a lead does not ask."""
    return rule.lead_days is None or (left is not None and 0 <= left <= rule.lead_days)


WATCH = Watch("duty", Text("任务状态", "states of tasks"), "duties", signs, ("state", "due", "days"))
