"""What an entry holds, in words: values of every kind of field, deadlines, states, problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from qingshan.evaluation.indicator import indicators
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledgers
from qingshan.ledgers.due import LABELS, Due
from qingshan.ledgers.entry import JSON, Entry
from qingshan.ledgers.ledger import Field, Ledger

NAMES = 2
"""How many fields an entry is called by."""
INDICATOR = "indicator"
DATUMS = {
    "WGS-84": Text("WGS-84", "WGS-84"),
    "CGCS2000": Text("CGCS2000（国家大地坐标系）", "CGCS2000 (national geodetic)"),
    "GCJ-02": Text("GCJ-02（互联网地图偏移坐标）", "GCJ-02 (offset, as on Chinese web maps)"),
    "unknown": Text("坐标系未注明", "datum not stated"),
}
SHAPES = {
    "Point": Text("点", "point"),
    "LineString": Text("线", "line"),
    "Polygon": Text("面", "polygon"),
    "MultiPoint": Text("多点", "points"),
    "MultiLineString": Text("多线", "lines"),
    "MultiPolygon": Text("多面", "polygons"),
}
FEW = 12
"""Positions that are written out; the map shows them all."""


def name_of(ledger: Ledger, entry: Entry) -> str:
    """What an entry is called in lists: its required texts, else its first required field; else its key."""
    required = [key for key, one in ledger.fields.items() if one.required and not one.many]
    texts = [key for key in required if ledger.fields[key].kind == "text"][:NAMES]
    called = [str(entry.fields[key]) for key in texts or required[:1] if entry.fields.get(key)]
    return " · ".join(called) or entry.key


def words_of(ledger: Ledger, entry: Entry, fields: Iterable[str], *more: str) -> str:
    """The words of some fields, lower case, to search in; tables and geometries have none."""
    found = list(more)
    for key in fields:
        value, declared = entry.fields.get(key), ledger.fields[key]
        if value is None or declared.kind in {"table", "geometry"}:
            continue
        for one in value if isinstance(value, list) else [value]:
            label = declared.options.get(str(one))
            found += [str(one)] if label is None else [label.zh, label.en]
    return "\n".join(found).lower()


def said_field(ledger: Ledger, key: str, value: JSON) -> dict[str, Any]:
    """A field with its label and its value in words; None is nothing there."""
    declared = ledger.fields[key]
    return {"key": key, "label": declared.label, "of": declared.kind, **said_value(declared, value)}


def said_value(declared: Field, value: JSON) -> dict[str, Any]:
    """``kind`` is ``items`` (each with words, and an address where there is one), ``table`` or ``place``."""
    if value is None:
        return {"kind": "items", "items": []}
    if declared.kind == "table" and isinstance(value, list):
        return {"kind": "table", **_table(declared, value)}
    if declared.kind == "geometry" and isinstance(value, dict):
        return {"kind": "place", **said_place(value)}
    many = value if isinstance(value, list) else [value]
    return {"kind": "items", "items": [_item(declared, one) for one in many]}


def _item(declared: Field, value: JSON) -> dict[str, Any]:
    text = str(value)
    match declared.kind:
        case "choice":
            return {"text": declared.options.get(text, text), "address": None}
        case "number" if declared.unit:
            return {"text": f"{text} {declared.unit}", "address": None}
        case "reference" if declared.to in ledgers():
            return {"text": text, "address": reverse("ledger-entry", kwargs={"ledger": declared.to, "key": text})}
        case "reference" if declared.to == INDICATOR and text in indicators():
            return {"text": indicators()[text].label, "address": None}
    return {"text": text, "address": None}


def _table(declared: Field, rows: list[Any]) -> dict[str, Any]:
    used = [key for key in declared.columns if any(row.get(key) is not None for row in rows)]
    cells = [[_cell(declared.columns[key], row.get(key)) for key in used] for row in rows]
    return {"heads": [declared.columns[key].label for key in used], "rows": cells}


def _cell(column: Field, value: JSON) -> list[Any]:
    return [one["text"] for one in said_value(column, value)["items"]] if column.kind != "geometry" else [str(value)]


def said_place(value: Mapping[str, Any]) -> dict[str, Any]:
    """A geometry: its shape, its datum in words, positions written out, and what the map draws, never converted."""
    found = list(_positions(value["coordinates"]))
    return {
        "shape": SHAPES[value["type"]],
        "datum": DATUMS.get(value["datum"], value["datum"]),
        "positions": [f"{longitude}, {latitude}" for longitude, latitude in found[:FEW]],
        "hidden": max(0, len(found) - FEW),
        "drawn": {"type": value["type"], "coordinates": value["coordinates"]},
    }


def _positions(found: list[Any]) -> Iterable[tuple[str, str]]:
    if found and isinstance(found[0], list):
        for part in found:
            yield from _positions(part)
    else:
        yield found[0], found[1]


def said_state(ledger: Ledger, state: str) -> dict[str, Any]:
    """A state: how it looks, and the word its ledger declares."""
    declared = ledger.states[state]
    return {"key": state, "look": f"entry_{declared.kind}", "label": declared.label}


def said_due(one: Due | None) -> dict[str, Any] | None:
    """A deadline: its state with its word, its last day and the one before an extension, where it comes from."""
    if one is None:
        return None
    said = {name: getattr(one, name) for name in ("deadline", "label", "state", "last_day", "original", "done_on")}
    left = None if one.state == "over" else one.days_left
    return {
        **said,
        "word": LABELS[one.state],
        "days_left": left,
        "days_past": None if left is None else max(0, -left),
        "soft": one.soft,
        "source": one.source,
        "why": None if one.why is None else said_problem(one.why),
    }


def said_problem(problem: Problem) -> dict[str, Any]:
    """A problem as pages show it: code, place, what was found, what was expected, what to do."""
    code = problem.code
    said = {name: getattr(code, name).filled(**problem.values) for name in ("message", "expected", "action")}
    return {"code": code.key, "where": problem.where, "found": problem.found, **said}
