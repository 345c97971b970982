"""Whoever changes the log behind the back of the actions is found, and where."""

from __future__ import annotations

import json
from hashlib import sha256
from threading import Thread

import pytest
from django.db import connection

from qingshan.kernel.problems import Problem
from qingshan.operations.log import chain
from qingshan.operations.log import verify as verification
from qingshan.operations.log.models import Head, Record
from qingshan.operations.log.verify import verify
from tests.operations.conftest import CHECKER, acted, opened

RECORDS = 8  # three people, an opening, four steps


@pytest.fixture
def log(office):
    opened()
    acted("start")
    acted("note", area_mu="3.5")
    acted("note", area_mu="4")
    acted("submit")
    return office


def said(known=None):
    return [[(fault.number, fault.what.en) for fault in one.faults] for one in verify(known)]


def test_an_untouched_log_has_no_fault(log):
    assert said() == [[], [], []]
    assert [one.rows for one in verify()] == [RECORDS, RECORDS, 4]
    assert said(chain.anchor()) == [[], [], []]


def test_the_hash_is_that_of_the_stored_bytes_after_the_hash_before(log):
    before = bytes(32)
    for stored, digest in Record.objects.order_by("number").values_list("stored", "hash"):
        text = bytes(stored).decode()
        whole = json.loads(text)
        assert text == json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert {"actor", "unit", "role", "action", "kind", "key", "version", "reason", "before", "after"} <= set(whole)
        before = sha256(before + bytes(stored)).digest()
        assert bytes(digest) == before
    assert chain.anchor() == chain.Anchor(RECORDS, before)


def test_an_edited_column_is_found_by_the_second_pass(log):
    Record.objects.filter(number=5).update(actor="别人")
    assert said() == [[], [(5, "column actor is 别人, the bytes say 张三")], []]


def test_edited_bytes_are_found_by_the_first_pass(log):
    stored = bytes(Record.objects.get(number=6).stored)
    Record.objects.filter(number=6).update(stored=stored.replace("张三".encode(), "李三".encode()))
    first, second, _ = said()
    assert first == [(6, "its content or its hash was changed")]
    assert [number for number, _ in second] == [6]


def test_a_changed_hash_is_told_once(log):
    Record.objects.filter(number=4).update(hash=bytes(32))
    assert said()[0] == [(4, "its content or its hash was changed")]


def test_a_last_record_made_anew_does_not_meet_the_anchor(log):
    before, last = Record.objects.get(number=RECORDS - 1), Record.objects.get(number=RECORDS)
    stored = bytes(last.stored).replace("张三".encode(), "李三".encode())
    digest = sha256(bytes(before.hash) + stored).digest()
    Record.objects.filter(number=RECORDS).update(stored=stored, hash=digest)
    assert said()[0] == [(RECORDS, "its hash is not that of the anchor")]


def test_a_removed_record_is_found(log):
    Record.objects.filter(number__in=[3, 4]).delete()
    assert said()[0] == [(5, "records 3 to 4 were removed")]


def test_swapped_records_are_found_both(log):
    five, seven = Record.objects.get(number=5), Record.objects.get(number=7)
    Record.objects.filter(number=5).update(stored=seven.stored, hash=seven.hash)
    Record.objects.filter(number=7).update(stored=five.stored, hash=five.hash)
    assert said()[0] == [(5, "moved: here stands record 7"), (7, "moved: here stands record 5")]


def test_a_cut_tail_is_found_by_the_anchor(log):
    Record.objects.filter(number__gt=6).delete()
    assert said()[0] == [(7, f"the end was cut off: the anchor stands at {RECORDS}")]


def test_a_cut_tail_with_its_anchor_is_found_by_an_anchor_kept_elsewhere(log):
    kept = chain.Anchor.parse(str(chain.anchor()))
    Record.objects.filter(number__gt=6).delete()
    Head.objects.update(count=6, hash=Record.objects.get(number=6).hash)
    assert said()[0] == []
    assert said(kept)[0] == [(RECORDS, f"the end was cut off: the anchor stands at {RECORDS}")]


def test_a_log_written_anew_is_found_by_an_anchor_kept_elsewhere(log):
    kept, before = chain.anchor(), bytes(32)
    for one in Record.objects.order_by("number"):
        stored = bytes(one.stored).replace("东湖塘".encode(), "西湖塘".encode())
        before = sha256(before + stored).digest()
        Record.objects.filter(number=one.number).update(stored=stored, hash=before)
    Head.objects.update(hash=before)
    assert said()[0] == []
    assert said(kept)[0] == [(RECORDS, "its hash is not that of the anchor")]


def test_records_beyond_the_anchor_and_a_lost_anchor_are_found(log):
    Head.objects.update(count=6)
    assert said()[0] == [(7, "it lies beyond the anchor, which stands at 6")]
    with pytest.raises(Problem) as problem:
        acted("return", reason="x", actor=CHECKER)
    assert problem.value.code.key == "OPS010"
    Head.objects.all().delete()
    assert said()[0] == [(0, "the anchor is gone")]


def test_an_entry_changed_past_the_actions_is_found(log):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entrynow SET state = 'closed'")
    assert said() == [[], [], [(RECORDS, "its state in the table is not what the log says")]]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_entrynow")
    assert said()[2] == [(RECORDS, "it stands in the log and not in the table")]


def test_bytes_that_hold_no_record_are_named(log):
    Record.objects.filter(number=2).update(stored=b"{}")
    first, second, third = said()
    assert first == [(2, "its content or its hash was changed")]
    assert second == [(2, "its bytes hold no record")]
    assert third == [(0, "it stands in the table and not in the log")]


def test_a_removal_hidden_by_renumbering_is_found_and_a_pass_stops_at_its_limit(log, monkeypatch):
    monkeypatch.setattr("qingshan.operations.log.verify.MOST", 3)
    Record.objects.filter(number=2).delete()
    for number in range(3, RECORDS + 1):
        Record.objects.filter(number=number).update(number=number - 1)
    first, second, _ = said()
    assert first == [(2, "moved: here stands record 3"), (8, "the end was cut off: the anchor stands at 8")]
    assert [number for number, _ in second] == [2, 3, 4]


def test_verification_sees_one_moment_of_an_office_at_work(log, monkeypatch):
    in_between = verification._subjects

    def somebody_acts():
        acted("return", actor=CHECKER, reason="照片不清")
        connection.close()

    def meanwhile(last):
        other = Thread(target=somebody_acts)
        other.start()
        other.join()
        return in_between(last)

    monkeypatch.setattr(verification, "_subjects", meanwhile)
    assert said() == [[], [], []]
    assert chain.anchor().count == RECORDS + 1
