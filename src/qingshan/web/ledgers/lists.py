"""The ledgers at a glance, one ledger as a list that is filtered, sorted and paged, and one by its stages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledgers
from qingshan.ledgers.due import LABELS, DueState
from qingshan.ledgers.entry import Actor
from qingshan.ledgers.ledger import OPEN, Ledger
from qingshan.web.ledgers.register import Register, Row, register
from qingshan.web.ledgers.saying import said_due, said_state
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import LEDGER_ROLE, SIGNED_IN
from qingshan.web.visitor import Visit

TITLE = Text("台账", "Ledgers")
STAGES = Text("{ledger}：按阶段", "{ledger}: by stage")
PAGE = 50
FIRST = 8
"""Entries of a stage that are shown at once."""
FILTERS = ("state", "unit", "area", "due")
ASKED = (*FILTERS, "q", "mine", "sort")
PRESSING: tuple[DueState, ...] = ("overdue", "past_hoped_for", "due_soon", "unknown")
"""What one is told of first."""
ORDER: tuple[DueState, ...] = (*PRESSING, *(key for key in LABELS if key not in PRESSING))
NEVER = date.max


def _pressing_first(row: Row) -> tuple[Any, ...]:
    if row.due is None:
        return (len(ORDER), NEVER, row.key)
    return (ORDER.index(row.due.state), row.due.last_day or NEVER, row.key)


SORTS: Mapping[str, Callable[[Row], Any]] = {
    "due": _pressing_first,
    "key": lambda row: row.key,
    "name": lambda row: row.name,
    "last": lambda row: (row.last_on, row.key),
}
DEFAULT = "due"


def known(ledger: str) -> Ledger:
    """The ledger of an address; an unknown one is no page."""
    found = ledgers().get(ledger)
    if found is None:
        raise Http404
    return found


@page(may=SIGNED_IN, told=Told(TITLE))
def overview(request: Visit) -> Page:
    """Every declared ledger: how many entries stand where, what presses, what awaits the visitor."""
    assert request.who is not None
    rows = register()
    told = [glance(one, rows, request.who) for one in ledgers().values()]
    data = {
        "day": rows.day,
        "used": [one for one in told if one["total"]],
        "empty": [one for one in told if not one["total"]],
        "mine": sum(one["mine"] for one in told),
        "undeclared": {key: len(found) for key, found in rows.undeclared.items()},
    }
    return Page("ledgers/overview.html", TITLE, data)


def glance(ledger: Ledger, rows: Register, who: Actor) -> dict[str, Any]:
    """One ledger in a line."""
    found, address = rows.of(ledger.key).values(), reverse("ledger", kwargs={"ledger": ledger.key})
    states = Counter(row.state for row in found)
    pressing = Counter(row.due.state for row in found if row.due is not None)
    return {
        **named(ledger),
        "total": len(found),
        "open": sum(count for state, count in states.items() if ledger.is_open(state)),
        "mine": sum(row.awaits(who) for row in found),
        "states": [
            {**said_state(ledger, key), "count": states[key], "address": f"{address}?{urlencode({'state': key})}"}
            for key in ledger.states
            if states[key]
        ],
        "pressing": [
            {"state": key, "word": LABELS[key], "count": pressing[key], "address": f"{address}?due={key}"}
            for key in PRESSING
            if pressing[key]
        ],
    }


def named(ledger: Ledger) -> dict[str, Any]:
    """What a ledger is, and where its pages are."""
    is_public = bool(ledger.public_columns)
    return {
        "key": ledger.key,
        "label": ledger.label,
        "source": ledger.source,
        "note": ledger.note,
        "kept_by": ledger.kept_by,
        "address": reverse("ledger", kwargs={"ledger": ledger.key}),
        "public": reverse("public-ledger", kwargs={"ledger": ledger.key}) if is_public else None,
    }


@page(may=SIGNED_IN, told=Told(Text("一本台账的事项", "The entries of a ledger"), (*ASKED, "page")))
def entries(request: Visit, ledger: str) -> Page:
    """The entries of one ledger: those asked for, fifty at a time."""
    assert request.who is not None
    declared, rows = known(ledger), register()
    everything, asked = list(rows.of(ledger).values()), questions(request)
    found = chosen(everything, asked, request.who)
    number = page_of(request, len(found))
    data = {
        "day": rows.day,
        "ledger": named(declared),
        "asked": asked,
        "choices": choices(declared, everything),
        "rows": [said_row(declared, row) for row in found[(number - 1) * PAGE : number * PAGE]],
        "found": len(found),
        "total": len(everything),
        "pages": pages(asked, number, len(found)),
        "sorts": sorts(asked),
        "query": query(asked),
        "may_open": may_open(declared, request.who),
    }
    return Page("ledgers/list.html", declared.label, data, parts={"rows": "ledgers/rows.html"})


def may_open(ledger: Ledger, who: Actor | None) -> bool:
    """Whether somebody may open entries of a ledger at the desk."""
    return not ledger.kept_by and LEDGER_ROLE.holds(who, ledger.actions[OPEN].roles)


def questions(request: Visit) -> dict[str, str]:
    """The filters and the order that an address asks for."""
    asked = {name: request.GET.get(name, "").strip() for name in ASKED}
    return {**asked, "sort": asked["sort"] if asked["sort"].lstrip("-") in SORTS else DEFAULT}


def chosen(rows: Iterable[Row], asked: Mapping[str, str], who: Actor) -> list[Row]:
    """The rows asked for, in the order asked for; an empty filter lets everything through."""
    found = [row for row in rows if _matches(row, asked) and (not asked["mine"] or row.awaits(who))]
    return sorted(found, key=SORTS[asked["sort"].lstrip("-")], reverse=asked["sort"].startswith("-"))


def _matches(row: Row, asked: Mapping[str, str]) -> bool:
    return (
        asked["state"] in {"", row.state}
        and (not asked["unit"] or asked["unit"] in row.units)
        and (not asked["area"] or asked["area"] in row.areas)
        and (not asked["due"] or (row.due is not None and row.due.state == asked["due"]))
        and asked["q"].lower() in row.words
    )


def choices(ledger: Ledger, rows: Sequence[Row]) -> dict[str, Any]:
    """What the filters offer: only what occurs."""
    states = Counter(row.state for row in rows)
    dues = Counter(row.due.state for row in rows if row.due is not None)
    units, areas = (sorted({name for row in rows for name in getattr(row, kind)}) for kind in ("units", "areas"))
    return {
        "state": [
            {"key": key, "label": one.label, "count": states[key]} for key, one in ledger.states.items() if states[key]
        ],
        "due": [{"key": key, "label": LABELS[key], "count": dues[key]} for key in ORDER if dues[key]],
        "unit": units,
        "area": areas,
    }


def said_row(ledger: Ledger, row: Row) -> dict[str, Any]:
    """A row as a list shows it."""
    said = {name: getattr(row, name) for name in ("key", "name", "areas", "units", "opened_on", "last_on")}
    address = reverse("ledger-entry", kwargs={"ledger": ledger.key, "key": row.key})
    return {**said, "address": address, "state": said_state(ledger, row.state), "due": said_due(row.due)}


def query(asked: Mapping[str, str], **other: str | int) -> str:
    """The address of the same question with something else in it."""
    default = {"sort": DEFAULT}
    return urlencode({key: one for key, one in {**asked, **other}.items() if one and one != default.get(key)})


def page_of(request: Visit, found: int) -> int:
    """The page asked for, of those there are."""
    asked = request.GET.get("page", "1")
    last = max(1, -(-found // PAGE))
    return min(max(int(asked), 1), last) if asked.isdecimal() and len(asked) < len(str(10**9)) else 1


def pages(asked: Mapping[str, str], number: int, found: int) -> dict[str, Any]:
    """Which page this is, of how many, and the questions that open those beside it."""
    last = max(1, -(-found // PAGE))
    return {
        "number": number,
        "of": last,
        "before": query(asked, page=number - 1) if number > 1 else None,
        "after": query(asked, page=number + 1) if number < last else None,
    }


def sorts(asked: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """For each order: the question that asks for it (the other way round where it is the one that holds)."""
    now = asked["sort"]
    turned = {name: f"-{name}" if now == name else name for name in SORTS}
    way = {name: "ascending" if now == name else "descending" if now == f"-{name}" else "none" for name in SORTS}
    return {name: {"query": query({**asked, "sort": turned[name]}), "way": way[name]} for name in SORTS}


@page(may=SIGNED_IN, told=Told(Text("一本台账按阶段", "A ledger by its stages")))
def stages(request: Visit, ledger: str) -> Page:
    """One ledger by its stages, in the order of its life: how many stand in each, and the most pressing of them."""
    assert request.who is not None
    declared, rows = known(ledger), register()
    found = sorted(rows.of(ledger).values(), key=_pressing_first)
    told = [_stage(declared, state, [row for row in found if row.state == state], request.who)
            for state in declared.states]  # fmt: skip
    data = {"day": rows.day, "ledger": named(declared), "stages": told, "total": len(found)}
    return Page("ledgers/stages.html", STAGES.filled(ledger=declared.label), data)


def _stage(ledger: Ledger, state: str, found: Sequence[Row], who: Actor) -> dict[str, Any]:
    dues = Counter(row.due.state for row in found if row.due is not None)
    address = reverse("ledger", kwargs={"ledger": ledger.key})
    next_roles = dict.fromkeys(
        role
        for action in ledger.actions.values()
        if action.effect == "move" and state in action.origins
        for role in action.roles
    )
    return {
        **said_state(ledger, state),
        "count": len(found),
        "mine": sum(row.awaits(who) for row in found),
        "next": [ledger.roles[role].label for role in next_roles],
        "pressing": [{"state": key, "word": LABELS[key], "count": dues[key]} for key in PRESSING if dues[key]],
        "rows": [said_row(ledger, row) for row in found[:FIRST]],
        "address": f"{address}?{urlencode({'state': state})}",
    }
