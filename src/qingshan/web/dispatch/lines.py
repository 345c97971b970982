"""The lines of a sheet: what was typed in a form or an Excel form, and which mistake stands at which line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from qingshan.evaluation.dispatch.filling import (
    FIGURE_ANSWERS,
    FIGURE_KEY,
    NUMBERS,
    TASK_ANSWERS,
    TASK_KEY,
    Row,
    columns,
)
from qingshan.evaluation.reported import forms
from qingshan.kernel.problems import Problem
from qingshan.observations.returns.layout import is_computed
from qingshan.operations.dispatch.sheets import Sheet
from qingshan.web.errors import said_of_problem

TABLES = {"tasks": (TASK_KEY, TASK_ANSWERS), "figures": (FIGURE_KEY, FIGURE_ANSWERS)}
LONG = frozenset({"progress", "problems", "next_step", "why_not"})
"""Answers of several lines."""
_PARTS = re.compile(r"\s*[、，,；;\n]\s*")
Place = tuple[str, int, str]
"""A table, the number of a line in it, a column."""


@dataclass
class Typed:
    """What was typed into each line, by column; ``places`` say where in the sheet a mistake belongs by its words."""

    tasks: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    places: dict[str, Place] = field(default_factory=dict)

    def of(self, table: str) -> list[dict[str, Any]]:
        return self.tasks if table == "tasks" else self.figures

    @property
    def evidence(self) -> list[str]:
        """The keys that are named."""
        return list(dict.fromkeys(key for line in self.tasks for key in line.get("evidence", ())))


def as_it_stands(sheet: Sheet) -> Typed:
    """The answers the sheet holds."""
    found = {
        table: [{name: line[name] for name in answers if name in line} for line in sheet.lines(table)]
        for table, (_, answers) in TABLES.items()
    }
    return Typed(found["tasks"], found["figures"])


def from_form(sheet: Sheet, post: QueryDict) -> Typed:
    """What came from the page, whose fields are named ``table-number-column``."""
    found = Typed([], [])
    for table, (key, answers) in TABLES.items():
        for number, line in enumerate(sheet.lines(table)):
            typed = {name: post.get(f"{table}-{number}-{name}", "").strip() for name in answers if name != "evidence"}
            proof = parts(post.getlist(f"{table}-{number}-evidence"))
            found.of(table).append({**typed, "evidence": proof} if table == "tasks" else typed)
            words = " ".join(str(line[name]) for name in key)
            found.places |= {f"{words} {name}": (table, number, name) for name in answers}
    return found


def parts(typed: Iterable[str]) -> list[str]:
    """Keys that were chosen, or written one after the other with a comma between them; a key may hold spaces."""
    return list(dict.fromkeys(key.strip() for text in typed for key in _PARTS.split(text) if key.strip()))


def from_rows(sheet: Sheet, rows: Mapping[str, Sequence[Row]]) -> Typed:
    """What came in an Excel form; a line it does not have stands as it is."""
    found = as_it_stands(sheet)
    for table, (key, answers) in TABLES.items():
        lines = {tuple(str(line[name]) for name in key): number for number, line in enumerate(sheet.lines(table))}
        for row in rows[table]:
            number = lines.get(tuple(row[name].text for name in key))
            if number is not None:
                found.of(table)[number] = {name: _typed(name, row) for name in answers}
                found.places |= {row[name].where: (table, number, name) for name in answers}
    return found


def _typed(name: str, row: Row) -> Any:
    value = row[name].value
    if name == "evidence":
        return [str(one) for one in value] if isinstance(value, (list, tuple)) else []
    if name == "claim":
        options = columns("tasks")["claim"].options
        return next((key for key, label in options.items() if value in {key, label.zh, label.en}), "")
    return row[name].text.removesuffix(" 00:00:00") if name == "dated" else row[name].text


def given(sheet: Sheet, typed: Typed) -> dict[str, list[dict[str, Any]]]:
    """What ``dispatch.submit`` is given."""
    return {
        table: [
            {**{name: line[name] for name in key}, **{name: value for name, value in own.items() if value}}
            for line, own in zip(sheet.lines(table), typed.of(table), strict=True)
        ]
        for table, (key, _) in TABLES.items()
    }


@dataclass(frozen=True)
class Wrong:
    """The mistakes of a sheet: those at a cell by its place, the others in a list."""

    at: Mapping[Place, list[dict[str, Any]]]
    loose: Sequence[dict[str, Any]]

    @property
    def count(self) -> int:
        return sum(map(len, self.at.values())) + len(self.loose)


NOTHING_WRONG = Wrong({}, ())


def placed(mistakes: Iterable[Problem], places: Mapping[str, Place]) -> Wrong:
    """Each mistake at its cell, or at its line where the cell is none that is typed."""
    at: dict[Place, list[dict[str, Any]]] = {}
    loose = []
    for one in mistakes:
        place = places.get(one.where) or _line_of(one.where, places)
        if place is None:
            loose.append(said_of_problem(one))
        else:
            at.setdefault(place, []).append(said_of_problem(one))
    return Wrong(at, loose)


def _line_of(where: str, places: Mapping[str, Place]) -> Place | None:
    words = where.rpartition(" ")[0]
    found = next((place for said, place in places.items() if words and said.startswith(f"{words} ")), None)
    return None if found is None or "!" in where else (found[0], found[1], "")


def shown(
    sheet: Sheet, typed: Typed, wrong: Wrong = NOTHING_WRONG, offered: Sequence[str] = ()
) -> dict[str, list[dict[str, Any]]]:
    """The lines as a page shows them: what is asked, what was answered, what is wrong with it by column.

    ``offered`` are the keys of evidence that the page lists; others stand in the field beside that list.
    """
    found = {
        table: [_line((table, number), sheet, typed, wrong) for number in range(len(sheet.lines(table)))]
        for table in TABLES
    }
    for one in (one for line in found["tasks"] for one in line["fields"] if one["control"] == "evidence"):
        one["others"] = "、".join(key for key in one["value"] if key not in offered)
    return found


def _line(place: tuple[str, int], sheet: Sheet, typed: Typed, wrong: Wrong) -> dict[str, Any]:
    table, number = place
    line, (_, answers) = sheet.lines(table)[number], TABLES[table]
    own, form = typed.of(table)[number], forms().get(str(line.get("indicator")))
    numbers = NUMBERS[1:] if form is not None and is_computed(form) else NUMBERS[:1]
    fields = [
        _field((table, number, name), own.get(name), wrong.at.get((table, number, name), ()))
        for name in answers
        if name not in NUMBERS or name in numbers or own.get(name)
    ]
    beside = list(wrong.at.get((table, number, ""), ()))
    return {
        "number": number,
        "asked": {name: _worded(table, name, value) for name, value in line.items() if name not in answers},
        "fields": fields,
        "figure": own.get("value") or "/".join(filter(None, map(own.get, NUMBERS[1:]))),
        "wrong": beside,
        "is_wrong": bool(beside) or any(one["wrong"] for one in fields),
    }


def _field(place: Place, value: Any, wrong: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One answer as a form asks for it; ``control`` says with what, ``shown`` is the answer in words."""
    table, number, name = place
    known = columns(table)[name]
    control = "evidence" if known.many else "long" if name in LONG else known.kind
    said = {
        "id": f"{table}-{number}-{name}",
        "name": name,
        "label": known.label,
        "control": control,
        "unit": known.unit,
        "wrong": list(wrong),
    }
    options = [{"key": key, "label": label} for key, label in known.options.items()]
    held = value or ([] if known.many else "")
    return {**said, "value": held, "others": "", "shown": _worded(table, name, held), "options": options}


def _worded(table: str, name: str, value: Any) -> Any:
    known = columns(table)[name]
    return known.options[value] if known.options and value in known.options else value
