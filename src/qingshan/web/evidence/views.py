"""Evidence: the list, one piece with its hash, its content to take away, and the form that brings more."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.operations.evidence.files import is_whole, place
from qingshan.operations.evidence.models import EvidenceItem
from qingshan.operations.evidence.queries import pieces
from qingshan.operations.unit.names import units
from qingshan.web.errors import said_of_problem, status_of
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.evidence.contents import KINDS
from qingshan.web.evidence.kinds import kinds, label_of
from qingshan.web.evidence.problems import CONTENT_GONE
from qingshan.web.evidence.uploads import uploaded
from qingshan.web.pages import Page, Told, check, page
from qingshan.web.paging import PART, part_of
from qingshan.web.permissions import HANDED_IN, SIGNED_IN, WHOLE_OFFICE
from qingshan.web.visitor import Visit
from qingshan.web.writing import do, done

TITLE = Text("佐证材料", "Evidence")
ADD = Text("登记佐证材料", "Add evidence")
MOST = 20
"""Megabytes of one piece."""
FIELDS = ("key", "kind", "title", "dated", "expires", "document", "next")
BOTH = ("GET", "HEAD", "POST")


@page(may=SIGNED_IN, told=Told(TITLE, ("q", "kind", PART)))
def listed(request: Visit) -> Page:
    """The evidence of all units for those who see it all, that of the own unit for others."""
    assert request.who is not None
    asked = {name: request.GET.get(name, "") for name in ("q", "kind")}
    found = pieces(None if WHOLE_OFFICE.holds(request.who, None) else names_of(request.who), asked["kind"], asked["q"])
    rows, paging = part_of(request, found.values_list("key", "document"))
    data = {
        "asked": asked,
        "kinds": choices(),
        "rows": [_row(key, document) for key, document in rows],
        "paging": paging,
    }
    return Page("evidence/list.html", TITLE, data, parts={"rows": "evidence/rows.html"})


def names_of(who: Actor) -> set[str]:
    """The names under which the unit of somebody may have brought evidence."""
    return {who.unit, units().name_now(who.unit, working_day())}


def choices() -> list[dict[str, Any]]:
    """The kinds to choose from."""
    return [{"key": key, "label": label} for key, label in kinds().items()]


def offered(who: Actor, count: int = 12) -> list[dict[str, Any]]:
    """The evidence of somebody's unit that was dated last: what other rooms offer to be named."""
    found = pieces(names_of(who)).values_list("key", "document")[:count]
    return [_row(key, document) for key, document in found]


def _row(key: str, document: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: document[name] for name in ("title", "dated", "expires", "owner", "sha256", "file")}
    address = reverse("evidence-piece", kwargs={"key": key})
    return {"key": key, "kind": label_of(document["kind"]), "address": address, **said}


@page(may=SIGNED_IN, told=Told(Text("一件佐证", "One piece of evidence")))
def piece(request: Visit, key: str) -> Page:
    """One piece, with its hash."""
    row = _row(key, _document(request, key))
    return Page("evidence/piece.html", Text(row["title"], row["title"]), {"row": row})


@page(may=SIGNED_IN, told=Told(Text("佐证文件", "The file of a piece of evidence"), media="application/octet-stream"))
def content(request: Visit, key: str) -> FileResponse:
    """The content to take away, never to be shown by the browser. WEB035 when it is not what was entered."""
    document = _document(request, key)
    if not is_whole(document["sha256"]):
        raise CONTENT_GONE.at(key, document["sha256"])
    answered = FileResponse(
        place(document["sha256"]).open("rb"), as_attachment=True, filename=document["file"],
        content_type="application/octet-stream",
    )  # fmt: skip
    answered["Cache-Control"] = "private, no-cache"
    return answered


def _document(request: Visit, key: str) -> Mapping[str, Any]:
    """What is entered under a key; 404 for those who may not see it as for a key that nobody entered."""
    found = EvidenceItem.stands(key)
    if found is None:
        raise Http404
    document: Mapping[str, Any] = found[1]
    check(HANDED_IN, request.who, (document["owner"], *_now(request, document["owner"])))
    return document


def _now(request: Visit, owner: str) -> tuple[str, ...]:
    """The name under which somebody's unit is asked for, where it now answers for what the owner brought."""
    assert request.who is not None
    known, day = units(), working_day()
    return (request.who.unit,) if known.name_now(request.who.unit, day) == known.name_now(owner, day) else ()


@page(may=SIGNED_IN, methods=BOTH, told=Told(ADD, FIELDS))
def add(request: Visit) -> Page | HttpResponse:
    """Bring a piece; a refusal is shown above the form, which keeps what was written. The file is chosen again."""
    given = request.POST if request.method == "POST" else request.GET
    typed = {name: given.get(name, "").strip() for name in FIELDS}
    problem, status = None, 200
    if request.method == "POST":
        try:
            return _added(request, typed)
        except Problem as found:
            problem, status = said_of_problem(found), status_of(found)
    data = {"typed": typed, "kinds": choices(), "day": working_day(), "most": MOST, "problem": problem}
    return Page("evidence/add.html", ADD, {**data, "types": list(KINDS)}, status=status)


def _added(request: Visit, typed: Mapping[str, str]) -> HttpResponse:
    with uploaded(request, "file", list(KINDS), MOST) as path:
        key = typed["key"] or _key_of(path)
        given = {
            "key": key, "kind": typed["kind"], "title": typed["title"] or path.stem, "dated": typed["dated"],
            "expires": typed["expires"] or None, "file": str(path),
        }  # fmt: skip
        lines = do(request, "evidence.add", given, working_day())
    own = reverse("evidence-piece", kwargs={"key": key})
    wanted = typed["next"]
    inside = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return done(request, wanted if inside else own, lines)


def _key_of(path: Path) -> str:
    """A key made of the day and the content: the same content brought twice on a day is refused as entered already."""
    with path.open("rb") as file:
        return f"E{working_day():%Y%m%d}-{hashlib.file_digest(file, 'sha256').hexdigest()[:8]}"
