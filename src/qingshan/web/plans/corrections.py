"""A form as a decision of the overlay: only the fields that differ from the record are set."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import msgspec
from django.http import QueryDict

from qingshan.evaluation.indicator import indicators
from qingshan.kernel.text import Text
from qingshan.kernel.units import decimal_of, plain
from qingshan.ledgers.entry import Actor
from qingshan.plans.ir import Comparator, Deadline, How, Plan, Role, Rule, Target, Task
from qingshan.plans.overlay import Entry
from qingshan.web import problems
from qingshan.web.plans.words import FIELDS

_PARTS = re.compile(r"[、，,;；\n]")
_PERIOD = re.compile(r"\d{4}(-\d{4})?", re.ASCII)
YEARS = Text("一年或起止两年，如 2021、2021-2025", "a year or two, such as 2021 or 2021-2025")
DAY = Text("日期，如 2021-12-31", "a day, such as 2021-12-31")
DECIMAL = Text("十进制数，如 34 或 92.5", "a decimal number, such as 34 or 92.5")
INDICATOR = Text("指标库中的一个指标", "an indicator of the registry")
NOT_EMPTY = Text("不能为空", "something")
ONE_OF = Text("所列之一", "one of those offered")
SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Asked:
    """A form, who fills it in, and the day."""

    form: QueryDict
    who: Actor
    day: date

    def text(self, name: str) -> str:
        return self.form.get(name, "").strip()

    def entry(self, do: str, **more: Any) -> Entry:
        """A decision with its reason. WEB045 without one."""
        reason = self.text("reason")
        if not reason:
            raise problems.NEEDS_REASON.at(do)
        said = {"do": do, "by": self.who.name, "on": self.day, "reason": reason, **more}
        return msgspec.convert(said, Entry)


def accepted(asked: Asked, records: Sequence[Target | Task]) -> list[Entry]:
    """One decision for each record; those on which something was decided already are left out."""
    found = [_on(asked, "accept", one) for one in records if not one.decisions]
    return found or _nothing()


def removed(asked: Asked, record: Target | Task) -> list[Entry]:
    return [_on(asked, "remove", record)]


def corrected(asked: Asked, record: Target | Task) -> list[Entry]:
    """The fields of the form that differ. WEB044 when none does, WEB043 for what cannot be read."""
    wanted = _target_fields(asked, record) if isinstance(record, Target) else _task_fields(asked, record)
    return [_on(asked, "correct", record, wanted)] if wanted else _nothing()


def threshold(asked: Asked, record: Target) -> list[Entry]:
    """A figure for a target that had none."""
    figure = {
        "comparator": _choice(asked, "comparator", [one for one in get_args(Comparator) if one != "qualitative"]),
        "value": _decimal(asked, "value", is_needed=True),
        "unit": asked.text("unit") or None,
    }
    return [_on(asked, "threshold", record, figure)]


def superseded(asked: Asked, record: Target) -> list[Entry]:
    """A superior's figure in the place of the plan's own: a level, its document before the reason."""
    document = asked.text("document")
    if not document:
        raise problems.NEEDS_REASON.at("supersede")
    wanted = threshold(asked, record)[0].set | {"rule": "level"}
    wanted = {name: value for name, value in wanted.items() if getattr(record, name) != value}
    if not wanted:
        return _nothing()
    one = _on(asked, "correct", record, wanted)
    return [msgspec.structs.replace(one, reason=f"{document}：{one.reason}")]


def added(asked: Asked, plan: Plan, text: str) -> list[Entry]:
    """A target that the compiler did not read; its place is that of its sentence where that occurs."""
    quote, name = asked.text("quote"), asked.text("indicator")
    for empty in (field for field, value in (("quote", quote), ("indicator", name)) if not value):
        raise _bad(empty, "", NOT_EMPTY)
    key = _new_id(plan)
    start = max(text.find(quote), 0)
    end = start + len(quote) if quote in text else start
    comparator = _choice(asked, "comparator", get_args(Comparator))
    value = _decimal(asked, "value", is_needed=comparator not in {"qualitative", "=="})
    wanted = {
        "path": asked.text("path"), "quote": quote, "start": start, "end": end,
        "indicator": {"text": name, "name": name, "key": _indicator(asked)},
        "scope": {"text": asked.text("areas"), "areas": _areas(asked), "how": _choice(asked, "how", get_args(How))},
        "comparator": comparator, "value": value, "unit": asked.text("unit") or None,
        "stretch": _stretch(asked), "period": _period(asked) or plan.document.period,
    }  # fmt: skip
    return [asked.entry("add", record=key, set=wanted)]


def merged(asked: Asked) -> list[Entry]:
    """Units that are one, under one name."""
    units, into = _split(asked.text("units")), asked.text("into")
    if not units or not into:
        raise _bad("units", asked.text("units"), NOT_EMPTY)
    return [asked.entry("merge_units", units=units, into=into)]


def document(asked: Asked, plan: Plan) -> list[Entry]:
    """What the document says about itself."""
    plain_ones: dict[str, str | None] = {name: asked.text(name) or None for name in ("title", "issuer", "area")}
    given = {**plain_ones, "issued_on": _day(asked, "issued_on"), "period": _period(asked)}
    wanted = {name: value for name, value in given.items() if getattr(plan.document, name) != value}
    return [asked.entry("document", set=wanted)] if wanted else _nothing()


def _on(asked: Asked, do: str, record: Target | Task, wanted: dict[str, Any] | None = None) -> Entry:
    return asked.entry(do, record=record.id, binds=record.binding, set=wanted or {})


def _nothing() -> list[Entry]:
    raise problems.NOTHING_CHANGED.at("form")


def _target_fields(asked: Asked, target: Target) -> dict[str, Any]:
    comparator = _choice(asked, "comparator", get_args(Comparator))
    flat: dict[str, Any] = {
        "comparator": comparator,
        "value": _decimal(asked, "value"),
        "unit": asked.text("unit") or None,
        "band": _decimal(asked, "band"),
        "rule": _choice(asked, "rule", get_args(Rule)),
        "baseline": asked.text("baseline") or None,
        "period": _period(asked),
    }
    wanted = {name: value for name, value in flat.items() if getattr(target, name) != value}
    if (key := _indicator(asked)) != target.indicator.key:
        wanted["indicator"] = {"key": key}
    scope = {"areas": _areas(asked), "how": _choice(asked, "how", get_args(How))}
    if scope != {"areas": list(target.scope.areas), "how": target.scope.how}:
        wanted["scope"] = scope
    stretch = _stretch(asked)
    own = target.stretch
    if stretch != (None if own is None else {"value": own.value, "comparator": own.comparator}):
        wanted["stretch"] = stretch
    return wanted | _target_deadline(asked, target.deadline)


def _target_deadline(asked: Asked, own: Deadline | None) -> dict[str, Any]:
    day, soft = _day(asked, "deadline_on"), asked.text("deadline_soft") == SOFT
    if (day, soft if day else False) == ((own.on, own.soft) if own and own.on else (None, False)):
        return {}
    return {"deadline": None if day is None else _deadline(day, soft, own)}


def _task_fields(asked: Asked, task: Task) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    heading, is_open = asked.text("heading"), asked.text("open") == "yes"
    if not heading:
        raise _bad("heading", "", NOT_EMPTY)
    if heading != task.heading:
        wanted["heading"] = heading
    if is_open != task.open:
        wanted["open"] = is_open
    units = _units(asked, task)
    if units != [msgspec.to_builtins(one) for one in task.units]:
        wanted["units"] = units
    deadlines = _deadlines(asked, task)
    if deadlines != [msgspec.to_builtins(one) for one in task.deadlines]:
        wanted["deadlines"] = deadlines
    return wanted


def _units(asked: Asked, task: Task) -> list[dict[str, Any]]:
    """The units of the form in its order; one that the task has already keeps its place in the text."""
    own = {one.name: msgspec.to_builtins(one) for one in task.units}
    names, roles = asked.form.getlist("unit_name"), asked.form.getlist("unit_role")
    found = []
    for name, role in zip(names, roles, strict=False):
        if role not in get_args(Role):
            raise _bad("units", role, ONE_OF)
        if bare := name.strip():
            found.append({**own[bare], "role": role} if bare in own else {"name": bare, "role": role})
    return found


def _deadlines(asked: Asked, task: Task) -> list[dict[str, Any]]:
    """The days of the form in its order; a row that was emptied is gone, one left as it was is kept whole."""
    rows = zip(
        asked.form.getlist("due_text"), asked.form.getlist("due_on"), asked.form.getlist("due_soft"), strict=False
    )
    found = []
    for place, (text, on, soft) in enumerate(rows):
        day = _read_day("deadlines", on.strip())
        own = task.deadlines[place] if place < len(task.deadlines) else None
        if own is not None and own.text == text.strip():
            found.append({**msgspec.to_builtins(own), "on": day, "soft": soft == SOFT})
        elif text.strip() or day:
            found.append(_deadline(day, soft == SOFT, own, text.strip()))
    return found


def _deadline(day: str | None, soft: bool, own: Deadline | None, text: str = "") -> dict[str, Any]:
    kept = {"start": own.start, "end": own.end} if own is not None else {"start": 0, "end": 0}
    said = text or (own.text if own is not None else "") or day or ""
    return {"text": said, "on": day, "soft": soft, "recurring": False, **kept}


def _new_id(plan: Plan) -> str:
    taken = {one.id for one in plan.targets}
    return next(key for number in range(1, len(taken) + 2) if (key := f"T-add-{number}") not in taken)


def _stretch(asked: Asked) -> dict[str, Any] | None:
    value = _decimal(asked, "stretch_value")
    comparators = [one for one in get_args(Comparator) if one != "qualitative"]
    return None if value is None else {"value": value, "comparator": _choice(asked, "stretch_comparator", comparators)}


def _indicator(asked: Asked) -> str | None:
    key = asked.text("key")
    if key and key not in indicators():
        raise _bad("key", key, INDICATOR)
    return key or None


def _areas(asked: Asked) -> list[str]:
    return _split(asked.text("areas"))


def _split(text: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(text) if part.strip()]


def _choice(asked: Asked, name: str, offered: Sequence[str]) -> str:
    return _read(name, asked.text(name), lambda text: offered[list(offered).index(text)], ONE_OF)


def _decimal(asked: Asked, name: str, *, is_needed: bool = False) -> str | None:
    text = asked.text(name)
    if not text and not is_needed:
        return None
    return _read(name, text, lambda said: plain(decimal_of(said)), DECIMAL)


def _day(asked: Asked, name: str) -> str | None:
    return _read_day(name, asked.text(name))


def _read_day(name: str, text: str) -> str | None:
    return _read(name, text, lambda said: date.fromisoformat(said).isoformat(), DAY) if text else None


def _period(asked: Asked) -> str | None:
    text = asked.text("period")
    if text and not _PERIOD.fullmatch(text):
        raise _bad("period", text, YEARS)
    return text or None


def _read(name: str, text: str, how: Callable[[str], str], expected: Text) -> str:
    try:
        return how(text)
    except ValueError as error:
        raise _bad(name, text, expected) from error


def _bad(name: str, found: str, expected: Text) -> Exception:
    return problems.BAD_FIELD.at(name, found, field=FIELDS.get(name, Text(name, name)), expected=expected)
