"""Every story told beside a ledger happens as told, and its events alone give the same entry back."""

from __future__ import annotations

import dataclasses
from datetime import date

import msgspec
import pytest

from qingshan.ledgers import stories
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.entry import Entry, Event
from qingshan.ledgers.holidays import CHINA
from qingshan.ledgers.machine import as_of, due

TOLD = stories.load()


@pytest.mark.parametrize("told", TOLD, ids=[f"{told.ledger}: {told.story.name}" for told in TOLD])
def test_a_story_happens_as_told(told):
    entry, events = stories.run(told, CHINA)
    made = ledger(told.ledger)
    assert entry.state == told.story.ends
    assert as_of(made, events, date.max) == entry
    assert Entry.from_json(entry.as_json()) == entry
    assert [Event.from_json(event.as_json()) for event in events] == events
    for told_due in told.story.due:
        stood = as_of(made, events, told_due.on)
        (found,) = [one for one in due(made, stood, told_due.on, CHINA) if one.deadline == told_due.deadline]
        assert found.state == told_due.state, (told_due, found)
        assert told_due.last_day in {None, found.last_day}


def test_a_story_that_goes_otherwise_than_told_says_where():
    told = next(told for told in TOLD if told.story.due)
    replace = msgspec.structs.replace
    assert stories.difference(told, CHINA) is None
    for story in (
        replace(told.story, ends="nowhere"),
        replace(told.story, due=[replace(told.story.due[0], state="nonsense")]),
        replace(told.story, due=[replace(told.story.due[0], deadline="no such")]),
        replace(told.story, steps=[replace(told.story.steps[0], refused="LED999"), *told.story.steps[1:]]),
    ):
        said = stories.difference(dataclasses.replace(told, story=story), CHINA)
        assert said is not None
        assert said.startswith(f"{told.ledger}: {told.story.name}: ")
