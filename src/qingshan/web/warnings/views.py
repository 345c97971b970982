"""The list of warnings, one warning, what is due, the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import Http404

from qingshan.evaluation.warnings.life import FINDINGS, verdicts
from qingshan.evaluation.warnings.rule import rules as known_rules
from qingshan.kernel.clock import BEIJING, known_now
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.operations.supervision.queries import Awaited, awaited
from qingshan.operations.unit.names import Units, units
from qingshan.operations.warning import queries
from qingshan.operations.warning.models import Detection, WarningNow
from qingshan.operations.warning.queries import Escalated
from qingshan.operations.warning.stored import Stored, standing
from qingshan.web import links
from qingshan.web.evaluations.views import newest_job
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.pages import Page, Told, check, page
from qingshan.web.paging import PART, part_of
from qingshan.web.permissions import DETECTION, NAMED, OVERSIGHT, SIGNED_IN
from qingshan.web.supervision import rows as supervised
from qingshan.web.visitor import Visit
from qingshan.web.warnings import rows
from qingshan.web.warnings.naming import as_own
from qingshan.web.warnings.twin import WarningList

TITLE, DUE, RULES = Text("预警", "Warnings"), Text("预警待办", "What is due"), Text("预警规则", "Warning rules")
CLOSED, ALL = "closed", "all"
MOST = 50
"""How many awaited answers stand beside the steps that are due; all of them are on the page of supervision."""


@page(may=SIGNED_IN, told=Told(TITLE, (*rows.FILTERS, "q", PART), WarningList))
def warnings(request: Visit) -> Page:
    """The open warnings, or those of one state, gravest first; whoever speaks for a unit sees those that name it."""
    assert request.who is not None
    day, asked = working_day(), {name: request.GET.get(name, "") for name in (*rows.FILTERS, "q")}
    wide = asked["state"] in {CLOSED, ALL}
    found = own(queries.warnings(day) if wide else queries.open_warnings(day), request.who, day)
    found = [one for one in found if asked["state"] in {"", ALL, one.life.state}]
    listed = [rows.row(one) for one in rows.gravest_first(found)]
    shown, paging = part_of(request, [row for row in listed if rows.matches(row, asked)])
    data = {
        "day": day,
        "asked": asked,
        "choices": {**rows.choices(listed), "state": rows.state_choices()},
        "rows": shown,
        "paging": paging,
        "total": len(listed),
        "detection": detection(),
        "job": newest_job("detect_warnings") if DETECTION.holds(request.who, None) else None,
        "may_detect": DETECTION.holds(request.who, None),
        "sees_all": OVERSIGHT.holds(request.who, None),
    }
    return Page("warnings/list.html", TITLE, data, {"rows": "warnings/rows.html", "job": "warnings/job.html"})


def own(found: Iterable[Stored], who: Actor, day: date) -> list[Stored]:
    """Those that somebody may see."""
    if OVERSIGHT.holds(who, None):
        return list(found)
    known = units()
    return [one for one in found if NAMED.holds(who, as_own(one.alert.units, who, day, known))]


def detection() -> dict[str, Any] | None:
    """The last detection: its day, how many it found, what it could not judge."""
    stands = Detection.objects.values("document__day", "document__found", "document__unjudged").first()
    if stands is None:
        return None
    unjudged = [{"rule": rows.rule_name(one["rule"]), "why": one["why"]} for one in stands["document__unjudged"]]
    return {"day": stands["document__day"], "found": stands["document__found"], "unjudged": unjudged}


def seen(key: str, who: Actor, day: date) -> Stored:
    """A warning somebody may see: 404 for others and for one that is not there."""
    if WarningNow.stands(key) is None:
        raise Http404
    stored = standing(key)
    check(NAMED, who, as_own(stored.alert.units, who, day, units()))
    return stored


@page(may=SIGNED_IN, told=Told(Text("一条预警", "One warning")))
def warning(request: Visit, key: str) -> Page:
    """One warning: why, by which rule, what happened, what may be done."""
    who, day = request.who, working_day()
    assert who is not None
    stored = seen(key, who, day)
    rule = known_rules().get(stored.life.rule)
    matter = f"{WarningNow.KIND} {key}"
    readings = queries.readings_on(day)
    data = {
        "row": rows.row(stored),
        "version": stored.version,
        "value": stored.alert.value,
        "is_days_left": rule is not None and rule.watches in rows.WATCHES_DAYS,
        "threshold": stored.alert.threshold,
        "due": stored.alert.due,
        "links": links.of_cause(stored.life.cause, readings),
        "others": [rows.rule_name(one) for one in stored.alert.others],
        "rule": None if rule is None else rows.rule_row(rule),
        "history": rows.history(queries.history(key)),
        "moves": list(queries.moves_of(stored, who, day)),
        "verdicts": [{"key": one, "label": FINDINGS[one]} for one in verdicts(stored.life)],
        "supervision": supervised.matter(matter, who, day),
    }
    return Page(
        "warnings/warning.html", Text(f"预警 · {stored.alert.subject.zh}", f"Warning · {stored.alert.subject.en}"), data
    )


@page(may=SIGNED_IN, told=Told(DUE, (PART,)))
def due(request: Visit) -> Page:
    """Steps that are due because nobody acknowledged a warning, and answers that are awaited."""
    who, day = request.who, working_day()
    assert who is not None
    known = units()
    moment = datetime.combine(day, known_now().astimezone(BEIJING).time())
    climbing = [one for one in queries.escalations(day, moment) if _sees(one.warning.alert.units, who, day, known)]
    waiting = [one for one in awaited(day) if _sees(one.taken.units, who, day, known)]
    waiting.sort(key=lambda one: (one.by, one.matter))
    first, found = waiting[:MOST], {one.warning.life.key: one for one in climbing}
    ordered = rows.gravest_first(one.warning for one in climbing)
    shown, paging = part_of(request, [found[one.life.key] for one in ordered])
    about = supervised.about({one.matter for one in first}, day)
    data = {
        "day": day,
        "escalations": [climbing_row(one, who) for one in shown],
        "paging": paging,
        "answers": [waiting_row(one, about) for one in first],
        "awaited": len(waiting),
        "late": sum(one.days_left < 0 for one in waiting),
        "sees_all": OVERSIGHT.holds(who, None),
    }
    return Page("warnings/due.html", DUE, data)


def _sees(named: Iterable[str], who: Actor, day: date, known: Units) -> bool:
    return NAMED.holds(who, as_own(named, who, day, known))


def climbing_row(one: Escalated, who: Actor) -> dict[str, Any]:
    """A warning nobody has acknowledged and the step that is due."""
    matter = f"{WarningNow.KIND} {one.warning.life.key}"
    said = {"step": one.step.label, "call_at": f"{one.call_at:%Y-%m-%d %H:%M}"}
    take = supervised.form_address(matter, one.step.key) if not who.roles.isdisjoint(one.step.roles) else None
    return {**rows.row(one.warning), **said, "take": take}


def waiting_row(one: Awaited, about: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """An answer that is awaited."""
    said = {"place": one.place, "step": one.step.label, "units": list(one.taken.units), "by": one.by}
    return {**about[one.matter], **said, "days_left": one.days_left, "state": one.state}


@page(may=OVERSIGHT, told=Told(RULES))
def rules(request: Visit) -> Page:  # noqa: ARG001 (every view is asked alike)
    """Every rule with condition and source, and how right it has been."""
    measured = {one.rule: rows.precision_row(one) for one in queries.precision(working_day())}
    order = {level: place for place, level in enumerate(rows.GRAVEST_FIRST)}
    known = sorted(known_rules().values(), key=lambda rule: (order[rule.level], rule.key))
    data = {"day": working_day(), "rules": [{**rows.rule_row(rule), "precision": measured[rule.key]} for rule in known]}
    return Page("warnings/rules.html", RULES, data)
