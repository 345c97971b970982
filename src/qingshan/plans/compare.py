"""What differs between two versions of a plan: records added, removed, and changed field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from qingshan.plans.ir import Deadline, Plan, Role, Target, Task

What = Literal["added", "removed", "changed"]
Kind = Literal["document", "target", "task"]
Record = TypeVar("Record", Target, Task)
Fields = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Field:
    """One field on either side; None where the record says nothing of it."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One record that differs; ``fields`` are those that do, of one that was added or removed all it has."""

    kind: Kind
    what: What
    key: str
    label: str
    fields: tuple[Field, ...]


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """The document's own fields, then targets, then tasks; where a record stands in the text is no difference."""
    heads = _fields(_of_document(before), _of_document(after))
    title = after.document.title or ""
    document = (Difference("document", "changed", "", title, heads),) if heads else ()
    return (
        *document,
        *(_one("target", *pair) for pair in pairs(before.targets, after.targets) if _differs(*pair)),
        *(_one("task", *pair) for pair in pairs(before.tasks, after.tasks) if _differs(*pair)),
    )


def pairs(old: Iterable[Record], new: Iterable[Record]) -> Iterator[tuple[Record | None, Record | None]]:
    """The records of two versions beside each other, in the order of the newer one, then those that are gone.

    The same record has the same sentence and id, or the same sentence under another number, or the same id.
    """
    left, found = list(old), dict[str, Record]()
    newer = list(new)
    for alike in (_same, _same_sentence, _same_id):
        for record in newer:
            partner = None if record.id in found else next((one for one in left if alike(one, record)), None)
            if partner is not None:
                found[record.id] = partner
                left.remove(partner)
    yield from ((found.get(record.id), record) for record in newer)
    yield from ((record, None) for record in left)


def _same(one: Record, other: Record) -> bool:
    return one.id == other.id and one.binding == other.binding


def _same_sentence(one: Record, other: Record) -> bool:
    return one.binding == other.binding


def _same_id(one: Record, other: Record) -> bool:
    return one.id == other.id


def fields_of(record: Target | Task) -> dict[str, str | None]:
    """What a record says, each field as text; units by role."""
    return _of_target(record) if isinstance(record, Target) else _of_task(record)


def _of_document(plan: Plan) -> dict[str, str | None]:
    return {name: getattr(plan.document, name) for name in ("title", "issuer", "issued_on", "period", "area")}


def _of_target(target: Target) -> dict[str, str | None]:
    plain = {name: getattr(target, name) for name in ("comparator", "value", "unit", "band", "rule", "baseline")}
    wish = target.stretch
    return {
        "quote": target.quote,
        "indicator": target.indicator.name,
        "key": target.indicator.key,
        "areas": "、".join(target.scope.areas) or None,
        "how": target.scope.how,
        **plain,
        "stretch": None if wish is None else f"{wish.comparator} {wish.value or ''}".strip(),
        "period": target.period,
        "deadline": None if target.deadline is None else _day(target.deadline),
    }


def _of_task(task: Task) -> dict[str, str | None]:
    by_role = {role: [one.normalized for one in task.units if one.role == role] for role in get_args(Role)}
    return {
        "heading": task.heading,
        "text": task.text,
        **{role: "、".join(names) or None for role, names in by_role.items()},
        "default_units": "、".join(one.normalized for one in task.default_units) or None,
        "deadlines": "、".join(map(_day, task.deadlines)) or None,
    }


def _day(deadline: Deadline) -> str:
    return (deadline.on or deadline.text) + ("?" if deadline.soft else "")


def _fields(before: Fields, after: Fields) -> tuple[Field, ...]:
    sides = ((name, before.get(name), after.get(name)) for name in dict.fromkeys([*after, *before]))
    return tuple(Field(name, old, new) for name, old, new in sides if old != new)


def _said(record: Target | Task | None) -> Fields:
    return {} if record is None else fields_of(record)


def _differs(before: Target | Task | None, after: Target | Task | None) -> bool:
    return _said(before) != _said(after)


def _one(kind: Kind, before: Target | Task | None, after: Target | Task | None) -> Difference:
    shown = after or before
    assert shown is not None
    what: What = "added" if before is None else "removed" if after is None else "changed"
    label = shown.indicator.name if isinstance(shown, Target) else shown.heading
    return Difference(kind, what, shown.id, label, _fields(_said(before), _said(after)))
