"""Evaluate a plan on a lake as of a day: every target gets a value, a state, a verdict and a trace."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from qingshan.evaluation import problems, store
from qingshan.evaluation.air_record import AirRecord
from qingshan.evaluation.groups import Group, groups_of
from qingshan.evaluation.indicator import Indicator, indicators
from qingshan.evaluation.judge import Judge, Judged, Question, due_period
from qingshan.evaluation.limits import Limits, baseline
from qingshan.evaluation.realms import read
from qingshan.evaluation.record import Record
from qingshan.evaluation.tracing import Tracer, watermark
from qingshan.kernel.periods import Period
from qingshan.kernel.units import plain
from qingshan.observations.returns.figures import assigned
from qingshan.observations.store.lake import Lake
from qingshan.plans.ir import Plan, Target

Wanted = list[tuple[Indicator, Group]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A plan judged. ``document`` is the JSON of the contract; ``judged`` and ``records`` are what pages draw from."""

    identity: str
    question: Question
    plan: Plan
    period: Period
    document: dict[str, Any]
    judged: tuple[Judged, ...]
    records: Mapping[str, Record[Any]]

    @property
    def air(self) -> AirRecord:
        found = self.records["air"]
        assert isinstance(found, AirRecord)
        return found


def evaluate(plan: Plan, lake: Lake, question: Question) -> Evaluation:
    """Judge every target of a plan and keep the results beside the lake. EVA005 when the plan names no year."""
    period, known = _period(plan), indicators()
    asked = [(target, group) for target in plan.targets for group in groups_of(target, plan, known)]
    measured = [(known[target.indicator.key], group) for target, group in asked if target.indicator.key in known]
    records = read(lake, measured, period, question)
    others = _others(lake, asked, period, question)
    overrides = any(one.kind == "override" for one in plan.rules)
    limits = Limits(assigned(lake, question.known_on), period, question.as_of, overrides=overrides)
    judge = Judge(period, records, others, limits, question)
    judged = tuple(judge.judged(target, group) for target, group in asked)
    identity = _identity(plan, question, records, judged)
    tracer = Tracer(period, records, question, identity)
    results = [tracer.result(entry) for entry in judged]
    tables = {name: rows for record in records.values() for name, rows in record.tables.items()}
    store.keep(lake.path, identity, results, tables)
    return Evaluation(identity, question, plan, period, _document(judged, results, records, question), judged, records)


def _others(
    lake: Lake, asked: Sequence[tuple[Target, Group]], period: Period, question: Question
) -> dict[Period, Mapping[str, Record[Any]]]:
    """The records of the periods that changes are measured from, and of those that a deadline ends early."""
    known = indicators()
    wanted: dict[Period, Wanted] = {}
    for target, group in asked:
        if target.indicator.key in known:
            spans = {due_period(target, period)}
            spans |= {baseline(target, period)} if target.rule in ("relative", "change") else set()
            for span in spans - {period}:
                wanted.setdefault(span, []).append((known[target.indicator.key], group))
    return {span: read(lake, pairs, span, question, every=False) for span, pairs in wanted.items()}


def _period(plan: Plan) -> Period:
    try:
        return Period.of((plan.document.period or "")[:4])
    except ValueError as error:
        where = plan.document.name or plan.document.title or "plan"
        raise problems.PLAN_WITHOUT_YEAR.at(where, plan.document.period) from error


def _identity(plan: Plan, question: Question, records: Mapping[str, Record[Any]], judged: Sequence[Judged]) -> str:
    """The same plan, question, data and figures give the same identity, whatever the engine and the table versions.

    The figures are part of it: a plan corrected or a rule mended must not find what was kept before.
    """
    figures = [repr((entry.target.id, entry.group.key, entry.standing, entry.must, entry.strive)) for entry in judged]
    known = {realm: watermark(record) for realm, record in sorted(records.items())}
    targets = msgspec.to_builtins(plan.targets)
    asked = [targets, plan.document.area, question.as_of.isoformat(), sorted(question.editions), known, figures]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()[:12]


def _document(
    judged: Sequence[Judged], results: Sequence[dict[str, Any]], records: Mapping[str, Record[Any]], question: Question
) -> dict[str, Any]:
    return {
        "as_of": question.as_of.isoformat(),
        "known_on": None if question.known_on is None else f"{question.known_on.isoformat()}Z",
        "editions": list(dict.fromkeys(edition for result in results for edition in result["editions"])),
        "unverified": list(dict.fromkeys(key for result in results for key in result["unverified"])),
        "sources": sorted({source for record in records.values() for source in record.sources}),
        "targets": [_row(entry, result) for entry, result in zip(judged, results, strict=True)],
        "results": list(results),
    }


def _row(entry: Judged, result: dict[str, Any]) -> dict[str, Any]:
    tiers = {"must": entry.must, "strive": entry.strive}
    gap = entry.must.gap if entry.must else None
    return {
        "id": entry.target.id,
        "indicator": entry.target.indicator.key,
        "area": entry.group.key,
        "value": result["value"],
        "unit": result["unit"],
        "state": entry.state,
        "verdict": {name: tier.verdict if tier else None for name, tier in tiers.items()},
        "gap": None if gap is None else plain(gap),
        "coverage": entry.coverage,
        "result": result["id"],
    }
