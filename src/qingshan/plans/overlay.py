"""A person's corrections, kept beside the compiled plan: each with by, on and reason, bound to its record.

An entry finds its record by id and binding (a hash of sentence, indicator and areas, see ``Target.binding``);
when the numbering has moved, by the binding alone. One whose record is gone becomes a diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
import yaml

from qingshan.plans import problems
from qingshan.plans.diagnostics import diagnose
from qingshan.plans.ir import Diagnostic, Plan, Target, Task, Unit

SUFFIX = ".overlay.yaml"
Do = Literal["accept", "correct", "remove", "add", "threshold", "merge_units", "document"]
Record = TypeVar("Record", Target, Task)
_NEW_TARGET: dict[str, Any] = {
    "path": "", "quote": "", "start": 0, "end": 0, "scope": {}, "value": None, "unit": None, "stretch": None,
    "tier_only": False, "rule": "level", "baseline": None, "period": None, "deadline": None, "embedded": False,
}  # fmt: skip
_NEW_TASK: dict[str, Any] = {
    "path": "", "part": 1, "text": "", "start": 0, "end": 0,
    "units": [], "open": False, "default_units": [], "deadlines": [],
}  # fmt: skip
_PLAIN_UNIT = {"role": "responsible", "start": 0, "end": 0}
_PLAIN_INDICATOR = {"start": 0, "end": 0}


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One decision. ``record`` and ``binds`` name what it is about; ``set`` holds fields of the record's JSON."""

    do: Do
    by: str
    on: date
    reason: str
    record: str = ""
    binds: str = ""
    set: dict[str, Any] = {}
    units: tuple[str, ...] = ()
    into: str = ""

    @property
    def note(self) -> str:
        """The decision as it stands on the record."""
        return f"{self.do} {self.by} {self.on.isoformat()}: {self.reason}"


class Overlay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The decisions in their order; a later one sees what the earlier ones did."""

    entries: tuple[Entry, ...] = ()


def beside(plan: Path) -> Path:
    """Where the overlay of a plan or its document lies."""
    return plan.with_name(f"{plan.stem}{SUFFIX}")


def load(path: Path) -> Overlay:
    """The overlay of a file; PLN007 when it is not written as it should be."""
    return read(path.read_bytes(), path.name)


def read(content: bytes, where: str) -> Overlay:
    """The overlay that the content of a file holds; PLN007 as :func:`load`."""
    try:
        return msgspec.convert(_with_on(yaml.load(content, Loader=yaml.CSafeLoader) or {}), Overlay)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise problems.BAD_OVERLAY.at(where, error) from error


def _with_on(content: Any) -> Any:
    """The key ``on`` written without quotes is the word for true in YAML 1.1; a person means the date."""
    if isinstance(content, list):
        return [_with_on(part) for part in content]
    if isinstance(content, dict):
        return {"on" if key is True else key: _with_on(value) for key, value in content.items()}
    return content


def apply(plan: Plan, overlay: Overlay) -> Plan:
    """The plan with every decision carried out; those that find no record are diagnostics, nothing is lost."""
    lost: list[Diagnostic] = []
    for entry in overlay.entries:
        changed = _ACTIONS[entry.do](plan, entry)
        if changed is None:
            lost.append(
                diagnose(problems.OVERLAY_LOST, 0, 0, record=entry.record or "、".join(entry.units) or entry.do)
            )
        plan = changed or plan
    return replace(plan, diagnostics=(*plan.diagnostics, *lost))


def _bound(records: tuple[Record, ...], entry: Entry) -> Record | None:
    alike = [record for record in records if not entry.binds or record.binding == entry.binds]
    named = next((record for record in alike if record.id == entry.record), None)
    return named or (alike[0] if entry.binds and len(alike) == 1 else None)


def _on_record(plan: Plan, entry: Entry, change: Callable[[Any], Any]) -> Plan | None:
    """The plan with the record an entry is about changed, or left out where the change gives None."""
    target, task = _bound(plan.targets, entry), _bound(plan.tasks, entry)
    if target is not None and (task is None or entry.record != task.id):
        return replace(plan, targets=_changed(plan.targets, target, change))
    return replace(plan, tasks=_changed(plan.tasks, task, change)) if task is not None else None


def _changed(records: tuple[Record, ...], one: Record, change: Callable[[Any], Any]) -> tuple[Record, ...]:
    kept = (change(record) if record is one else record for record in records)
    return tuple(record for record in kept if record is not None)


def _accept(plan: Plan, entry: Entry) -> Plan | None:
    return _on_record(plan, entry, lambda record: replace(record, decisions=(*record.decisions, entry.note)))


def _remove(plan: Plan, entry: Entry) -> Plan | None:
    return _on_record(plan, entry, lambda record: None)  # noqa: ARG005 (every change takes its record)


def _correct(plan: Plan, entry: Entry) -> Plan | None:
    def corrected(record: Target | Task) -> Target | Task:
        fields = _merged(msgspec.to_builtins(record), entry.set)
        return _converted(fields | {"decisions": [*record.decisions, entry.note]}, type(record), entry)

    return _on_record(plan, entry, corrected)


def _add(plan: Plan, entry: Entry) -> Plan | None:
    given = {"id": entry.record} | entry.set | {"decisions": [entry.note]}
    if "indicator" in given:
        indicator = _PLAIN_INDICATOR | {"name": given["indicator"].get("text")} | given["indicator"]
        target = _converted(_NEW_TARGET | given | {"indicator": indicator}, Target, entry)
        return replace(plan, targets=(*plan.targets, target))
    return replace(plan, tasks=(*plan.tasks, _converted(_NEW_TASK | given, Task, entry)))


def _merge_units(plan: Plan, entry: Entry) -> Plan | None:
    if not any(unit.normalized in entry.units for task in plan.tasks for unit in task.units):
        return None

    def merged(unit: Unit) -> Unit:
        return replace(unit, normalized=entry.into) if unit.normalized in entry.units else unit

    return replace(plan, tasks=tuple(replace(task, units=tuple(map(merged, task.units))) for task in plan.tasks))


def _document(plan: Plan, entry: Entry) -> Plan:
    """A period declared here also holds for the targets that had none."""
    plan = _converted({**plan.as_json(), "document": {**msgspec.to_builtins(plan.document), **entry.set}}, Plan, entry)
    period = plan.document.period
    return replace(plan, targets=tuple(replace(target, period=target.period or period) for target in plan.targets))


_ACTIONS: dict[Do, Callable[[Plan, Entry], Plan | None]] = {
    "accept": _accept,
    "correct": _correct,
    "remove": _remove,
    "add": _add,
    "threshold": _correct,
    "merge_units": _merge_units,
    "document": _document,
}

Converted = TypeVar("Converted")


def _converted(fields: dict[str, Any], shape: type[Converted], entry: Entry) -> Converted:
    try:
        return msgspec.convert(fields, shape)
    except msgspec.ValidationError as error:
        raise problems.BAD_OVERLAY.at(entry.record, error) from error


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Fields replaced one by one, also inside a part such as ``indicator``; a unit needs no more than its name."""
    out = dict(old)
    for key, value in new.items():
        if isinstance(value, dict) and isinstance(old.get(key), dict):
            out[key] = _merged(old[key], value)
        elif key == "units":
            out[key] = [_PLAIN_UNIT | {"normalized": unit["name"]} | unit for unit in value]
        else:
            out[key] = value
    return out
