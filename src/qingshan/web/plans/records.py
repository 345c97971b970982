"""The records of a plan as pages show them: targets, tasks, units, rules, open questions, decisions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from qingshan.kernel.problems import declared
from qingshan.kernel.text import Text
from qingshan.plans.ir import Deadline, Diagnostic, Plan, Target, Task
from qingshan.plans.overlay import Entry
from qingshan.web.plans import marks
from qingshan.web.plans.words import DOES, FIELDS, HOW, PLAN_RULES, ROLES, RULES, SIGNS, indicator_label

ALIKE_UNITS, NO_PERIOD, NO_AREA = "PLN113", "PLN114", "PLN115"
TO_ADD = ("PLN118", "PLN119", "PLN120")
"""Questions whose way out is a target that a person adds."""
NO_THRESHOLD = "PLN116"
ALL_OF_IT = Text("全部", "all of it")
EMBEDDED = Text("任务内", "in a task")


def shown(plan: Plan, text: str | None, tasks: Sequence[Task] | None = None) -> dict[str, Any]:
    """What a page shows of a plan, all tasks or these; ``lines`` is null where its text is not at hand."""
    asked = questions(plan)
    open_on, noted_on = _records_of(asked, is_note=False), _records_of(asked, is_note=True)
    rules = [
        {"ref": marks.rule_ref(number), "what": PLAN_RULES[one.kind], "text": one.text}
        for number, one in enumerate(plan.rules, 1)
    ]
    return {
        "document": _document(plan),
        "targets": [target(one, _state(one, open_on, noted_on)) for one in plan.targets],
        "tasks": [task(one, _state(one, open_on, noted_on)) for one in (plan.tasks if tasks is None else tasks)],
        "task_count": len(plan.tasks),
        "units": _units(plan),
        "rules": rules,
        "questions": grouped(asked),
        "open": sum(not one["is_settled"] for one in asked),
        "lines": None if text is None else marks.lines(text, marks.marks(plan, _places(asked))),
    }


def target(one: Target, state: str) -> dict[str, Any]:
    """A target as a card shows it."""
    return {
        "id": one.id,
        "path": one.path,
        "state": state,
        "name": one.indicator.name,
        "indicator": indicator_label(one.indicator.key) if one.indicator.key else None,
        "areas": list(one.scope.areas),
        "members": list(one.scope.members),
        "how": HOW[one.scope.how],
        "must": must(one),
        "stretch": _stretch(one),
        "rule": RULES[one.rule] if one.rule != "level" and one.value is not None else None,
        "baseline": one.baseline,
        "period": one.period,
        "deadline": None if one.deadline is None else _deadline(one.deadline),
        "embedded": EMBEDDED if one.embedded else None,
        "is_qualitative": one.comparator == "qualitative",
        "decisions": [_note(note) for note in one.decisions],
        "has_place": one.end > one.start,
    }


def task(one: Task, state: str) -> dict[str, Any]:
    """A task as a card shows it."""
    return {
        "id": one.id,
        "path": one.path,
        "state": state,
        "heading": one.heading,
        "units": [
            {"name": unit.name, "role": ROLES[unit.role], "is_plain": unit.role == "responsible"} for unit in one.units
        ],
        "by_rule": [unit.name for unit in one.default_units],
        "open": one.open or one.truncated,
        "deadlines": [_deadline(each) for each in one.deadlines],
        "decisions": [_note(note) for note in one.decisions],
        "has_place": one.end > one.start,
    }


def must(one: Target) -> Text | None:
    """What a target asks, in one piece; None where it is only striven for."""
    if one.tier_only:
        return None
    if one.value is None:
        return _without_figure(one)
    about = Text(f"± {one.band}", f"± {one.band}") if one.band else Text("", "")
    parts = {"sign": SIGNS[one.comparator], "value": one.value, "unit": one.unit or "", "about": about}
    filled = Text("{sign} {value} {unit} {about}", "{sign} {value} {unit} {about}").filled(**parts)
    return Text(filled.zh.strip(), filled.en.strip())


def questions(plan: Plan) -> list[dict[str, Any]]:
    """Every diagnostic with the records it is about; settled where a person has decided on all of them."""
    decided = {one.id for one in records(plan) if one.decisions}
    return [
        _question(number, one, about := _about(plan, one), bool(about) and decided.issuperset(about))
        for number, one in enumerate(plan.diagnostics, 1)
    ]


def grouped(asked: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Questions of one code together: warnings before notes, those nobody has answered first."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in asked:
        groups[one["code"]].append(one)
    found = [
        {
            "code": code,
            "severity": own[0]["severity"],
            "state": "plan_accepted" if all(one["is_settled"] for one in own) else _state_of(own[0]["severity"]),
            "what": own[0]["message"] if len(own) == 1 else _kind_of(code),
            "action": None if own[0]["way"] == "merge" else own[0]["action"],
            "count": len(own),
            "open": sum(not one["is_settled"] for one in own),
            "records": sorted({each for one in own if not one["is_settled"] for each in one["records"]}),
            "questions": own,
        }
        for code, own in groups.items()
    ]
    return sorted(found, key=lambda group: (group["open"] == 0, group["severity"] == "note", group["code"]))


def decisions(entries: Sequence[Entry], plan: Plan) -> list[dict[str, Any]]:
    """What a person decided, the last first; ``is_there`` where its record still stands in the plan."""
    there = {one.id for one in records(plan)}
    found = [
        {
            "number": number,
            "what": DOES[one.do],
            "record": one.record,
            "is_there": one.record in there,
            "set": [{"field": FIELDS.get(name, name), "value": written(value)} for name, value in one.set.items()],
            "units": list(one.units),
            "into": one.into,
            "by": one.by,
            "on": one.on,
            "reason": one.reason,
        }
        for number, one in enumerate(entries, 1)
    ]
    return found[::-1]


def written(value: Any) -> str:
    """A field that was set, in one line."""
    match value:
        case None:
            return "—"
        case dict():
            inner = {name: part for name, part in value.items() if name not in {"start", "end", "normalized"}}
            return " ".join(str(part) if name != "areas" else "、".join(part) for name, part in inner.items() if part)
        case list():
            return "；".join(written(part) for part in value)
    return str(value)


def records(plan: Plan) -> tuple[Target | Task, ...]:
    """Targets, then tasks."""
    return (*plan.targets, *plan.tasks)


def record_of(plan: Plan, key: str) -> Target | Task | None:
    """The record of that id."""
    return next((one for one in records(plan) if one.id == key), None)


def _question(number: int, one: Diagnostic, about: list[str], is_settled: bool) -> dict[str, Any]:
    zh, en = one.say("zh"), one.say("en")
    return {
        "ref": marks.question_ref(number),
        "code": one.code,
        "severity": one.severity,
        "message": Text(zh[0], en[0]),
        "action": Text(zh[1], en[1]),
        "records": about,
        "is_settled": is_settled,
        "has_place": one.end > one.start,
        "start": one.start,
        "end": one.end,
        "way": _way(one, about),
        "merge": {"one": one.values["one"], "other": one.values["other"]} if one.code == ALIKE_UNITS else None,
    }


def _way(one: Diagnostic, about: Sequence[str]) -> str:
    """Which form answers a question: merge, document, add, record, or none."""
    if one.code == ALIKE_UNITS:
        return "merge"
    if one.code in (NO_PERIOD, NO_AREA):
        return "document"
    if one.code in TO_ADD:
        return "add"
    return "record" if about else ""


def _kind_of(code: str) -> Text:
    """What a code is about where there are several: what was expected says it without the particulars."""
    found = declared()[code]
    return Text(f"应有：{found.expected.zh}", f"expected: {found.expected.en}")


def _about(plan: Plan, one: Diagnostic) -> list[str]:
    """The records whose place holds a question most narrowly."""
    if one.end <= one.start or one.code == ALIKE_UNITS:
        return []
    places = [(target.start, target.end, target.id) for target in plan.targets]
    places += [(target.indicator.start, target.indicator.end, target.id) for target in plan.targets]
    places += [(task.start, task.end, task.id) for task in plan.tasks]
    holding = [(end - start, key) for start, end, key in places if start <= one.start and one.end <= end]
    narrowest = min((size for size, _ in holding), default=0)
    return list(dict.fromkeys(key for size, key in holding if size == narrowest))


def _records_of(asked: Iterable[dict[str, Any]], *, is_note: bool) -> set[str]:
    return {key for one in asked if (one["severity"] == "note") == is_note for key in one["records"]}


def _state_of(severity: str) -> str:
    return "plan_note" if severity == "note" else "plan_question"


def _state(one: Target | Task, open_on: set[str], noted_on: set[str]) -> str:
    """A person's decision comes first, then what the compiler asks."""
    done = {note.partition(" ")[0] for note in one.decisions}
    if "add" in done:
        return "plan_added"
    if done & {"correct", "threshold"}:
        return "plan_corrected"
    if "accept" in done:
        return "plan_accepted"
    return "plan_question" if one.id in open_on else "plan_note" if one.id in noted_on else "plan_clear"


