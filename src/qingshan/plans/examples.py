"""Every phrase of the grammar is its own test: its example, compiled in a small document, must give what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qingshan.kernel.vocabulary import Vocabulary
from qingshan.plans.compiler import compile_document
from qingshan.plans.document import Document
from qingshan.plans.ir import Deadline, Plan, Target
from qingshan.plans.phrases import Phrase, Where

_HEAD = "2021年甲市工作要点\n\n发布日期:2021年3月15日\n\n"
_AROUND: dict[Where, str] = {
    "goals": _HEAD + "一、工作目标\n{example}。\n",
    "tasks": _HEAD + "一、重点任务\n1、{example}。\n",
    "plain": _HEAD + "{example}。\n",
    "title": "{example}\n\n一、工作目标\n",
}


def examples(phrase: Phrase) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each example of a phrase with what it must give, for each word in turn where ``{word}`` stands in it."""
    for word in phrase.words if "{word}" in phrase.example else ("",):
        yield phrase.example.replace("{word}", word), _filled(phrase.gives, word)


def _filled(value: Any, word: str) -> Any:
    if isinstance(value, dict):
        return {key: _filled(part, word) for key, part in value.items()}
    if isinstance(value, list):
        return [_filled(part, word) for part in value]
    return value.replace("{word}", word) if isinstance(value, str) else value


def differences(phrase: Phrase, example: str, gives: dict[str, Any], vocabulary: Vocabulary | None = None) -> list[str]:
    """What an example gives otherwise than it says; empty when it holds."""
    text = _AROUND[phrase.where].replace("{example}", example)
    plan = compile_document(Document(text, "txt", ""), vocabulary or Vocabulary())
    shown = _shown(plan)
    return [
        f"{key}: {shown[key]} instead of {wanted}" for key, wanted in gives.items() if not _agrees(shown[key], wanted)
    ]


def _agrees(shown: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return all(_agrees(shown[key], value) for key, value in wanted.items())
    if isinstance(wanted, list):
        return len(shown) == len(wanted) and all(map(_agrees, shown, wanted))
    return bool(shown == wanted)


def _shown(plan: Plan) -> dict[str, Any]:
    loose = [_deadline(entry) for place in plan.unassigned for entry in place.deadlines]
    return {
        "targets": [_target(target) for target in plan.targets],
        "units": [[unit.name, unit.role] for task in plan.tasks for unit in task.units],
        "normalized": [unit.normalized for task in plan.tasks for unit in task.units],
        "default_units": [unit.name for task in plan.tasks for unit in task.default_units],
        "open": any(task.open for task in plan.tasks),
        "deadlines": [_deadline(entry) for task in plan.tasks for entry in task.deadlines] + loose,
        "unassigned": loose,
        "rules": [rule.kind for rule in plan.rules],
        "period": plan.document.period,
    }


def _deadline(entry: Deadline) -> dict[str, Any]:
    return {"text": entry.text, "day": entry.on, "soft": entry.soft, "recurring": entry.recurring}


def _target(target: Target) -> dict[str, Any]:
    return {
        "indicator": target.indicator.text,
        "name": target.indicator.name,
        "scope": list(target.scope.areas),
        "how": target.scope.how,
        "members": list(target.scope.members),
        "stretch": target.stretch and target.stretch.value,
        "stretch_comparator": target.stretch and target.stretch.comparator,
        "deadline": target.deadline and target.deadline.on,
        **{
            key: getattr(target, key)
            for key in ("comparator", "value", "unit", "rule", "baseline", "period", "tier_only", "embedded")
        },
    }
