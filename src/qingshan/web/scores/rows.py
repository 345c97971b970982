"""Kept scores as plain data of a page. Their documents hold every text in both languages already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from qingshan.evaluation.scoring.document import scheme_json
from qingshan.evaluation.scoring.kind import shown
from qingshan.evaluation.scoring.scheme import Scheme, schemes
from qingshan.evaluation.scoring.score import Difference
from qingshan.kernel.citation import Verification
from qingshan.kernel.text import Text
from qingshan.operations.plan.models import PlanNow
from qingshan.operations.score.queries import Point
from qingshan.web import links
from qingshan.web.evaluations.rows import paired
from qingshan.web.evaluations.wanted import newest

PARAMETERS = {
    "value": Text("数值", "value"),
    "target": Text("对照", "against"),
    "before": Text("上年", "the year before"),
    "better": Text("好的一侧", "better"),
    "per": Text("每单位扣", "off for each"),
    "floor": Text("最低", "at least"),
    "at_least": Text("起算", "from"),
    "ceiling": Text("上限", "at most"),
    "constant": Text("常数", "constant"),
    "factor": Text("系数", "factor"),
    "steps": Text("分档", "steps"),
    "shares": Text("名次份额", "shares of places"),
    "not_above": Text("等次不高于", "grade not above"),
    "clause": Text("条款", "clause"),
}
SIDES = {"lower": Text("低", "lower"), "higher": Text("高", "higher")}
SUMMARY = ("subject", "as_of", "so_far", "decided", "full", "lost", "grades", "state")


def addresses(scheme: str, period: str, subject: str) -> dict[str, str]:
    """The pages of one score."""
    named = {"scheme": scheme, "period": period, "subject": subject}
    return {name.replace("-", "_"): reverse(name, kwargs=named) for name in ("score", "scores-compared", "what-if")}


def brief(point: Point, scheme: str, period: str) -> dict[str, Any]:
    """One kept score in short, with its address."""
    said = {name: point.document[name] for name in SUMMARY}
    kept = {"version": point.version, "record": point.number, "day": point.day}
    return {**said, **kept, "address": addresses(scheme, period, point.document["subject"])["score"]}


def items(document: Mapping[str, Any], period: str) -> list[dict[str, Any]]:
    """The items of a score; each under the names of its groups, each input with the page of its target."""
    pages = target_pages(document["subject"], period)
    groups = group_labels(document["scheme"])
    found = []
    for item in document["items"]:
        above = [groups[key] for key in item["path"][:-1] if key in groups]
        lines = [_line(line, pages) for line in item["lines"]]
        found.append({**item, "above": above, "lines": lines})
    return found


def _line(line: Mapping[str, Any], pages: Mapping[str, str]) -> dict[str, Any]:
    verification = Verification(line["verification"])
    inputs = [{**one, "address": pages.get(one["name"].partition(":")[0])} for one in line["inputs"]]
    doubt = verification is Verification.UNVERIFIED
    return {**line, "inputs": inputs, "verification": verification.label, "is_doubtful": doubt}


def group_labels(scheme: str) -> dict[str, Any]:
    """The names of a scheme's groups; none when it is no longer there."""
    found = schemes().get(scheme)
    return {} if found is None else {group.key: group.label for above, _, _ in found.leaves() for group in above}


def target_pages(area: str, period: str) -> dict[str, str]:
    """By indicator the page of the first target of the year's plan that asks it of an area."""
    finished, stands = newest(), PlanNow.stands(period[:4])
    if finished is None or stands is None or finished.plan != period[:4]:
        return {}
    judged = set(finished.rows.filter(area=area).values_list("target", flat=True))
    found: dict[str, str] = {}
    for target in stands[1]["plan"]["targets"]:
        address = links.of_target(target["id"], area) if target["id"] in judged else None
        if address:
            found.setdefault(target["indicator"]["key"] or "", address)
    return found


def difference(one: Difference) -> dict[str, Any]:
    """An item under two scores."""
    marks = {"before": one.before, "after": one.after, "change": one.change}
    told = {name: None if value is None else shown(value) for name, value in marks.items()}
    return {"key": one.key, "label": one.label, "is_gain": one.change is not None and one.change > 0, **told}


def course(points: Sequence[Point]) -> dict[str, Any]:
    """What the chart of a year is drawn from."""
    documents = [point.document for point in points]
    named = {name: [one[name] for one in documents] for name in ("so_far", "decided")}
    return {"days": [one["as_of"] for one in documents], **named, "full": documents[-1]["full"]}


def scheme_row(one: Scheme, periods: Mapping[str, int]) -> dict[str, Any]:
    """What the list says of a scheme, with the periods for which scores are kept."""
    kept = [{"period": period, "subjects": count} for period, count in periods.items()]
    said = {
        name: getattr(one, name) for name in ("key", "label", "unit", "subject", "since", "until", "partial", "missing")
    }
    source = {"source": one.source.document, "verification": one.source.verification.label}
    return {**said, **source, "full": shown(one.full), "items": sum(1 for _ in one.leaves()), "kept": kept}


def scheme_whole(one: Scheme) -> dict[str, Any]:
    """Items, rules, clauses, grades and inputs of a scheme, in both languages."""
    found: dict[str, Any] = paired(scheme_json(one, "zh"), scheme_json(one, "en"))
    groups = group_labels(one.key)
    for item in found["items"]:
        item["above"] = [groups[key] for key in item["path"][:-1] if key in groups]
        for rule in item["rules"]:
            rule["parameters"] = [_parameter(one, *pair) for pair in rule["parameters"].items()]
    found["verification"] = one.source.verification.label
    found["inputs"] = [{"name": name, **said} for name, said in found["inputs"].items()]
    return found


def _parameter(scheme: Scheme, name: str, value: Any) -> dict[str, Any]:
    """A parameter of a rule under its name; what it reads under the name of the input."""
    said: Any = SIDES.get(value) if name == "better" else None
    if said is None:
        said = scheme.named(value).label if value in scheme.reads() else _written(value)
    return {"name": PARAMETERS.get(name, Text(name, name)), "value": said}


def _written(value: Any) -> str:
    """A parameter as one reads it: the rows of a table one after the other."""
    if isinstance(value, list):
        return "；".join(_written(one) if not isinstance(one, list) else " ".join(map(_written, one)) for one in value)
    return str(value)
