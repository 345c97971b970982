"""A form from a declaration: what an action asks for as inputs, and what was filled in as the action takes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import QueryDict

from qingshan.kernel.problems import Problem
from qingshan.ledgers.entry import JSON, Entry
from qingshan.ledgers.ledger import Action, Field, Ledger
from qingshan.ledgers.machine import due
from qingshan.ledgers.values import kept
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.evidence.models import EvidenceItem
from qingshan.web.ledgers.saying import DATUMS, SHAPES

FIELD = "f."
"""Before the key of a field, so that no field is taken for the reason or the day of the action."""
BLANK = 3
"""Empty rows that a table offers beyond those filled in."""
MOST = 200
"""Rows of a table that are read."""
OFFERED = 60
"""Pieces of evidence of each kind that are offered, the newest first."""
_PARTS = re.compile(r"\s*[、;；\n]\s*")
_ITEMS = re.compile(r"[\s,，、;；]+")


def asked_fields(ledger: Ledger, action: str) -> dict[str, bool]:
    """The fields an action takes, in the order declared, with whether each must be given."""
    declared = ledger.actions[action]
    match declared.effect:
        case "open":
            return {key: one.required or key in declared.fields for key, one in ledger.fields.items()}
        case "correct":
            return {key: key in declared.fields for key in ledger.fields if key not in ledger.dated_by}
    wanted = {**dict.fromkeys(declared.also, False), **dict.fromkeys(declared.fields, True)}
    return {key: wanted[key] for key in ledger.fields if key in wanted}


def inputs(ledger: Ledger, action: str, entry: Entry | None, typed: QueryDict | None) -> list[dict[str, Any]]:
    """The inputs of the fields of an action; what was typed stays, a correction starts from what stands.

    Of an opening only what must be given, or sets a deadline, is ``first``.
    """
    stands = entry.fields if entry and ledger.actions[action].effect == "correct" else {}
    is_new = ledger.actions[action].effect == "open"
    dating = ledger.dated_by | {one.soft_when.field for one in ledger.deadlines.values() if one.soft_when}
    return [
        {
            "required": required,
            "first": required or not is_new or key in dating,
            **_input(FIELD + key, ledger.fields[key], stands.get(key), typed),
        }
        for key, required in asked_fields(ledger, action).items()
    ]


def _input(name: str, declared: Field, value: JSON, typed: QueryDict | None) -> dict[str, Any]:
    said = {"name": name, "label": declared.label, "kind": declared.kind, "unit": declared.unit, "many": declared.many}
    match declared.kind:
        case "table":
            rows = value if isinstance(value, list) else []
            return {**said, "columns": [one.label for one in declared.columns.values()],
                    "rows": list(_table_rows(name, declared, rows, typed))}  # fmt: skip
        case "geometry":
            return {**said, **_place_input(name, value if isinstance(value, dict) else {}, typed)}
        case "choice":
            held = value if isinstance(value, list) else [value]
            chosen = held if typed is None else typed.getlist(name)
            options = [{"key": key, "label": label, "chosen": key in chosen} for key, label in declared.options.items()]
            return {**said, "options": options}
    written = "\n".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return {**said, "value": written if typed is None else typed.get(name, ""),
            "list": declared.kind if declared.kind in {"area", "unit"} else ""}  # fmt: skip


def _table_rows(name: str, declared: Field, rows: list[Any], typed: QueryDict | None) -> Iterator[dict[str, Any]]:
    count = len(rows) + BLANK if typed is None else max(_numbers(name, typed), default=0) + 1
    for number in range(min(count, MOST)):
        row = rows[number] if number < len(rows) else {}
        yield {"cells": [_input(f"{name}.{number}.{key}", column, row.get(key), typed)
                         for key, column in declared.columns.items()]}  # fmt: skip


def _numbers(name: str, typed: QueryDict) -> list[int]:
    """The numbers of the rows that came with a form."""
    found = (re.fullmatch(rf"{re.escape(name)}\.(\d{{1,3}})\..+", one) for one in typed)
    return [int(one[1]) for one in found if one and int(one[1]) < MOST]


def _place_input(name: str, value: Mapping[str, Any], typed: QueryDict | None) -> dict[str, Any]:
    shape, datum = value.get("type", "Point"), value.get("datum", "")
    written = "\n".join(_lines(value["coordinates"])) if value else ""
    if typed is not None:
        shape, datum, written = (typed.get(f"{name}.{part}", "") for part in ("type", "datum", "places"))
    shapes = [{"key": key, "label": label, "chosen": key == shape} for key, label in SHAPES.items()]
    others = {} if datum in {*DATUMS, ""} else {datum: datum}
    datums = [{"key": key, "label": label, "chosen": key == datum} for key, label in {**DATUMS, **others}.items()]
    return {"shapes": shapes, "datums": datums, "value": written}


def _lines(found: Any) -> Iterator[str]:
    """Positions one a line, parts divided by an empty line; deeper ones as they stand."""
    if isinstance(found[0], str):
        yield ", ".join(found)
    elif isinstance(found[0][0], str):
        yield from (", ".join(one) for one in found)
    elif isinstance(found[0][0][0], str):
        for number, part in enumerate(found):
            yield from [""] * bool(number)
            yield from _lines(part)
    else:
        yield json.dumps(found)


def given(ledger: Ledger, action: str, entry: Entry | None, typed: QueryDict) -> dict[str, Any]:
    """What was filled in, as the action takes it: an empty input is nothing; of a correction only what differs."""
    read = {key: _read(FIELD + key, ledger.fields[key], typed) for key in asked_fields(ledger, action)}
    there = {key: value for key, value in read.items() if value is not None}
    beside = {name: typed.get(name, "").strip() for name in ("until", "deadline")}
    if entry is not None and ledger.actions[action].effect == "correct":
        there = {key: value for key, value in there.items() if not _same(ledger, key, value, entry)}
    return {**there, **{name: value for name, value in beside.items() if value}}


def _same(ledger: Ledger, key: str, value: Any, entry: Entry) -> bool:
    try:
        return kept(ledger, key, value, key) == entry.fields.get(key)
    except Problem:
        return False


def _read(name: str, declared: Field, typed: QueryDict) -> Any:
    match declared.kind:
        case "table":
            rows = [_row(f"{name}.{number}", declared, typed) for number in sorted(set(_numbers(name, typed)))]
            return [row for row in rows if row] or None
        case "geometry":
            return _place(name, typed)
        case "choice" if declared.many:
            return [one for one in typed.getlist(name) if one] or None
    written = typed.get(name, "").strip()
    if not declared.many:
        return written or None
    return [part for part in _PARTS.split(written) if part] or None


def _row(name: str, declared: Field, typed: QueryDict) -> dict[str, Any]:
    found = {key: _read(f"{name}.{key}", column, typed) for key, column in declared.columns.items()}
    return {key: value for key, value in found.items() if value is not None}


def _place(name: str, typed: QueryDict) -> Any:
    """A geometry from its shape, its datum and its positions, or from coordinates as GeoJSON writes them."""
    shape, datum, written = (typed.get(f"{name}.{part}", "").strip() for part in ("type", "datum", "places"))
    if not written:
        return None
    if written.startswith("["):
        try:
            return {"type": shape, "coordinates": json.loads(written, parse_float=str), "datum": datum}
        except (ValueError, RecursionError):
            return written
    parts = [[_ITEMS.split(line.strip()) for line in part.splitlines() if line.strip()]
             for part in re.split(r"\n\s*\n", written.replace("\r\n", "\n"))]  # fmt: skip
    nested: Any = {
        "Point": parts[0][0],
        "LineString": parts[0],
        "MultiPoint": [place for part in parts for place in part],
        "MultiPolygon": [[part] for part in parts],
    }.get(shape, parts)
    return {"type": shape, "coordinates": nested, "datum": datum} if datum else written


def day_of(typed: QueryDict) -> date | None:
    """The day an action counts for, as typed; None where none was."""
    written = typed.get("on", "").strip()
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise BadRequest(written) from error


def evidence_keys(typed: QueryDict) -> list[str]:
    """The keys of evidence that were named, each once."""
    named = [part for one in typed.getlist("evidence") for part in _PARTS.split(one.strip()) if part]
    return list(dict.fromkeys(named))


def evidence_inputs(ledger: Ledger, action: Action, typed: QueryDict | None) -> list[dict[str, Any]]:
    """One input for each kind of evidence an action needs, with what is entered of that kind."""
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in action.evidence}
    rows = EvidenceItem.objects.filter(document__kind__in=action.evidence).order_by("-pk") if found else ()
    for piece in rows[: OFFERED * len(found)] if found else ():
        document = piece.document
        said = {name: document[name] for name in ("title", "dated", "owner")}
        found[document["kind"]].append({"key": piece.key, **said})
    named = [] if typed is None else typed.getlist("evidence")
    return [
        {"kind": kind, "label": ledger.evidence[kind], "offered": offered,
         "value": named[place] if place < len(named) else ""}
        for place, (kind, offered) in enumerate(found.items())
    ]  # fmt: skip


def running(ledger: Ledger, entry: Entry, action: Action) -> list[dict[str, Any]]:
    """The deadlines an extension may be of."""
    if action.effect != "extend":
        return []
    found = due(ledger, entry, entry.last_on, OfficeCalendar())
    return [
        {"key": one.deadline, "label": one.label, "last_day": one.last_day}
        for one in found
        if one.done_on is None and one.last_day is not None and not ledger.deadlines[one.deadline].term
    ]
