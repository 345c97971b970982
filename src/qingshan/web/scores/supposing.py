"""What if: values supposed in a form, the score computed anew, nothing stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from qingshan.evaluation.scoring.document import score_in_both
from qingshan.evaluation.scoring.inputs import supposed
from qingshan.evaluation.scoring.kept import KeptInput
from qingshan.evaluation.scoring.kind import shown
from qingshan.evaluation.scoring.records import Input
from qingshan.evaluation.scoring.scheme import Scheme
from qingshan.evaluation.scoring.score import differences
from qingshan.evaluation.scoring.score import score as computed
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.scores import rows
from qingshan.web.scores.views import course_of, known, title, version_of
from qingshan.web.visitor import Visit

TOTALS = ("so_far", "decided", "full", "lost", "grades")
SUPPOSED = "suppose."
"""What the names of the form's fields begin with."""
UNPROCESSABLE = 422


@page(may=SIGNED_IN, told=Told(Text("假设分析", "What if"), ("version",)))
def what_if(request: Visit, scheme: str, period: str, subject: str) -> Page:
    """The score on the inputs that were kept, and on those with what the address supposes; it may be bookmarked."""
    found = known(scheme)
    point = version_of(course_of(request, scheme, period, subject), request.GET.get("version"))
    kept = {name: one for name, one in point.document["inputs"].items() if name in found.reads()}
    inputs = {name: one.read() for name, one in msgspec.convert(kept, dict[str, KeptInput]).items()}
    said = asked(request.GET, found, inputs)
    before = computed(found, inputs, subject)
    data: dict[str, Any] = {
        "label": found.label,
        "unit": found.unit,
        "version": point.version,
        "as_of": point.document["as_of"],
        "fields": [_field(found, name, inputs, said) for name in found.reads()],
        "before": _totals(score_in_both(before)),
        "after": None,
        "refused": None,
        "items": [],
        "addresses": rows.addresses(scheme, period, subject),
    }
    try:
        suppositions = supposed([f"{name}={value}" for name, value in said.items()], found)
    except Problem as problem:
        wrong = {"code": problem.code.key, "found": str(problem.found), "expected": problem.code.expected}
        return Page("scores/what_if.html", title(point.document), {**data, "refused": wrong}, status=UNPROCESSABLE)
    if suppositions:
        after = computed(found, inputs | suppositions, subject)
        data["after"] = _totals(score_in_both(after))
        data["items"] = [rows.difference(one) for one in differences(before, after)]
    return Page("scores/what_if.html", title(point.document), data)


def asked(given: Mapping[str, str], scheme: Scheme, inputs: Mapping[str, Input]) -> dict[str, str]:
    """What is supposed otherwise than it is; a field left as it stands supposes nothing."""
    said = {name: given.get(f"{SUPPOSED}{name}", "").strip() for name in scheme.reads()}
    return {name: value for name, value in said.items() if value and value != written(inputs.get(name))}


def written(one: Input | None) -> str:
    """A value as the form shows it; empty while it is unknown."""
    return "" if one is None or one.value is None else shown(one.value)


def _field(scheme: Scheme, name: str, inputs: Mapping[str, Input], said: Mapping[str, str]) -> dict[str, Any]:
    named, one = scheme.named(name), inputs.get(name)
    now = written(one)
    value = {"now": now, "value": said.get(name, now), "is_changed": name in said}
    source: Text | None = None if one is None else one.provenance
    return {"name": name, "label": named.label, "unit": named.unit, **value, "source": source}


def _totals(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: document[name] for name in TOTALS}
