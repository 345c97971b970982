"""Whatever people try, in whatever order: no undeclared state, and no closing without evidence and another person."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingshan.kernel.problems import Problem
from qingshan.ledgers.definitions import ledgers
from qingshan.ledgers.due import LABELS
from qingshan.ledgers.entry import Actor, Entry, Event, Evidence
from qingshan.ledgers.holidays import CHINA
from qingshan.ledgers.machine import act, as_of, due, open_entry

PEOPLE = ("甲", "乙", "丙")
START = date(2025, 1, 6)
VALUES = {
    "text": st.sampled_from(["一", "二"]),
    "number": st.sampled_from(["0", "1"]),
    "area": st.just("甲县"),
    "unit": st.just("某单位"),
    "reference": st.just("x"),
    "geometry": st.just({"type": "Point", "coordinates": ["117", "28"], "datum": "CGCS2000"}),
    "date": st.integers(0, 400).map(lambda days: (START + timedelta(days)).isoformat()),
}


def _value(draw, field):
    if field.kind == "table":
        rows = range(draw(st.integers(1, 2)))
        return [{key: _value(draw, one) for key, one in field.columns.items() if one.required} for _ in rows]
    value = draw(st.sampled_from(sorted(field.options)) if field.kind == "choice" else VALUES[field.kind])
    return [value] if field.many else value


@st.composite
def _attempt(draw, made, action, day):
    """What someone hands in for an action: mostly complete, by someone who mostly may, with evidence of mostly now."""
    declared = made.actions[action]
    needed = [key for key, field in made.fields.items() if field.required] if action == "open" else []
    given = {key: _value(draw, made.fields[key]) for key in (*needed, *declared.fields)}
    also = sorted(set(made.fields) - made.dated_by) if declared.effect == "correct" else declared.also
    given |= {key: _value(draw, made.fields[key]) for key in also if draw(st.booleans())}
    if draw(st.integers(0, 9)):
        given |= {"reason": "r", "document": "d"}
    if declared.effect in {"extend", "accept"}:
        given["until"] = (day + timedelta(draw(st.integers(-30, 400)))).isoformat()
    roles = declared.roles if draw(st.integers(0, 9)) else tuple(made.roles)
    dated = day + timedelta(draw(st.sampled_from([0, 0, 0, -40, 1])))
    kinds = declared.evidence if draw(st.integers(0, 9)) else ()
    evidence = {kind: Evidence(kind, kind, kind, dated, "o", "0" * 64) for kind in kinds}
    return given, Actor(draw(st.sampled_from(PEOPLE)), "某单位", frozenset(roles)), evidence


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_random_actions_stay_within_the_declaration(data):
    made = ledgers()[data.draw(st.sampled_from(sorted(ledgers())))]
    given_, actor, evidence = data.draw(_attempt(made, "open", START))
    try:
        entry, event = open_entry(made, "1", given_, actor, START, evidence)
    except Problem:
        return
    events, day = [event], START
    for _ in range(data.draw(st.integers(0, 14))):
        day += timedelta(data.draw(st.sampled_from([0, 1, 20])))
        near = made.possible(entry.state) if data.draw(st.integers(0, 9)) else ()
        action = data.draw(st.sampled_from(near or [key for key in made.actions if key != "open"]))
        given_, actor, evidence = data.draw(_attempt(made, action, day))
        before = entry
        try:
            entry, new = act(made, entry, action, given_, actor, day, evidence, CHINA)
        except Problem:
            continue
        events += new
        _holds(made, before, entry, new[-1])
        assert {one.state for one in due(made, entry, day, CHINA)} <= set(LABELS)
    assert as_of(made, events, date.max) == entry
    assert Entry.from_json(entry.as_json()) == entry
    assert [Event.from_json(one.as_json()) for one in events] == events


def _holds(made, before, after, event):
    assert after.state in made.states
    assert after.version == before.version + 1
    if made.is_open(before.state) and not made.is_open(after.state):
        workers = {name for done in made.actions[event.action].other_than for name in before.doers.get(done, ())}
        assert event.evidence
        assert workers or made.states[after.state].kind == "lapsed", "nobody did what is closed here"
        assert event.actor not in workers
    if not made.is_open(before.state) and made.is_open(after.state):
        assert made.actions[event.action].effect == "reopen"
        assert event.reason
        assert event.document
