"""An evaluation as rows of a page: said in both languages, with trace and course beside each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from qingshan.evaluation.judge import Judged
from qingshan.evaluation.run import Evaluation
from qingshan.kernel.text import LANGUAGES
from qingshan.reports.sheet import Sheet
from qingshan.reports.targets import sections, standing
from qingshan.reports.words import Words
from qingshan.web.evaluations.courses import course


def rows(evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    """The columns of every target row, in the order of the document."""
    sheets = {language: Sheet(evaluation, Words(language)) for language in LANGUAGES}
    said = {language: _by_result(sheet) for language, sheet in sheets.items()}
    traces = {result["id"]: result for result in evaluation.document["results"]}
    for number, (entry, row) in enumerate(sheets["zh"].pairs):
        key = row["result"]
        shown = paired(said["zh"][key], said["en"][key])
        yield {
            "number": number,
            "target": entry.target.id,
            "area": entry.group.key,
            "standing": standing(entry),
            "row": {**_brief(shown), **_place(entry)},
            "detail": {
                "sentence": shown,
                "trace": traces[key]["trace"],
                "reasons": traces[key]["reasons"],
                "course": course(evaluation, entry, sheets["zh"]),
            },
        }


def _by_result(sheet: Sheet) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for section in sections(sheet):
        for sentence in section.sentences:
            around = {"section": section.title, "quote": sentence.quote, "units": sentence.units}
            found |= {row.result: {**asdict(row), **around} for row in sentence.rows}
    return found


_BRIEF = ("path", "name", "area", "value", "unit", "must", "strive", "state", "freshness", "unverified", "result")


def _brief(shown: Mapping[str, Any]) -> dict[str, Any]:
    return {name: shown[name] for name in _BRIEF}


def _place(entry: Judged) -> dict[str, Any]:
    tier = entry.must or entry.strive
    is_short = tier is not None and tier.gap is not None and tier.gap < 0
    realm = entry.indicator.realm if entry.indicator else ""
    return {"standing": standing(entry), "realm": realm, "target": entry.target.id, "is_short": is_short}


def paired(zh: Any, en: Any) -> Any:
    """The same thing said twice, as one: where the languages differ a pair stands."""
    if isinstance(zh, dict):
        return {key: paired(one, en[key]) for key, one in zh.items()}
    if isinstance(zh, (list, tuple)):
        return [paired(*both) for both in zip(zh, en, strict=True)]
    return {"zh": zh, "en": en} if isinstance(zh, str) and zh != en else zh
