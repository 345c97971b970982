"""The year in the office of the synthetic city: through actions alone, and what the log says of it adds up."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db import connection

from qingshan.demo.model import PLAN
from qingshan.demo.office.problems import problems
from qingshan.demo.office.year import build_office
from qingshan.evaluation.vocabulary import vocabulary
from qingshan.ledgers.definitions import ledger
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.ledger.queries import states, with_dues
from qingshan.operations.log.models import Record
from qingshan.operations.log.verify import verify
from qingshan.operations.office import open_office
from qingshan.plans.loading import load_plan

LEDGERS = {"inspection_problems", "black_odorous_water", "mines", "wetlands", "river_outlets"}
END = date(2022, 6, 30)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    found = tmp_path_factory.mktemp("office") / "office.sqlite3"
    build_office(found, load_plan(PLAN, vocabulary()))
    yield found
    connection.close()


@pytest.fixture
def office(place):
    open_office(str(place))
    yield place
    connection.close()


def test_there_are_sixty_problems_and_each_ends_where_its_way_leads(office):
    found = Counter((one.ledger, one.state) for one in states(END) if one.ledger in LEDGERS)
    assert sum(found.values()) == 60
    expected = Counter()
    for group in problems().groups:
        declared = ledger(group.ledger)
        for one in group.problems:
            state = declared.actions["open"].to
            for _, do in problems().ways[group.ways][one.way].way:
                state = declared.actions[do].to or state
            expected[group.ledger, state] += 1
    for name in problems().promised:
        way = problems().ways["rectification"][name].way
        expected["inspection_problems", ledger("inspection_problems").actions[way[-1][1]].to or "rectifying"] += 1
    assert found == expected


def test_every_kind_of_end_is_there(office):
    due = Counter(one.state for _, dues in with_dues(END) for one in dues if one.deadline == "rectification")
    assert set(due) >= {"met", "met_late", "met_after_hoped_for", "overdue", "suspended"}
    assert {one.state for one in states(END)} >= {"closed", "withdrawn", "rectifying", "not_started", "monitored"}


def test_the_totals_reconcile_with_the_log(office):
    logged = Record.objects.filter(kind=EntryNow.KIND)
    by_action = Counter(logged.values_list("action", flat=True))
    ways = [problems().ways[group.ways][one.way].way for group in problems().groups for one in group.problems]
    ways += [problems().ways["rectification"][name].way for name in problems().promised]
    taken = Counter(f"ledger.act:{do}" for way in ways for _, do in way)
    assert by_action == taken + Counter({"ledger.open": 60})
    last = {key: state for key, state in logged.order_by("version").values_list("key", "state")}  # noqa: C416
    assert last == dict(EntryNow.objects.values_list("key", "state"))


def test_nothing_was_written_but_through_actions(office):
    assert [(len(one.faults), one.rows > 0) for one in verify()] == [(0, True)] * 3
