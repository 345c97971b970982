"""The trace of a result: sentence → target → indicator and clause → figures → parameters → data version.

Days, sites and hours are not copied into it: they lie in the kept columns and in the lake, and
``explain`` opens them from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from qingshan.evaluation.air_record import AirRecord
from qingshan.evaluation.area_days import OZONE
from qingshan.evaluation.judge import Judged, Question, Tier
from qingshan.evaluation.judging import STATES, VERDICTS, Budget
from qingshan.kernel.citation import Verification
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.kernel.units import plain
from qingshan.standards.book import Parameter, book
from qingshan.standards.evaluate import plain as value_of

TARGET, MUST, STRIVE = Text("目标", "target"), Text("约束值", "must"), Text("力争值", "strive for")
FIGURES, DAYS = Text("计算", "figures"), Text("逐日", "days")
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
EXCLUDED = {
    "invalid": Text(
        "{sites}：{from_hour} 至 {to_hour} 判为无效（{reason}）", "{sites}: {from_hour} to {to_hour} invalid ({reason})"
    ),
    "dust": Text(
        "{sites}：{from_hour} 至 {to_hour} 受沙尘影响，扣除颗粒物（{reason}）",
        "{sites}: {from_hour} to {to_hour} dust, particles deducted ({reason})",
    ),
}
FLAGGED = Text(
    "质量检查 {check} 标记了 {hours} 个小时值（只标记，不剔除）",
    "quality check {check} flagged {hours} hours (flags never alter)",
)
SOURCES = Text("数据来源 {sources}", "data from {sources}")


class Tracer:
    """Writes the results of one evaluation."""

    def __init__(self, period: Period, air: AirRecord, question: Question, identity: str) -> None:
        self.period, self.air, self.question, self.identity = period, air, question, identity

    def result(self, entry: Judged) -> dict[str, Any]:
        """One result as it is stored and printed."""
        standing, indicator = entry.standing, entry.indicator
        parameters = self.air.parameters(indicator) if indicator else ()
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
            "data_version": self.air.watermark if indicator else {},
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
        notes = [VERDICTS[tier.verdict]]
        if tier.budget is not None and tier.budget.reachable:
            notes.append(_said(SPENT[tier.budget.kind], **_spent(tier.budget)))
        limit = "" if tier.limit is None else plain(tier.limit)
        return Step(label, f"{tier.comparator} {limit}".strip(), notes=tuple(notes))

    def _indicator(self, entry: Judged) -> Step:
        indicator, standing = entry.indicator, entry.standing
        assert indicator is not None
        clause = (f"{indicator.clause.zh} · {indicator.clause.en}",)
        value = None if standing is None else plain(standing.value)
        return Step(indicator.label, value, indicator.unit, clause, steps=self._below(entry))

    def _below(self, entry: Judged) -> tuple[Step, ...]:
        assert entry.indicator is not None
        standing = entry.standing
        figures = "" if standing is None else f"{standing.numerator} / {standing.denominator}"
        flagged = entry.coverage.get("flagged_hours", {})
        notes = (
            *dict.fromkeys(self._excluded(entry)),
            *(_said(FLAGGED, check=check, hours=hours) for check, hours in flagged.items()),
        )
        raw = {"evaluation": self.identity, "group": entry.group.key, "items": ",".join(entry.indicator.items)}
        sources = Text("、".join(self.air.sources), ", ".join(self.air.sources))
        return (
            Step(FIGURES, figures, notes=(_said(SOURCES, sources=sources),)),
            Step(DAYS, str(entry.coverage.get("valid_days", "")), "d", notes=notes, raw=raw),
            Step(RULES, steps=tuple(_parameter(parameter) for parameter in self.air.parameters(entry.indicator))),
            Step(DATA, steps=tuple(
                Step(Text(name, name), str(version["known_from"] or "—"), sources=(f"Delta {version['version']}",))
                for name, version in self.air.versions.items()
            )),
        )  # fmt: skip

    def _excluded(self, entry: Judged) -> Iterator[Text]:
        """The exclusions that took hours from the group's sites and the indicator's items."""
        sites = {member.site for member in self.air.members.get(entry.group.key, [])}
        items = {"o3" if item == OZONE else item for item in entry.indicator.items} if entry.indicator else set()
        for one in self.air.exclusions:
            if (touched := sorted(sites & set(one.sites))) and items & set(one.items):
                hours = {"from_hour": one.from_hour, "to_hour": one.to_hour}
                yield _said(EXCLUDED[one.kind], sites="、".join(touched), reason=one.reason, **hours)


def _said(template: Text, **values: object) -> Text:
    return Text(template.say("zh", **values), template.say("en", **values))


def _spent(spent: Budget) -> dict[str, object]:
    words = {"allowed": spent.allowed, "spent": spent.spent, "room": spent.left}
    return {"left": spent.days_left, "unit": spent.unit, **words}


def _parameter(parameter: Parameter) -> Step:
    family = parameter.edition.partition(":")[0]
    label = book().labels(family).get(parameter.key, Text(parameter.key, parameter.key))
    checked = () if parameter.verification is Verification.STANDARD else (parameter.verification.label,)
    return Step(label, value_of(parameter), parameter.unit, (str(parameter.citation),), checked)
