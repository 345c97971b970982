"""When a warning may call, what is due when nobody answers, and how right each rule has been."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qingshan.evaluation.warnings.life import FINDINGS, Finding, Life
from qingshan.evaluation.warnings.rule import Quiet, Rule
from qingshan.kernel.exact import PERCENT, half_even
from qingshan.kernel.text import Text
from qingshan.standards.rule import written

UNDECIDED = Text("尚无判定，共 {raised} 次", "none decided of {raised}")
SHARE = Text(
    "{share}%（属实 {true} ／ 已判定 {decided}，共 {raised} 次）",
    "{share}% (true {true} of {decided} decided, {raised} raised)",
)


def call_at(rule: Rule, moment: datetime) -> datetime:
    """When somebody may be called: at once, or at the end of the rule's quiet hours (Beijing time, naive)."""
    quiet = rule.quiet
    if quiet is None or not _is_quiet(quiet, moment):
        return moment
    end = moment.replace(hour=quiet.until.hour, minute=quiet.until.minute, second=0, microsecond=0)
    return end if end > moment else end + timedelta(days=1)


def _is_quiet(quiet: Quiet, moment: datetime) -> bool:
    now = moment.time()
    if quiet.since <= quiet.until:
        return quiet.since <= now < quiet.until
    return now >= quiet.since or now < quiet.until


def escalation(rule: Rule, life: Life, day: date) -> str | None:
    """The step of the ladder that is due because nobody has acknowledged the warning; None while there is time."""
    if life.acknowledged_by(day):
        return None
    waited = (day - life.raised_on).days
    due = [one for one in rule.escalate if one.after_days <= waited]
    return max(due, key=lambda one: one.after_days).step if due else None


@dataclass(frozen=True, slots=True)
class Precision:
    """How often a rule was right: warnings raised, those with a verdict by kind."""

    rule: str
    raised: int
    findings: dict[Finding, int]

    @property
    def decided(self) -> int:
        return sum(self.findings.values())

    @property
    def share(self) -> str | None:
        """True over decided in per cent to one decimal, half to even; None when none is decided."""
        if not self.decided:
            return None
        return written(half_even(self.findings["true"] * PERCENT * 10, self.decided), 1, 1)

    @property
    def said(self) -> Text:
        if self.share is None:
            return UNDECIDED.filled(raised=self.raised)
        return SHARE.filled(share=self.share, true=self.findings["true"], decided=self.decided, raised=self.raised)


def precision(rules: Iterable[Rule], lives: Iterable[Life]) -> tuple[Precision, ...]:
    """Each rule by the verdicts on the warnings in which it spoke."""
    known = tuple(lives)
    return tuple(_precision(rule.key, [life for life in known if life.rule == rule.key]) for rule in rules)


def _precision(rule: str, own: list[Life]) -> Precision:
    verdicts = [life.finding for life in own]
    return Precision(rule, len(own), {finding: verdicts.count(finding) for finding in FINDINGS})
