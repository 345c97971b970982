"""What ``qingshan standards`` prints, as pages: editions, one edition, two beside each other, in force on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404

from qingshan.kernel.citation import Verification
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.standards.book import Edition, Parameter, Rules, book
from qingshan.standards.compare import Change, changes, entries
from qingshan.standards.problems import UNKNOWN_EDITION
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.visitor import Visit

TITLE = Text("标准", "Standards")
COMPARE = Text("{old} 与 {new}", "{old} and {new}")
NOTHING = Text("无", "none")
FEW = 50


@page(may=SIGNED_IN, told=Told(TITLE, ("on", "q", "inforce", "page")))
def standards(request: Visit) -> Page:
    """Every edition by family, filtered by words; which is in force on the day asked for, and in which phase."""
    day = _day(request.GET.get("on")) or working_day()
    words = request.GET.get("q", "").strip().lower()
    only = bool(request.GET.get("inforce"))
    rows = [row for row in _rows(day) if (row["is_in_force"] or not only) and words in _searched(row)]
    number = _number(request.GET.get("page"))
    data = {
        "on": day,
        "q": request.GET.get("q", ""),
        "inforce": only,
        "rows": rows[(number - 1) * FEW : number * FEW],
        "total": len(rows),
        "page": number,
        "has_more": len(rows) > number * FEW,
        "verification": _counted(row["verification"] for row in rows),
    }
    return Page("standards/list.html", TITLE, data, parts={"rows": "standards/rows.html"})


@page(may=SIGNED_IN, told=Told(Text("标准的一个版本", "One edition of a standard"), ("on",)))
def edition(request: Visit, key: str) -> Page:
    """Every parameter of an edition in the phase of a day: the last it was in force, or its first while it is."""
    found = _edition(key)
    rules = _view(found, _day(request.GET.get("on")))
    family = book().editions(found.family)
    labels = book().labels(found.family)
    data = {
        **_brief(found),
        "on": rules.moment.day,
        "verified": found.effective_verification.label,
        "phase": None if rules.phase is None else rules.phase.title,
        "phases": [{"title": one.title, "since": one.since, "until": one.until} for one in found.phases],
        "options": [{"key": one.key, "title": one.title} for one in found.options],
        "errata": [{"key": one.key, "known_from": one.known_from, "reason": one.reason} for one in found.errata],
        "sources": list(found.sources),
        "verification": _counted([_standings(found)]),
        "parameters": [_parameter(one, labels.get(one.key)) for one in rules.parameters],
        "editions": [{"key": one.key, "name": one.name, "effective": one.effective} for one in family],
    }
    return Page(
        "standards/edition.html", Text(f"{found.name} {found.title.zh}", f"{found.name} {found.title.en}"), data
    )


@page(may=SIGNED_IN, told=Told(Text("两个版本的比较", "Two editions compared"), ("old", "new")))
def compare(request: Visit) -> Page:
    """The values that differ between two editions, or two days of one; ``old`` and ``new`` are keys, with ``@DAY``."""
    sides = [_asked(request.GET.get(name, "")) for name in ("old", "new")]
    before, after = sides
    labels = book().labels(after.edition.family)
    data = {
        "old": _side(before),
        "new": _side(after),
        "groups": [
            _group(key, (list(zh), list(en)), labels.get(key))
            for (key, zh), (_, en) in zip(_changes(before, after, "zh"), _changes(before, after, "en"), strict=True)
        ],
        "choices": [{"key": one.key, "name": one.name} for one in book().editions(after.edition.family)],
    }
    title = COMPARE.filled(old=before.edition.name, new=after.edition.name)
    return Page("standards/compare.html", title, data)


def _rows(day: date) -> Iterator[dict[str, Any]]:
    for family in book().families():
        now = _in_force(family, day)
        for one in book().editions(family):
            is_in_force = now is not None and one.key == now.key
            phase = one.phase(day) if is_in_force else None
            row = {**_brief(one), "family": book().title(family), "is_in_force": is_in_force}
            yield {**row, "phase": None if phase is None else phase.title, "verification": _standings(one)}


def _in_force(family: str, day: date) -> Edition | None:
    """None before the first edition."""
    try:
        return book().in_force(family, day)
    except Problem:
        return None


def _searched(row: dict[str, Any]) -> str:
    title, family = row["title"], row["family"]
    return f"{row['key']} {row['name']} {title.zh} {title.en} {family.zh} {family.en}".lower()


def _brief(one: Edition) -> dict[str, Any]:
    return {"key": one.key, "name": one.name, "title": one.title, "effective": one.effective, "until": one.until}


def _standings(one: Edition) -> dict[str, int]:
    """How many parameters, those of phases and options too, stand at each state of verification."""
    layers = (one.parameters, *(layer.parameters for layer in (*one.phases, *one.options)))
    return dict(Counter(each.verification.value for parameters in layers for each in parameters.values()))


def _counted(found: Any) -> list[dict[str, Any]]:
    total: Counter[str] = Counter()
    for one in found:
        total.update(one)
    return [{"key": one.value, "label": one.label, "count": total[one.value]} for one in Verification]


def _parameter(one: Parameter, label: Text | None) -> dict[str, Any]:
    zh, en = ([f"{path} {value}".strip() for path, value in entries(one.value, tongue)] for tongue in ("zh", "en"))
    return {
        "key": one.key,
        "label": label or Text(one.key, one.key),
        "values": [Text(*pair) for pair in zip(zh, en, strict=True)] or [NOTHING],
        "unit": one.unit,
        "clause": one.clause,
        "verification": one.verification.value,
        "standing": one.verification.label,
        "note": one.note,
    }


def _changes(before: Rules, after: Rules, language: Any) -> Iterator[tuple[str, Iterator[Change]]]:
    return ((key, iter(list(group))) for key, group in groupby(changes(before, after, language), lambda one: one.key))


def _group(key: str, said: tuple[list[Change], list[Change]], label: Text | None) -> dict[str, Any]:
    first = said[0][0]
    return {
        "key": key,
        "label": label or Text(key, key),
        "old": _cited(first.old),
        "new": _cited(first.new),
        "rows": [
            {
                "entry": Text(zh.entry, en.entry),
                "before": Text(zh.before or "—", en.before or "—"),
                "after": Text(zh.after or "—", en.after or "—"),
            }
            for zh, en in zip(*said, strict=True)
        ],
    }


def _cited(one: Parameter | None) -> dict[str, Any] | None:
    return None if one is None else {"clause": one.clause, "standing": one.verification.label, "unit": one.unit}


def _side(rules: Rules) -> dict[str, Any]:
    phase = None if rules.phase is None else rules.phase.title
    return {**_brief(rules.edition), "phase": phase, "on": rules.moment.day}


def _asked(text: str) -> Rules:
    key, _, day = text.partition("@")
    return _view(_edition(key), _day(day))


def _edition(key: str) -> Edition:
    try:
        return book().edition(key)
    except Problem as problem:
        if problem.code is UNKNOWN_EDITION:
            raise Http404 from problem
        raise


def _view(found: Edition, day: date | None) -> Rules:
    return found.on(day or found.until or found.effective)


def _day(asked: str | None) -> date | None:
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError as error:
        raise Http404 from error


def _number(asked: str | None) -> int:
    return int(asked) if asked and asked.isascii() and asked.isdigit() and int(asked) else 1
