"""What is kept in memory lasts until the log says otherwise."""

from __future__ import annotations

from qingshan.operations.action import perform
from qingshan.operations.log.models import Head, Record
from qingshan.operations.unit.models import Unit
from qingshan.web.remembered import Remembered
from tests.web.conftest import call


def counted(kept, key="a"):
    made = []
    kept.get(key, lambda: made.append(key))
    return len(made)


def test_a_value_is_made_again_only_when_what_it_rests_on_is_touched(desk):
    units, others = Remembered((Unit.KIND,)), Remembered(("calendar",))
    assert [counted(units), counted(units), counted(units, "b")] == [1, 0, 1]
    counted(others)
    perform("unit.enter", {"name": "城管局"}, call())
    assert [counted(units), counted(units), counted(others)] == [1, 0, 0]


def test_only_subjects_whose_keys_begin_so_count(desk):
    own = Remembered((Unit.KIND,), "城")
    counted(own)
    perform("unit.enter", {"name": "住建局"}, call())
    assert counted(own) == 0
    perform("unit.enter", {"name": "城管局"}, call())
    assert counted(own) == 1


def test_a_log_that_was_set_back_lets_nothing_stand(desk):
    kept = Remembered((Unit.KIND,))
    perform("unit.enter", {"name": "城管局"}, call())
    counted(kept)
    last = Record.objects.order_by("-number")
    last[0].delete()
    Head.objects.update(count=last[0].number, hash=last[0].hash)
    assert counted(kept) == 1


def test_only_the_values_used_last_are_kept(desk):
    kept = Remembered((Unit.KIND,), size=2)
    assert [counted(kept, key) for key in "abacb"] == [1, 1, 0, 1, 1]
