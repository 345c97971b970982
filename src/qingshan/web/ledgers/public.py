"""What anybody may see of a ledger: its public columns, of entries shown to the public or closed. Nothing else."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse

from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledgers
from qingshan.ledgers.due import due
from qingshan.ledgers.entry import Entry
from qingshan.ledgers.ledger import Ledger
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.ledger.models import EntryNow
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.ledgers.lists import PAGE, known, page_of
from qingshan.web.ledgers.register import public_states, register
from qingshan.web.ledgers.saying import said_field, said_state
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import ANYONE
from qingshan.web.visitor import Visit

TITLE = Text("台账公开", "Public ledgers")
OPEN_TO_ALL = Text("{ledger}（公开）", "{ledger} (public)")


@page(may=ANYONE, told=Told(TITLE))
def overview(request: Visit) -> Page:  # noqa: ARG001 (every view is asked alike)
    """The ledgers with public columns, and how many entries of each the public may see."""
    rows = register()
    told = [
        {"label": one.label, "count": sum(row.public_words is not None for row in rows.of(one.key).values()),
         "address": reverse("public-ledger", kwargs={"ledger": one.key})}
        for one in ledgers().values()
        if one.public_columns
    ]  # fmt: skip
    return Page("ledgers/public_overview.html", TITLE, {"day": rows.day, "ledgers": told})


@page(may=ANYONE, told=Told(Text("一本台账的公开内容", "What the public sees of a ledger"), ("q", "page")))
def entries(request: Visit, ledger: str) -> Page:
    """The public columns of a ledger; words are searched for in them alone."""
    declared = known(ledger)
    if not declared.public_columns:
        raise Http404
    words = request.GET.get("q", "").strip()
    seen = [row for row in register().of(ledger).values() if row.public_words is not None]
    found = [row for row in seen if row.public_words is not None and words.lower() in row.public_words]
    found.sort(key=lambda row: (row.last_on, row.key), reverse=True)
    number = page_of(request, len(found))
    keys = [row.key for row in found[(number - 1) * PAGE : number * PAGE]]
    data = {
        "label": declared.label,
        "q": words,
        "total": len(seen),
        "found": len(found),
        "number": number,
        "of": max(1, -(-len(found) // PAGE)),
        "heads": [declared.fields[key].label for key in declared.public_columns],
        "rows": shown(declared, keys),
    }
    return Page("ledgers/public.html", OPEN_TO_ALL.filled(ledger=declared.label), data)


def shown(ledger: Ledger, keys: list[str]) -> list[dict[str, Any]]:
    """The public columns of some entries, of those alone that the public may see as they stand now."""
    named = [EntryNow.key_of(ledger.key, key) for key in keys]
    documents = dict(EntryNow.objects.filter(key__in=named).values_list("key", "document"))
    standing = [Entry.from_json(documents[key]) for key in named if key in documents]
    calendar = OfficeCalendar()
    return [
        {"state": said_state(ledger, one.state), "until": _until(ledger, one, calendar),
         "cells": [_cell(ledger, key, one) for key in ledger.public_columns]}
        for one in standing
        if one.state in public_states(ledger)
    ]  # fmt: skip


def _cell(ledger: Ledger, key: str, entry: Entry) -> dict[str, Any]:
    """A public column in words, without the addresses of pages that are not public."""
    said = said_field(ledger, key, entry.fields.get(key))
    items = [{"text": one["text"], "address": None} for one in said.get("items", ())]
    return {**said, "items": items} if said["kind"] == "items" else said


def _until(ledger: Ledger, entry: Entry, calendar: OfficeCalendar) -> Any:
    """The last day on which something is shown to the public; None where it is not, or it is not known."""
    terms = (one for one in due(ledger, entry, working_day(), calendar) if one.state == "running")
    return next((one.last_day for one in terms), None)
