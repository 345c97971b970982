"""Matters of supervision as plain data of a page: steps with their documents, answers, what may be done now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from qingshan.evaluation.warnings.ladder import LadderStep, Taken, ladder, next_step
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.operations.supervision.queries import answerable, steps_open_to
from qingshan.operations.supervision.stored import Supervised, standing
from qingshan.operations.warning.models import WarningNow
from qingshan.web import duties, links
from qingshan.web.permissions import role_label
from qingshan.web.states import STATES

UNIT = Text("单位 {name}", "unit {name}")
KINDS = {
    "warning": Text("预警", "warning"),
    "entry": Text("台账条目", "ledger entry"),
    "task": Text("任务", "task"),
    "unit": Text("单位", "unit"),
}
PRESSING = ("overdue", "due_soon", "on_time", "answered", "none")
"""How the answers to a matter may stand, the most pressing first."""


def matter(key: str, who: Actor, day: date) -> dict[str, Any]:
    """A matter as it stands, with the steps and answers open to somebody; one without steps is one that may begin."""
    version, stood = standing(key, None)
    following = next_step(ladder(), stood.taken)
    return {
        "matter": key,
        "version": version,
        "next": None if following is None else following.label,
        "steps": list(steps(stood, who, day)),
        "open": [_offered(key, one, following) for one in steps_open_to(stood, who)],
    }


def steps(stood: Supervised, who: Actor, day: date) -> Iterator[dict[str, Any]]:
    """Every step taken, with what its document says, the answer to it, and whether somebody may answer now."""
    answers, may = {one.place: one for one in stood.answers}, answerable(stood, who, day)
    awaited = dict(stood.unanswered())
    for place, one in enumerate(stood.taken, 1):
        told, answer = step_row(one), answers.get(place)
        state = "answered" if answer else answer_state(one, day) if place in awaited else "none"
        named = {"place": place, "matter": stood.matter}
        yield {
            **told,
            **named,
            "document": reverse("supervision-document", kwargs=named),
            "state": state,
            "by_day": by_day(one) if place in awaited else None,
            "answer": None if answer is None else {**asdict(answer), "role": role_label(answer.role)},
            "may_answer": place in may,
        }


def step_row(one: Taken) -> dict[str, Any]:
    """A step taken: its name, who took it, the fields of its document under their names."""
    which = ladder()
    declared = which.known.get(one.step)
    order = declared.fields if declared else tuple(one.fields)
    fields = [{"name": name, "label": field_label(name), "value": one.fields.get(name, "")} for name in order]
    return {
        "step": one.step,
        "label": step_label(one.step),
        "on": one.on,
        "actor": one.by,
        "role": role_label(one.role),
        "reason": one.reason,
        "fields": fields,
        "units": [unit for unit in one.units if unit],
    }


def step_label(key: str) -> Text:
    """The name of a step; of one the ladder no longer has, its key."""
    found = ladder().known.get(key)
    return Text(key, key) if found is None else found.label


def field_label(name: str) -> Text:
    return ladder().fields.get(name, Text(name, name))


def by_day(one: Taken) -> date | None:
    """The day by which a step asks to be answered."""
    declared = ladder().known.get(one.step)
    said = one.fields.get(declared.answer_by, "") if declared and declared.answer_by else ""
    return date.fromisoformat(said) if said else None


def answer_state(one: Taken, day: date) -> str:
    """How an answer that is awaited stands."""
    asked = by_day(one)
    left = 0 if asked is None else (asked - day).days
    return "overdue" if left < 0 else "due_soon" if left <= ladder().soon_days else "on_time"


def _offered(matter: str, one: LadderStep, following: LadderStep | None) -> dict[str, Any]:
    said = {"key": one.key, "label": one.label, "is_next": following is not None and one.key == following.key}
    return {**said, "address": form_address(matter, one.key)}


def form_address(matter: str, step: str) -> str:
    """The form in which a step is taken."""
    return f"{reverse('supervision-take')}?{urlencode({'matter': matter, 'step': step})}"


def about(matters: Iterable[str], day: date) -> dict[str, dict[str, Any]]:
    """What each matter is: kind, a name for readers, its page, and that of what it is about; few queries for all."""
    keys = list(matters)
    own = {key.partition(" ")[2] for key in keys if key.startswith(f"{WarningNow.KIND} ")}
    rows = WarningNow.objects.filter(key__in=own).values_list("key", "document__alert__explanation")
    explained, headings = {key: Text(**said) for key, said in rows}, _headings(keys, day)
    return {key: _about(key, explained, headings) for key in keys}


def _about(key: str, explained: dict[str, Text], headings: dict[str, str]) -> dict[str, Any]:
    kind, _, name = key.partition(" ")
    link = links.of_matter(key)
    said = explained.get(name) or (Text(headings[key], headings[key]) if key in headings else None)
    label = said or (link["label"] if link else UNIT.filled(name=name))
    where = {"address": reverse("matter", kwargs={"matter": key}), "link": link}
    return {"matter": key, "kind": kind, "kind_label": KINDS[kind], "label": label, **where}


def _headings(keys: Iterable[str], day: date) -> dict[str, str]:
    """What the tasks among matters are called."""
    years = {key.partition(" ")[2].partition("/")[0] for key in keys if key.startswith("task ")}
    tasks = ((year, duty) for year in years for duty, _ in duties.standing_tasks(year, day))
    return {f"task {year}/{duty.key}": f"{duty.path} {duty.heading}" for year, duty in tasks}


def summary(stood: Supervised, about: dict[str, Any], day: date) -> dict[str, Any]:
    """What the list says of a matter: the last step, whom it addresses, how its answers stand."""
    last, awaited = stood.taken[-1], [one for _, one in stood.unanswered()]
    states = [answer_state(one, day) for one in awaited]
    rest = "answered" if stood.answers else "none"
    state = min(states, key=PRESSING.index, default=rest)
    days = [asked for one in awaited if (asked := by_day(one)) is not None]
    return {
        **about,
        "steps": len(stood.taken),
        "step": last.step,
        "step_label": step_label(last.step),
        "on": last.on,
        "units": sorted({unit for one in stood.taken for unit in one.units if unit}),
        "state": state,
        "by_day": min(days, default=None),
    }


def choices(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What the filters offer: only what occurs."""
    states = [state for state in PRESSING if any(row["state"] == state for row in rows)]
    steps_taken = {row["step"]: row["step_label"] for row in rows}
    return {
        "state": [{"key": key, "label": STATES[f"answer.{key}"].label} for key in states],
        "step": [{"key": key, "label": steps_taken[key]} for key in ladder().known if key in steps_taken],
        "unit": sorted({unit for row in rows for unit in row["units"]}),
    }
