"""Evaluate a plan on a lake as of a day: every target gets a value, a state, a verdict and a trace."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from qingshan.evaluation import problems, store
from qingshan.evaluation.air import read_air
from qingshan.evaluation.air_record import AirRecord
from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import indicators
from qingshan.evaluation.judge import Judge, Judged, Question
from qingshan.evaluation.tracing import Tracer
from qingshan.kernel.periods import Period
from qingshan.kernel.units import plain
from qingshan.observations.store.lake import Lake
from qingshan.plans.ir import Plan, Target

WHOLE_AREA = ("全市", "全区", "全县", "全省", "全域", "本市")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A plan judged. ``document`` is the JSON of the contract; ``judged`` and ``air`` are what pages draw from."""

    identity: str
    question: Question
    plan: Plan
    period: Period
    document: dict[str, Any]
    judged: tuple[Judged, ...]
    air: AirRecord


def evaluate(plan: Plan, lake: Lake, question: Question) -> Evaluation:
    """Judge every target of a plan and keep the results beside the lake. EVA005 when the plan names no year."""
    period = _period(plan)
    asked = [(target, group) for target in plan.targets for group in groups_of(target, plan)]
    known = indicators()
    measured = [(known[target.indicator.key], group) for target, group in asked if target.indicator.key in known]
    wanted = list({one.key: one for one, _ in measured}.values())
    air = read_air(lake, list({group.key: group for _, group in measured}.values()), wanted, period, question)
    judge = Judge(period, air, question)
    judged = tuple(judge.judged(target, group) for target, group in asked)
    identity = _identity(plan, question, air)
    tracer = Tracer(period, air, question, identity)
    results = [tracer.result(entry) for entry in judged]
    store.keep(lake.path, identity, results, {"area_days": air.area_days, "site_days": air.site_days})
    return Evaluation(identity, question, plan, period, _document(judged, results, air, question), judged, air)


def _period(plan: Plan) -> Period:
    try:
        return Period.of((plan.document.period or "")[:4])
    except ValueError as error:
        where = plan.document.name or plan.document.title or "plan"
        raise problems.PLAN_WITHOUT_YEAR.at(where, plan.document.period) from error


def groups_of(target: Target, plan: Plan) -> list[Group]:
    """The area groups a target is judged in: its areas as one, each on its own, or the document's area."""
    whole = plan.document.area or ""
    names = [whole if name in WHOLE_AREA and whole else name for name in target.scope.areas]
    if not names:
        return [Group(whole or WHOLE_AREA[0], (whole,) if whole else ())]
    if target.scope.how == "each":
        return [Group(name, (name,)) for name in names]
    return [Group("、".join(names), (*names, *target.scope.members))]


def _identity(plan: Plan, question: Question, air: AirRecord) -> str:
    """The same plan, question, data and figures give the same identity, whatever the engine and the table versions.

    The figures are part of it: a plan corrected or a rule mended must not find what was kept before.
    """
    figures = sorted((key, area, repr(standing)) for (key, area), standing in air.standings.items())
    targets = msgspec.to_builtins(plan.targets)
    asked = [targets, plan.document.area, question.as_of.isoformat(), sorted(question.editions), air.watermark, figures]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()[:12]


def _document(
    judged: Sequence[Judged], results: Sequence[dict[str, Any]], air: AirRecord, question: Question
) -> dict[str, Any]:
    return {
        "as_of": question.as_of.isoformat(),
        "known_on": None if question.known_on is None else f"{question.known_on.isoformat()}Z",
        "editions": list(dict.fromkeys(edition for result in results for edition in result["editions"])),
        "unverified": list(dict.fromkeys(key for result in results for key in result["unverified"])),
        "sources": list(air.sources),
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
