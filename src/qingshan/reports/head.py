"""Head and basis of the page: what was judged, as of when, on which data, editions and unverified parameters."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from qingshan.evaluation.record import Versions
from qingshan.evaluation.run import Evaluation
from qingshan.kernel.citation import Verification
from qingshan.observations.tables import TABLES
from qingshan.reports.sheet import Sheet, beijing
from qingshan.reports.words import Words
from qingshan.standards.book import Parameter, book
from qingshan.standards.evaluate import plain

SYNTHETIC = "synthetic"


def is_synthetic(evaluation: Evaluation) -> bool:
    """Whether any source of data or of the table of sites calls itself synthetic."""
    sites = {member.source for members in evaluation.air.members.values() for member in members}
    read = {source for record in evaluation.records.values() for source in record.sources}
    return any(SYNTHETIC in source.lower() for source in read | sites)


def head(sheet: Sheet) -> dict[str, Any]:
    """Title and facts, each fact a label and a value."""
    evaluation, words = sheet.evaluation, sheet.words
    document, as_of = evaluation.plan.document, evaluation.question.as_of
    issued = " ".join(part for part in (document.issuer, document.issued_on) if part)
    passed = sheet.passed
    left = words("days_left", passed=passed.days if passed else 0, left=evaluation.period.remaining(as_of))
    facts = {
        "area": document.area or "—",
        "year": f"{evaluation.period} · {left}",
        "as_of": words("as_of_value", day=words.day(as_of)),
        "known_on": _known(sheet),
        "sources": words.listed(list(evaluation.document["sources"])) or words("nothing"),
        "issuer": issued or "—",
    }
    return {
        "title": document.title or document.name or "—",
        "facts": {words(key): value for key, value in facts.items()},
        "is_synthetic": is_synthetic(evaluation),
    }


def _known(sheet: Sheet) -> str:
    known_on = sheet.evaluation.question.known_on
    if known_on is not None:
        return sheet.words("known_moment", moment=beijing(known_on))
    moments = [datetime.fromisoformat(str(known)) for one in _versions(sheet).values() if (known := one["known_from"])]
    return sheet.words("known_all", moment=beijing(max(moments)) if moments else "—")


def basis(sheet: Sheet) -> dict[str, Any]:
    """Editions used, unverified parameters with what they say, and the version of each table read."""
    words = sheet.words
    editions = [book().edition(key) for key in sheet.evaluation.document["editions"]]
    return {
        "editions": [(one.name, words.say(one.title), one.key) for one in editions],
        "unverified": [_parameter(one, words) for one in _unverified(sheet)],
        "versions": [_version(name, found, words) for name, found in _versions(sheet).items()],
    }


def _versions(sheet: Sheet) -> Versions:
    """Every table that any realm read."""
    return {name: found for record in sheet.evaluation.records.values() for name, found in record.versions.items()}


def _unverified(sheet: Sheet) -> list[Parameter]:
    """Those that a value or a requirement rests on, each once."""
    records, judged = sheet.evaluation.records, sheet.evaluation.judged
    indicators = {entry.indicator.key: entry.indicator for entry in judged if entry.indicator}
    read = [one for found in indicators.values() for one in records[found.realm].parameters(found)]
    read += [one for entry in judged for tier in (entry.must, entry.strive) if tier for one in tier.parameters]
    return list({(p.edition, p.key): p for p in read if p.verification is Verification.UNVERIFIED}.values())


def _parameter(one: Parameter, words: Words) -> dict[str, str]:
    edition = book().edition(one.edition)
    label = book().labels(edition.key.partition(":")[0])[one.key]
    return {
        "label": words.say(label),
        "clause": f"{edition.name} {one.clause}".removesuffix(" —"),
        "value": f"{_shown(one, words)} {one.unit}".strip(),
        "note": words.say(one.note) if one.note else "",
        "key": f"{one.edition} {one.key}",
    }


def _shown(one: Parameter, words: Words) -> str:
    if isinstance(one.value, bool):
        return words("yes" if one.value else "no")
    return plain(one) or str(one.value)


def _version(name: str, found: dict[str, str | int | None], words: Words) -> str:
    known = found["known_from"]
    moment = words("utc", moment=str(known)[:16].replace("T", " ")) if known else "—"
    table = words.say(TABLES[name].label)
    return words("version_value", table=table, version=found["version"], moment=moment)