def _places(asked: Iterable[dict[str, Any]]) -> list[tuple[str, int, int]]:
    """Questions drawn in the text: doubts, and what belongs to no record; a note on a record stands on its card."""
    drawn = (one for one in asked if not one["is_settled"] and (one["severity"] != "note" or not one["records"]))
    return [(one["ref"], one["start"], one["end"]) for one in drawn]


def _document(plan: Plan) -> dict[str, Any]:
    names = ("title", "issuer", "issued_on", "period", "area", "area_guess", "name", "format", "sha256")
    return {name: getattr(plan.document, name) for name in names}


def _units(plan: Plan) -> list[dict[str, Any]]:
    """Responsible units by name, with how many tasks each owes; never by rank."""
    counts = Counter(unit.normalized for task in plan.tasks for unit in task.units)
    return [{"name": name, "count": counts[name]} for name in sorted(counts)]


def _note(note: str) -> dict[str, Any]:
    """A decision as it stands on a record (``Entry.note``), its first word said."""
    do, _, rest = note.partition(" ")
    return {"what": DOES.get(do, do), "said": rest}


def _without_figure(one: Target) -> Text:
    if one.comparator == "==":
        return ALL_OF_IT
    return SIGNS["qualitative"] if one.rule == "level" else RULES[one.rule]


def _stretch(one: Target) -> Text | None:
    if one.stretch is None:
        return _without_figure(one) if one.tier_only else None
    sign, value = SIGNS[one.stretch.comparator], one.stretch.value or ""
    return Text(f"{sign.zh} {value}".strip(), f"{sign.en} {value}".strip())


def _deadline(one: Deadline) -> dict[str, Any]:
    return {"on": one.on, "text": one.text, "soft": one.soft, "recurring": one.recurring}
