"""Who may, what is checked, what changes, what is logged."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection

from qingshan.kernel.problems import Problem
from qingshan.ledgers.entry import Actor
from qingshan.operations.action import actions, perform
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.evidence import files
from qingshan.operations.evidence.models import EvidenceItem
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.ledger.queries import entries, history, states, with_dues
from qingshan.operations.log.chain import writing
from qingshan.operations.log.models import Record
from qingshan.operations.log.verify import verify
from qingshan.operations.office import make_office, open_office
from qingshan.operations.people.identity import actor
from qingshan.operations.settings import configure
from qingshan.operations.unit.names import units
from tests.operations.conftest import CHECKER, HEAD, WORKER, acted, call, opened


def code_of(run, *given, **named):
    """The code of the refusal; nothing may have been logged by it."""
    count = Record.objects.count()
    with pytest.raises(Problem) as problem:
        run(*given, **named)
    assert Record.objects.count() == count
    return problem.value.code.key


def evidence(key="E1", dated="2021-03-01", day=date(2021, 3, 1), **more):
    return perform(
        "evidence.add", {"key": key, "kind": "photo", "title": "照片", "dated": dated, **more}, call(day=day)
    )


def test_every_action_lies_in_the_file_its_key_names():
    assert set(actions()) >= {
        "ledger.open", "ledger.act", "evidence.add", "unit.rename", "unit.merge", "calendar.enter", "people.enter",
    }  # fmt: skip
    for key, action in actions().items():
        area, name = key.split(".")
        assert action.decide.__module__ == f"qingshan.operations.{area}.actions.{name}"


def test_only_a_unit_that_owes_an_entry_does_its_work(office):
    opened()
    stranger = Actor("外人", "林业局", frozenset({"rectifier"}))
    assert code_of(acted, "start", actor=stranger) == "OPS025"
    perform("unit.enter", {"name": "城管局"}, call(HEAD))
    perform("unit.rename", {"unit": "城管局", "to": "城管委"}, call(HEAD, date(2021, 3, 2)))
    assert acted("start", actor=Actor("张三", "城管委", frozenset({"rectifier"})), day=date(2021, 3, 3))
    assert code_of(acted, "note", actor=stranger, day=date(2021, 3, 4), area_mu="3") == "OPS025"


def test_an_entry_goes_its_way_and_every_step_is_logged(office, tmp_path):
    opened(colour="black")
    photo = tmp_path / "after.jpg"
    photo.write_bytes(b"green again")
    acted("start", day=date(2021, 3, 2))
    acted("submit", day=date(2021, 5, 1))
    acted("return", actor=CHECKER, day=date(2021, 5, 2), reason="照片不清")
    acted("submit", day=date(2021, 5, 20))
    evidence(dated="2021-05-19", day=date(2021, 5, 20), file=str(photo))
    (line,) = acted("close", actor=CHECKER, day=date(2021, 6, 1), evidence=["E1"])
    assert (line.state, line.version, line.role, line.evidence) == ("closed", 6, "verifier", ("E1",))
    assert [one.action.rpartition(":")[2] for one in history("ponds", "p1")] == [
        "ledger.open", "start", "submit", "return", "submit", "close",
    ]  # fmt: skip
    assert history("ponds", "p1")[3].reason == "照片不清"
    assert history("ponds", "p1")[1].before == {"state": "found"}
    assert EntryNow.objects.get().document == line.after
    assert not any(one.faults for one in verify())


def test_the_past_is_answered_as_of_a_day(office):
    opened()
    opened("p2")
    acted("start", day=date(2021, 4, 1))
    acted("submit", day=date(2021, 7, 9))
    assert [(one.key, one.state) for one in states(date(2021, 2, 28))] == []
    found = [(one.key, one.state, one.version) for one in states(date(2021, 3, 31))]
    assert found == [("p1", "found", 1), ("p2", "found", 1)]
    assert [(one.key, one.state) for one in states(date(2021, 7, 8), "ponds")] == [("p1", "work"), ("p2", "found")]
    assert [one.state for one in entries(date(2021, 7, 9))] == ["submitted", "found"]
    assert [[due.state for due in dues] for _, dues in with_dues(date(2021, 7, 9))] == [["met_late"], ["overdue"]]
    assert list(states(date(2021, 7, 9), "mines")) == []
    assert code_of(history, "ponds", "p9") == "OPS013"


def test_a_wrong_role_and_an_unknown_actor_are_refused(office):
    opened()
    assert code_of(acted, "start", actor=CHECKER) == "LED008"
    assert code_of(perform, "unit.enter", {"name": "x"}, call(WORKER)) == "OPS006"
    assert code_of(perform, "people.enter", {"name": "x", "unit": "y", "roles": []}, call(WORKER)) == "OPS006"
    assert code_of(actor, "王五", "城管局") == "OPS004"
    assert code_of(actor, "张三", "生态环境局") == "OPS004"
    assert code_of(actor, "张三", "城管局", "verifier") == "OPS005"
    assert actor("张三", "城管局").roles == {"rectifier"}


def test_a_namesake_is_refused_and_a_person_moves_only_when_it_is_said(office):
    elsewhere = {"name": "张三", "unit": "住建局", "roles": ["verifier"]}
    assert code_of(perform, "people.enter", elsewhere, call(HEAD)) == "OPS012"
    perform("people.enter", {**elsewhere, "moved_from": "城管局"}, call(HEAD))
    assert actor("张三", "住建局").roles == {"verifier"}
    assert code_of(actor, "张三", "城管局") == "OPS004"


def test_a_double_submission_and_an_old_version_are_refused(office):
    opened()
    assert code_of(opened) == "OPS012"
    acted("start", version=1)
    assert code_of(acted, "note", version=1, area_mu="2") == "OPS011"
    assert code_of(acted, "start") == "LED007"
    assert code_of(acted, "start", key="p9") == "OPS013"
    assert code_of(acted, "start", evidence=["E9"]) == "OPS013"


def test_a_subject_that_moved_on_between_deciding_and_writing_is_refused(office):
    opened()
    version, document = EntryNow.stands("ponds/p1")
    acted("start")
    assert code_of(EntryNow.write, "ponds/p1", version + 1, document) == "OPS011"
    assert code_of(EntryNow.write, "ponds/p1", 1, document) == "OPS012"


def test_what_is_given_must_be_what_the_action_asks_for(office):
    assert code_of(perform, "ledger.shut", {}, call()) == "OPS007"
    assert code_of(perform, "unit.enter", {"nam": "x"}, call(HEAD)) == "OPS008"


def test_evidence_bears_its_own_date_and_its_content_is_kept_by_hash(office, tmp_path):
    photo = tmp_path / "after.jpg"
    photo.write_bytes(b"green again")
    evidence(dated="2021-02-20", file=str(photo), expires="2022-02-20")
    digest = sha256(b"green again").hexdigest()
    kept = EvidenceItem.objects.get().document
    said = [kept[name] for name in ("dated", "owner", "sha256", "expires")]
    assert said == ["2021-02-20", "城管局", digest, "2022-02-20"]
    assert files.is_whole(digest)
    files.place(digest).write_bytes(b"black")
    assert not files.is_whole(digest)
    assert not files.is_whole("0" * 64)
    assert code_of(evidence, "E2", dated="2021-03-02", file=str(photo)) == "OPS015"
    assert code_of(evidence, "E2", file=str(tmp_path / "nothing")) == "OPS014"
    assert code_of(evidence, "E1", file=str(photo)) == "OPS012"
    undated = {"key": "E3", "kind": "photo", "title": "照片", "file": str(photo)}
    assert code_of(perform, "evidence.add", undated, call()) == "OPS008"


def unit(action, day, **given):
    return perform(f"unit.{action}", given, call(HEAD, date.fromisoformat(day)))


def test_units_keep_their_names_over_time_and_answer_for_those_merged_into_them(office):
    unit("enter", "2015-01-01", name="环境保护局")
    unit("enter", "2015-01-01", name="林业局")
    unit("enter", "2015-01-01", name="畜牧局")
    unit("rename", "2019-03-01", unit="环境保护局", to="生态环境局")
    unit("merge", "2019-06-01", unit="畜牧局", into="林业局")
    known = units()
    assert known.named("环境保护局", date(2018, 1, 1)).key == "环境保护局"
    assert known.named("生态环境局", date(2018, 1, 1)) is None
    assert known.named("生态环境局", date(2019, 3, 1)).key == "环境保护局"
    assert known.named("环境保护局", date(2020, 1, 1)).name_on(date(2020, 1, 1)) == "生态环境局"
    assert known.standing_for("畜牧局", date(2019, 5, 31)).key == "畜牧局"
    assert known.standing_for("畜牧局", date(2019, 6, 1)).key == "林业局"
    assert known.standing_for("公安局", date(2019, 6, 1)) is None
    assert code_of(unit, "rename", "2020-01-01", unit="林业局", to="生态环境局") == "OPS017"
    assert code_of(unit, "enter", "2020-01-01", name="林业局") == "OPS017"
    assert code_of(unit, "rename", "2019-02-01", unit="环境保护局", to="环保局") == "OPS016"
    assert code_of(unit, "rename", "2020-01-01", unit="畜牧局", to="畜牧水产局") == "OPS018"
    assert code_of(unit, "merge", "2020-01-01", unit="林业局", into="林业局") == "OPS013"
    assert code_of(unit, "merge", "2020-01-01", unit="公安局", into="林业局") == "OPS013"
    assert not any(one.faults for one in verify())


def test_a_bureau_enters_the_working_days_of_a_year_nobody_has_published(office):
    day, make_up = date(2099, 10, 1), date(2099, 10, 10)
    assert OfficeCalendar().is_working(day) is None
    given = {"year": 2099, "off": ["2099-10-01", "2099-10-02"], "worked": ["2099-10-10"]}
    perform("calendar.enter", given, call(HEAD))
    entered = OfficeCalendar()
    assert [entered.is_working(one) for one in (day, make_up, date(2099, 10, 5))] == [False, True, True]
    assert entered.is_working(date(2025, 10, 1)) is False
    perform("calendar.enter", {**given, "off": ["2099-10-02"]}, call(HEAD))
    assert OfficeCalendar().is_working(day) is True
    assert code_of(perform, "calendar.enter", {**given, "worked": ["2099-10-01"]}, call(HEAD)) == "OPS019"
    assert code_of(perform, "calendar.enter", {**given, "off": ["2098-10-01"]}, call(HEAD)) == "OPS019"


def test_an_office_is_opened_only_where_one_was_made(tmp_path):
    place = tmp_path / "nothing.sqlite3"
    for content in (None, b"", b"no database at all" * 100):
        if content is not None:
            place.write_bytes(content)
        with pytest.raises(Problem) as problem:
            open_office(str(place))
        assert problem.value.code.key == "OPS001"
    with pytest.raises(Problem) as problem:
        open_office("mysql://nowhere/x")
    assert problem.value.code.key == "OPS003"


def test_an_office_of_another_version_is_not_opened(place):
    make_office(place)
    open_office(place)
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder.Migration.objects.filter(app="log").delete()
    with pytest.raises(Problem) as problem:
        open_office(place)
    assert problem.value.code.key == "OPS002"


def test_the_setting_chooses_the_database(tmp_path, monkeypatch):
    monkeypatch.setenv("QINGSHAN_DATABASE", str(tmp_path / "named.sqlite3"))
    configure()
    assert connection.settings_dict["NAME"] == str(tmp_path / "named.sqlite3")


def test_writers_come_one_after_the_other(office):
    """Whoever holds the anchor first is done before another begins, whatever each of them changes."""
    seen, inside = [], Event()

    def write(name):
        with writing():
            seen.append(f"{name} begins")
            inside.set()
            sleep(0.2)
            seen.append(f"{name} ends")
        connection.close()

    first, second = Thread(target=write, args=("first",)), Thread(target=write, args=("second",))
    first.start()
    inside.wait()
    second.start()
    first.join()
    second.join()
    assert seen == ["first begins", "first ends", "second begins", "second ends"]


def test_a_writer_that_waits_too_long_is_told_that_nothing_is_confirmed(office, monkeypatch):
    monkeypatch.setattr("qingshan.operations.settings._PATIENCE", 1)
    configure(office)
    inside, done = Event(), Event()

    def write():
        with writing():
            inside.set()
            done.wait()
        connection.close()

    other = Thread(target=write)
    other.start()
    inside.wait()
    try:
        assert code_of(opened) == "OPS057"
    finally:
        done.set()
        other.join()
    opened()
