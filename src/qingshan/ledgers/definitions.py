"""The ledgers there are: found by their folder, a shared life cycle put in place, and checked for coherence."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from qingshan.kernel import registry
from qingshan.ledgers import problems
from qingshan.ledgers.ledger import OPEN, Action, Check, Condition, Deadline, Field, Ledger

CATALOG, LIFE_CYCLES = "ledgers/catalog", "ledgers/life_cycles"
STORIES = ".stories.yaml"
SHARED = ("fields", "states", "actions", "deadlines", "evidence", "checks")
"""Parts a ledger takes from the life cycle it names; its own win by key, and null leaves one out."""


def ledgers() -> dict[str, Ledger]:
    """Every declared ledger by key; LED001 for a file that cannot be used, LED002 for a key declared twice."""
    return _ledgers(os.environ.get(registry.SETTING, ""))


def ledger(key: str) -> Ledger:
    """The ledger of a key; LED003 when there is none."""
    known = ledgers()
    if key not in known:
        raise problems.LEDGER_UNKNOWN.at(key, key, known=", ".join(known))
    return known[key]


def read(path: Path) -> Any:
    """The content of a YAML file of definitions or stories; LED001 when it is none."""
    try:
        return _meant(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, ValueError) as error:
        raise problems.BAD_DEFINITION.at(path.name, error) from error


def _meant(content: Any) -> Any:
    """As a person means it: the key ``on``, which YAML 1.1 reads as true, is a word; a decimal stands in quotes."""
    if isinstance(content, float):
        raise ValueError(f"{content}: a decimal without quotes has passed through a binary float")  # noqa: TRY004
    if isinstance(content, dict):
        return {"on" if key is True else key: _meant(value) for key, value in content.items()}
    return [_meant(value) for value in content] if isinstance(content, list) else content


@lru_cache(maxsize=4)
def _ledgers(_definition_folders: str) -> dict[str, Ledger]:
    cycles = {path.stem: read(path) for path in registry.files(LIFE_CYCLES, ".yaml")}
    found: dict[str, Ledger] = {}
    for path in registry.files(CATALOG, ".yaml"):
        if path.name.endswith(STORIES):
            continue
        declared = _declared(path, cycles)
        if declared.key in found:
            raise problems.LEDGER_TWICE.at(path.name, declared.key)
        found[declared.key] = declared
    return found


def _declared(path: Path, cycles: Mapping[str, Any]) -> Ledger:
    try:
        content = dict(read(path))
        if named := content.get("life_cycle"):
            content |= {part: _merged(part, content, cycles[named]) for part in SHARED}
        made = msgspec.convert(content, Ledger)
        made = msgspec.structs.replace(made, actions={key: _cast(made, one) for key, one in made.actions.items()})
    except (msgspec.ValidationError, KeyError, TypeError, ValueError) as error:
        raise problems.BAD_DEFINITION.at(path.name, repr(error)) from error
    for fault in _faults(made):
        raise problems.BAD_DEFINITION.at(path.name, fault)
    return made


def _merged(part: str, own: Mapping[str, Any], cycle: Mapping[str, Any]) -> dict[str, Any]:
    mine, shared = own.get(part) or {}, cycle.get(part) or {}
    both = {**mine, **shared, **mine} if part == "fields" else {**shared, **mine}
    return {key: value for key, value in both.items() if value is not None}


def _cast(made: Ledger, action: Action) -> Action:
    """The action with the roles of the ledger in place of the parts of its life cycle."""
    played = [
        key
        for part in action.roles
        for key, role in made.roles.items()
        if part in (role.plays or (key,))
    ]  # fmt: skip
    return msgspec.structs.replace(action, roles=tuple(dict.fromkeys(played)))


def _faults(made: Ledger) -> Iterator[str]:
    """What does not fit together in a declaration."""
    opening = [key for key, action in made.actions.items() if action.effect == "open"]
    if opening != [OPEN]:
        yield f"one action opens an entry, and it is called {OPEN}: {opening}"
    for key, action in made.actions.items():
        yield from (f"{key}: {fault}" for fault in _action_faults(made, action))
    for key, deadline in made.deadlines.items():
        yield from (f"{key}: {fault}" for fault in _deadline_faults(made, deadline))
    for key, check in made.checks.items():
        yield from (f"{key}: {fault}" for fault in _check_faults(made, check))
    yield from _absent("field", (*made.public_columns, *filter(None, [made.bound_field])), made.fields)
    for key, field in made.fields.items():
        yield from (f"{key}: {fault}" for fault in _field_faults(field))


def _field_faults(field: Field) -> Iterator[str]:
    if (field.kind == "choice") != bool(field.options):
        yield "a choice has options, nothing else has"
    if (field.kind == "table") != bool(field.columns):
        yield "a table has columns, nothing else has"
    if field.kind == "table" and field.many:
        yield "a table is a list already"
    for key, column in field.columns.items():
        if column.kind == "table":
            yield f"{key}: a table holds no table"
        yield from (f"{key}: {fault}" for fault in _field_faults(column))


def _action_faults(made: Ledger, action: Action) -> Iterator[str]:
    if not action.roles:
        yield "no role of the ledger may do it"
    targets = [action.to] if action.to else []
    yield from _absent("state", [*action.origins, *targets], made.states)
    yield from _absent("field", [*action.fields, *action.also], made.fields)
    yield from _absent("evidence", action.evidence, made.evidence)
    yield from _absent("action", action.other_than, made.actions)
    yield from _absent("term", action.waits, {key for key, one in made.deadlines.items() if one.term})
    yield from _condition_faults(made, action.when)
    if action.effect in {"open", "reopen"} and not action.to:
        yield "it names no state to go to"
    if action.effect in {"extend", "suspend", "accept"} and not (action.reason and action.document):
        yield "such a decision needs a reason and a document"
    if action.to in made.states and not made.is_open(action.to) and not action.evidence:
        yield "closing needs evidence"
    if action.to in made.states and made.states[action.to].kind in {"closed", "terminal"} and not action.other_than:
        yield "closing needs another person than the one who did the work"


def _deadline_faults(made: Ledger, one: Deadline) -> Iterator[str]:
    if bool(one.on) == bool(one.since) or bool(one.since) != bool(one.days > 0):
        yield "either on, or from and days"
    dates = {key for key, field in made.fields.items() if field.kind == "date"}
    yield from _absent("date", filter(None, [one.on]), dates)
    yield from _absent("date or state", filter(None, [one.since]), {*dates, *made.states, "opened"})
    yield from _absent("state", one.ends, made.states)
    yield from _condition_faults(made, one.when)
    yield from _condition_faults(made, one.soft_when)


def _check_faults(made: Ledger, check: Check) -> Iterator[str]:
    yield from _absent("field", (*check.left, *check.right), made.fields)
    kinds = {made.fields[name].kind for name in (*check.left, *check.right) if name in made.fields}
    if kinds - {"number"} and (kinds != {"date"} or len(check.left) != 1 or len(check.right) != 1):
        yield "a check is on numbers, or on two dates"


def _condition_faults(made: Ledger, condition: Condition | None) -> Iterator[str]:
    if condition is not None:
        field = made.fields.get(condition.field)
        yield from _absent("option", condition.among, {} if field is None else field.options)


def _absent(what: str, names: Any, known: Any) -> Iterator[str]:
    return (f"no {what} {name}" for name in names if name not in known)
