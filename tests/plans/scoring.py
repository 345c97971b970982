"""Precision and recall of compiled plans against annotations made by reading (gold: spans and figures only)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qingshan.kernel.vocabulary import Vocabulary
from qingshan.plans.compiler import compile_document
from qingshan.plans.ir import Deadline, Plan, Target
from qingshan.plans.stages.read import read

ROOT = Path(__file__).resolve().parents[2]
PLANS = ROOT.parent / "shared" / "plans"
GOLD = Path(__file__).parent / "gold"


@dataclass
class Count:
    """Records that agree in every field, records found, records annotated; and what each miss was."""

    right: int = 0
    found: int = 0
    true: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0


@dataclass
class Score:
    targets: Count = field(default_factory=Count)
    units: Count = field(default_factory=Count)
    deadlines: Count = field(default_factory=Count)

    def kinds(self) -> Iterator[tuple[str, Count]]:
        yield from (("targets", self.targets), ("units", self.units), ("deadlines", self.deadlines))


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share at least half of the shorter one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and 2 * shared >= min(one[1] - one[0], other[1] - other[0])


def _same_deadline(found: Deadline | None, gold: dict[str, Any]) -> bool:
    if found is None or gold["deadline"] is None:
        return found is None and gold["deadline"] is None
    same_place = overlaps((found.start, found.end), tuple(gold["deadline"]))
    return same_place and found.on == gold["deadline_on"] and found.soft == gold["deadline_soft"]


def differences(target: Target, gold: dict[str, Any]) -> list[str]:
    """The fields in which a target and an annotation differ."""
    stretch = target.stretch and {"value": target.stretch.value, "comparator": target.stretch.comparator}
    spans = target.scope.spans
    checks = {
        "indicator": overlaps((target.indicator.start, target.indicator.end), tuple(gold["indicator"])),
        "scope": len(spans) == len(gold["scope"])
        and all(overlaps(span, tuple(known)) for span, known in zip(spans, gold["scope"], strict=True)),
        "how": target.scope.how == gold["scope_how"],
        "comparator": target.comparator == gold["comparator"],
        "value": target.value == gold["value"],
        "unit": target.unit == gold["unit"],
        "stretch": stretch == gold["stretch"],
        "tier_only": target.tier_only == gold["tier_only"],
        "period": target.period == gold["period"],
        "deadline": _same_deadline(target.deadline, gold),
        "baseline": target.baseline == gold["baseline"],
        "embedded": target.embedded == gold["embedded"],
    }
    return [name for name, same in checks.items() if not same]


def _score_targets(plan: Plan, gold: list[dict[str, Any]], count: Count, name: str) -> None:
    left = list(gold)
    count.found += len(plan.targets)
    count.true += len(gold)
    for target in plan.targets:
        near = [entry for entry in left if overlaps((target.start, target.end), tuple(entry["quote"]))]
        best = min(near, key=lambda entry: len(differences(target, entry)), default=None)
        wrong = ["not annotated"] if best is None else differences(target, best)
        if best is not None and "indicator" not in wrong:
            left.remove(best)
        count.right += not wrong
        if wrong:
            count.misses.append(f"{name} {target.id}: {', '.join(wrong)}")
    count.misses += [f"{name} target at {entry['quote']}: not found" for entry in left]


def _score_set(found: list[tuple[Any, ...]], gold: list[tuple[Any, ...]], count: Count, name: str) -> None:
    left = list(gold)
    count.found += len(found)
    count.true += len(gold)
    for entry in found:
        if entry in left:
            left.remove(entry)
            count.right += 1
        else:
            count.misses.append(f"{name} {entry}: not annotated")
    count.misses += [f"{name} {entry}: not found" for entry in left]


def _deadlines(plan: Plan) -> list[tuple[Any, ...]]:
    places = [*(task.deadlines for task in plan.tasks), *(entry.deadlines for entry in plan.unassigned)]
    return [(entry.start, entry.end, entry.on, entry.soft, entry.recurring) for place in places for entry in place]


def add(score: Score, plan: Plan, gold: dict[str, Any]) -> None:
    """Count one document."""
    name = gold["doc"][:2]
    _score_targets(plan, gold["targets"], score.targets, name)
    units = [(unit.start, unit.end, unit.role) for task in plan.tasks for unit in task.units]
    known = [(*span, role) for task in gold["tasks"] for span, role in zip(task["units"], task["roles"], strict=True)]
    _score_set(units, known, score.units, name)
    dated = [(*entry["span"], entry["on"], entry["soft"], entry["recurring"]) for entry in gold["deadlines"]]
    _score_set(_deadlines(plan), dated, score.deadlines, name)


def score(group: str, vocabulary: Vocabulary) -> Score:
    """The score of one group of annotations (``tuned``, ``wide`` or ``heldout``) on the plans beside the checkout."""
    total = Score()
    for path in sorted((GOLD / group).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        plan = PLANS / gold["doc"]
        assert hashlib.sha256(plan.read_bytes()).hexdigest() == gold["sha256"], f"{plan.name} is not what was annotated"
        add(total, compile_document(read(plan), vocabulary), gold)
    return total


def table(scores: dict[str, Score]) -> str:
    """The scores of groups as lines of text."""
    lines = ["group    kind       precision  recall  right/found/annotated"]
    for group, one in scores.items():
        for kind, count in one.kinds():
            figures = f"{count.right}/{count.found}/{count.true}"
            lines.append(f"{group:8} {kind:10} {count.precision:9.3f} {count.recall:7.3f}  {figures}")
    return "\n".join(lines)
