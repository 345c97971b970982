"""The trace of a result: sentence → target → indicator and clause → figures → parameters → data version.

Days, sites, samples and hours are not copied into it: they lie in the kept columns and in the lake, and
``explain`` opens them from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from qingshan.evaluation.judge import Judged, Question, Tier
from qingshan.evaluation.judging import STATES, VERDICTS, Budget
from qingshan.evaluation.record import Record
from qingshan.kernel.citation import Verification
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.kernel.units import plain
from qingshan.standards.book import Parameter, book
from qingshan.standards.evaluate import plain as value_of

TARGET, MUST, STRIVE = Text("目标", "target"), Text("约束值", "must"), Text("力争值", "strive for")
FIGURES = Text("计算", "figures")
RULES, DATA = Text("采用的版本与参数", "editions and parameters used"), Text("数据版本", "data version")
SPENT_MEAN = Text(
    "此后 {left} 天平均不超过 {allowed} {unit}，修约后仍达到",
    "the {left} days to come may average at most {allowed} {unit}",
)
SPENT_SHARE = Text(
    "全年最多 {allowed} 个非优良日，已有 {spent} 个，还可有 {room} 个（此后 {left} 天）",
    "at most {allowed} bad days in the period, {spent} so far, {room} left over the {left} days to come",
)
SPENT = {"mean": SPENT_MEAN, "share": SPENT_SHARE}
SOURCES = Text("数据来源 {sources}", "data from {sources}")


class Tracer:
    """Writes the results of one evaluation."""

    def __init__(self, period: Period, records: Mapping[str, Record[Any]], question: Question, identity: str) -> None:
        self.period, self.records, self.question, self.identity = period, records, question, identity

    def result(self, entry: Judged) -> dict[str, Any]:
        """One result as it is stored and printed."""
        standing, indicator = entry.standing, entry.indicator
        record = self.records[indicator.realm] if indicator else None
        of_tiers = [one for tier in (entry.must, entry.strive) if tier for one in tier.parameters]
        own = record.parameters(indicator) if record and indicator else ()
        parameters = tuple({(one.edition, one.key): one for one in (*own, *of_tiers)}.values())
        named = f"{self.identity}|{entry.target.id}|{entry.group.key}"
        return {
            "id": f"R{hashlib.sha256(named.encode()).hexdigest()[:10]}",
            "target": entry.target.id,
            "indicator": entry.target.indicator.key,
            "period": str(self.period),
            "area": entry.group.key,
            "value": None if standing is None else plain(standing.value),
            "unit": indicator.unit if indicator else entry.target.unit,
            "state": entry.state,
            "reasons": [[reason.zh, reason.en] for reason in entry.reasons],
            "as_of": self.question.as_of.isoformat(),
            "editions": list(dict.fromkeys(parameter.edition for parameter in parameters)),
            "unverified": [f"{p.edition} {p.key}" for p in parameters if p.verification is Verification.UNVERIFIED],
            "coverage": entry.coverage,
            "data_version": watermark(record) if record else {},
            "trace": self._sentence(entry).as_json(),
        }

    def _sentence(self, entry: Judged) -> Step:
        tiers = [self._tier(label, tier) for label, tier in ((MUST, entry.must), (STRIVE, entry.strive)) if tier]
        below = [self._indicator(entry)] if entry.indicator else []
        return Step(
            TARGET, entry.target.quote, sources=(f"{entry.target.path} [{entry.target.start}:{entry.target.end}]",),
            notes=(STATES[entry.state], *entry.reasons), steps=(*tiers, *below),
        )  # fmt: skip

    def _tier(self, label: Text, tier: Tier) -> Step:
        notes = [VERDICTS[tier.verdict], *tier.notes]
        if tier.budget is not None and tier.budget.reachable:
            notes.append(SPENT[tier.budget.kind].filled(**_spent(tier.budget)))
        limit = "" if tier.limit is None else plain(tier.limit)
        below = tuple(_parameter(parameter) for parameter in tier.parameters)
        return Step(label, f"{tier.comparator} {limit}".strip(), notes=tuple(notes), steps=below)

    def _indicator(self, entry: Judged) -> Step:
        indicator, standing = entry.indicator, entry.standing
        assert indicator is not None
        clause = (f"{indicator.clause.zh} · {indicator.clause.en}",)
        value = None if standing is None else plain(standing.value)
        return Step(indicator.label, value, indicator.unit, clause, steps=self._below(entry))

    def _below(self, entry: Judged) -> tuple[Step, ...]:
        assert entry.indicator is not None
        standing, record = entry.standing, self.records[entry.indicator.realm]
        figures = "" if standing is None else f"{standing.numerator} / {standing.denominator}"
        sources = Text("、".join(record.sources), ", ".join(record.sources))
        return (
            Step(FIGURES, figures, notes=(SOURCES.filled(sources=sources),) if record.sources else ()),
            *record.steps(entry.indicator, entry.group, self.identity),
            Step(RULES, steps=tuple(_parameter(parameter) for parameter in record.parameters(entry.indicator))),
            Step(DATA, steps=tuple(
                Step(Text(name, name), str(version["known_from"] or "—"), sources=(f"Delta {version['version']}",))
                for name, version in record.versions.items()
            )),
        )  # fmt: skip


def watermark(record: Record[Any]) -> dict[str, str | int | None]:
    """The greatest ``known_from`` of each table a record read; a result reproduces from these alone."""
    return {name: version["known_from"] for name, version in record.versions.items()}


def _spent(spent: Budget) -> dict[str, object]:
    words = {"allowed": spent.allowed, "spent": spent.spent, "room": spent.left}
    return {"left": spent.days_left, "unit": spent.unit, **words}


def _parameter(parameter: Parameter) -> Step:
    family = parameter.edition.partition(":")[0]
    label = book().labels(family).get(parameter.key, Text(parameter.key, parameter.key))
    checked = () if parameter.verification is Verification.STANDARD else (parameter.verification.label,)
    return Step(label, value_of(parameter), parameter.unit, (str(parameter.citation),), checked)
