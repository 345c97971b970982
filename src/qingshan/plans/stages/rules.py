"""Rules: the sentences of a document that govern others, found before anything they govern is read."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from qingshan.plans.document import View
from qingshan.plans.ir import PlanRuleKind
from qingshan.plans.phrases import Grammar


@dataclass(frozen=True, slots=True)
class RuleMention:
    """A rule in the view; ``units`` is the span of those a default rule adds, ``exceptions`` what it excepts."""

    kind: PlanRuleKind
    start: int
    end: int
    units: tuple[int, int] | None
    exceptions: str


def rules(view: View, grammar: Grammar) -> list[RuleMention]:
    """Every rule, in order."""
    found = []
    for phrase in grammar.of("rule"):
        kind: PlanRuleKind = msgspec.convert(phrase.means, PlanRuleKind)
        for match in grammar.compile(phrase.pattern).finditer(view.text):
            named = match.re.groupindex
            units = match.span("units") if "units" in named else None
            exceptions = match["except"] or "" if "except" in named else ""
            found.append(RuleMention(kind, match.start(), match.end(), units, exceptions))
    return sorted(found, key=lambda entry: entry.start)
