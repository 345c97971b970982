"""A score, a scheme and a what-if as JSON documents, and the sentences of marginal values; decimals are text."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

from qingshan.evaluation.scoring.kind import Kind, Marks, kinds, shown
from qingshan.evaluation.scoring.marginal import Marginal
from qingshan.evaluation.scoring.records import ItemScore, Line, Score
from qingshan.evaluation.scoring.scheme import Grade, Scheme
from qingshan.evaluation.scoring.score import Difference
from qingshan.kernel.text import Language, Text

BY_UNIT = Text(
    "{label}每{side} 1{unit}，得 {per} {points}；到 {to}{unit} 为止，共 {gain} {points}",
    "1{unit} {side} of {label} is worth {per} {points}, up to {to}{unit}: {gain} in all",
)
AT_ONCE = Text(
    "{label}{side}到 {to}{unit}，共得 {gain} {points}；眼下每 1{unit} 不加分",
    "{label} {side}, to {to}{unit}, is worth {gain} {points} in all; from here 1{unit} alone is worth nothing",
)
Say = Callable[[Text], Any]
SIDES = {"lower": Text("降低", "less"), "higher": Text("提高", "more")}


def marginal_text(one: Marginal, scheme: Scheme) -> Text:
    """One sentence: what a unit is worth, and where it ends; or the next value that changes anything."""
    named = scheme.named(one.name)
    unit = f" {named.unit}" if named.unit else ""
    said = {"per": one.per_unit, "to": one.to, "gain": one.gain}
    return (BY_UNIT if one.per_unit else AT_ONCE).filled(
        label=named.label, unit=unit, side=SIDES[one.better], points=scheme.unit,
        **{name: shown(number) for name, number in said.items()},
    )  # fmt: skip


def score_json(score: Score, language: Language) -> dict[str, Any]:
    """The document ``score run --format json`` prints: totals, grades still possible, items, points lost."""
    return _score(score, partial(Text.say, language=language))


def score_in_both(score: Score) -> dict[str, Any]:
    """The same document with every text as ``{"zh": …, "en": …}``; :func:`in_language` gives one of the two."""
    return _score(score, lambda text: {"zh": text.zh, "en": text.en})


def in_language(document: Any, language: Language) -> Any:
    """A document of two languages in one of them."""
    if isinstance(document, dict):
        if document.keys() == {"zh", "en"}:
            return document[language]
        return {name: in_language(part, language) for name, part in document.items()}
    return [in_language(part, language) for part in document] if isinstance(document, list) else document


def _score(score: Score, say: Say) -> dict[str, Any]:
    scheme = score.scheme
    worst, best = score.grades
    return {
        "scheme": scheme.key,
        "label": say(scheme.label),
        "subject": score.subject,
        "unit": say(scheme.unit),
        **_valid(scheme),
        "partial": scheme.partial,
        "missing": None if scheme.missing is None else say(scheme.missing),
        "so_far": shown(score.so_far),
        "decided": shown(score.decided),
        "full": shown(score.full),
        "lost": shown(score.lost),
        "grades": {"worst": _grade(worst, say), "best": _grade(best, say)},
        "caps": [{"item": item.key, "not_above": item.cap} for item in score.caps],
        "unverified": list(score.unverified),
        "items": [_item(item, scheme, say) for item in score.items],
    }


def _valid(scheme: Scheme) -> dict[str, str | None]:
    days = {"since": scheme.since, "until": scheme.until}
    return {name: None if day is None else day.isoformat() for name, day in days.items()}


def _grade(grade: Grade | None, say: Say) -> dict[str, str] | None:
    return None if grade is None else {"key": grade.key, "label": say(grade.label)}


def _item(item: ItemScore, scheme: Scheme, say: Say) -> dict[str, Any]:
    return {
        "key": item.key,
        "path": list(item.path),
        "label": say(item.label),
        "full": shown(item.full),
        "got": _marks(item.got),
        "lost": shown(item.lost),
        "state": item.state,
        "lacking": [say(text) for text in item.lacking],
        "lines": [_line(line, say) for line in item.lines],
        "marginal": [_marginal(one, scheme, say) for one in item.marginals],
        "note": None if item.note is None else say(item.note),
    }


def _line(line: Line, say: Say) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "change": shown(line.change),
        "why": say(line.why),
        "inputs": [
            {
                "name": one.name,
                "label": say(one.label),
                "value": one.value,
                "unit": one.unit,
                "source": None if one.provenance is None else say(one.provenance),
            }
            for one in line.readings
        ],
        "source": line.source,
        "verification": line.verification.value,
        "note": None if line.note is None else say(line.note),
    }


def _marginal(one: Marginal, scheme: Scheme, say: Say) -> dict[str, Any]:
    numbers = {name: shown(getattr(one, name)) for name in ("per_unit", "to", "gain")}
    return {"input": one.name, "better": one.better, **numbers, "text": say(marginal_text(one, scheme))}


def _marks(marks: Marks) -> str | None:
    return None if marks is None else shown(marks)


def differences_json(found: tuple[Difference, ...], language: Language) -> list[dict[str, Any]]:
    """What a what-if changes, item by item."""
    return [
        {
            "item": one.key,
            "label": one.label.say(language),
            "before": _marks(one.before),
            "after": _marks(one.after),
            "change": _marks(one.change),
        }
        for one in found
    ]


def scheme_json(scheme: Scheme, language: Language) -> dict[str, Any]:
    """The document ``score show --format json`` prints."""
    inputs = {name: scheme.named(name) for name in scheme.reads()}
    return {
        "key": scheme.key,
        "label": scheme.label.say(language),
        "source": scheme.source.document,
        "verification": scheme.source.verification.value,
        "subject": scheme.subject,
        **_valid(scheme),
        "total": _marks(scheme.total),
        "encoded": shown(sum((item.full for _, item, _ in scheme.leaves()), Fraction(0))),
        "partial": scheme.partial,
        "missing": None if scheme.missing is None else scheme.missing.say(language),
        "grades": [{"key": g.key, "label": g.label.say(language), "least": _marks(g.least)} for g in scheme.grades],
        "items": [
            {
                "key": item.key,
                "path": [*(group.key for group in above), item.key],
                "label": item.label.say(language),
                "full": shown(item.full),
                "clause": item.clause,
                "rules": [_rule(rule, language) for rule in rules],
                "note": None if item.note is None else item.note.say(language),
            }
            for above, item, rules in scheme.leaves()
        ],
        "inputs": {name: {"label": one.label.say(language), "unit": one.unit} for name, one in inputs.items()},
    }


def _rule(rule: Kind, language: Language) -> dict[str, Any]:
    written = {name: getattr(rule, name) for name in rule.__struct_fields__ if name not in ("note", "verification")}
    return {
        "kind": rule.name,
        "label": kinds()[rule.name].label.say(language),
        "reads": list(rule.reads),
        "parameters": {name: _plain(value) for name, value in written.items() if value is not None},
        "verification": None if rule.verification is None else rule.verification.value,
        "note": None if rule.note is None else rule.note.say(language),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return shown(value) if isinstance(value, Fraction) else str(value)
