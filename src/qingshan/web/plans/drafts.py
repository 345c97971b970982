"""A draft: brought, compiled, decided on entry by entry; every state follows from document and overlay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from django.db import IntegrityError, transaction

from qingshan.evaluation.vocabulary import vocabulary
from qingshan.kernel.clock import known_now
from qingshan.kernel.problems import Problem
from qingshan.ledgers.entry import Actor
from qingshan.operations.problems import MOVED_ON
from qingshan.plans import overlay
from qingshan.plans import problems as plan_problems
from qingshan.plans.compiler import compile_document
from qingshan.plans.document import Document
from qingshan.plans.ir import Plan
from qingshan.plans.matching import matcher
from qingshan.plans.overlay import Entry, Overlay
from qingshan.plans.stages.check import checked
from qingshan.plans.stages.read import document_of
from qingshan.web.plans import documents
from qingshan.web.plans.models import Draft

QUICK_BYTES, QUICK_TEXT = 256 * 1024, 20_000
"""What is compiled while somebody waits, a second at most; anything more is a job in the background."""


def bring(name: str, data: bytes, who: Actor) -> Draft:
    """The draft of a document, the one there is where the same content was brought before.

    Problems of the upload and, where it is read at once, of reading it pass through; then nothing is kept.
    """
    name = documents.checked(name, data)
    document = _read(data, name) if len(data) <= QUICK_BYTES else None
    is_quick = document is not None and len(document.text) <= QUICK_TEXT
    made = _as_columns(document) if document is not None and is_quick else {}
    digest = documents.keep(data)
    about = {"name": name, "size": len(data), "brought_by": who.name, "unit": who.unit, "brought_at": known_now()}
    try:
        with transaction.atomic():
            return Draft.objects.create(sha256=digest, **about, **made)
    except IntegrityError:
        return Draft.objects.get(sha256=digest)


def compile_kept(draft: Draft) -> None:
    """Compile a draft's document as it is kept; what a person decided stands. A problem is kept beside it."""
    try:
        columns = {"problem": None, **_as_columns(_read(documents.place(draft.sha256).read_bytes(), draft.name))}
    except OSError as error:
        columns = {"problem": _said(plan_problems.MISSING.at(draft.name, error.strerror))}
    except Problem as problem:
        columns = {"problem": _said(problem)}
    Draft.objects.filter(pk=draft.pk).update(**columns)


def plan_of(draft: Draft) -> Plan:
    """The plan of a draft with every decision carried out, checked anew."""
    return corrected(Plan.from_json(draft.compiled), entries_of(draft))


def corrected(plan: Plan, entries: Sequence[Entry]) -> Plan:
    return checked(overlay.apply(plan, Overlay(tuple(entries))), matcher(vocabulary()))


def entries_of(draft: Draft) -> tuple[Entry, ...]:
    return msgspec.convert(draft.entries, tuple[Entry, ...])


def decide(draft: Draft, version: int, entries: Sequence[Entry]) -> None:
    """Add decisions to those of a draft; PLN007 where they cannot be carried out, OPS011 when somebody was quicker."""
    wanted = (*entries_of(draft), *entries)
    corrected(Plan.from_json(draft.compiled), wanted)
    _write(draft, version, wanted)


def take_back(draft: Draft, version: int, number: int) -> None:
    """Take one decision back, as if it had never been; later ones stand. OPS011 when somebody was quicker."""
    left = [one for place, one in enumerate(entries_of(draft), 1) if place != number]
    corrected(Plan.from_json(draft.compiled), left)
    _write(draft, version, left)


def _write(draft: Draft, version: int, entries: Sequence[Entry]) -> None:
    written = {"entries": msgspec.to_builtins(list(entries)), "version": version + 1}
    if not Draft.objects.filter(pk=draft.pk, version=version).update(**written):
        raise MOVED_ON.at(f"draft {draft.pk}", draft.version, version=version)


def _read(data: bytes, name: str) -> Document:
    document = document_of(data, name)
    if len(document.text) > documents.LONGEST:
        raise documents.too_large(name, documents.CHARACTERS, len(document.text), documents.LONGEST)
    return document


def _as_columns(document: Document) -> dict[str, Any]:
    plan = compile_document(document, vocabulary())
    return {
        "compiled": plan.as_json(),
        "text": document.text,
        "text_sha256": document.text_sha256,
        "title": plan.document.title or "",
        "period": plan.document.period or "",
    }


def _said(problem: Problem) -> dict[str, Any]:
    """A problem as pages show it, in both languages."""
    said = {name: getattr(problem.code, name).filled(**problem.values) for name in ("message", "expected", "action")}
    texts = {name: {"zh": text.zh, "en": text.en} for name, text in said.items()}
    return {"code": problem.code.key, "found": problem.found, **texts}
