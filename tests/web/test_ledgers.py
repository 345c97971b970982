"""The ledgers at the desk: drawn from declarations, acted on through actions, shown to the public only in part."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from qingshan.ledgers.definitions import ledgers
from qingshan.ledgers.entry import Actor, Entry
from qingshan.operations.action import perform
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.log.models import Record
from qingshan.web.ledgers import tables
from qingshan.web.ledgers.public import shown
from qingshan.web.ledgers.register import public_states, register, row
from tests.web.conftest import HEAD, LEADER, LIAISON, call

OURS = Path(__file__).parent.parent / "operations" / "definitions"
WORKER = Actor("刘整改", "市住建局", frozenset({"responsible_unit", "rectifier", "liaison"}))
CHECKER = Actor("周核验", "市生态环境局", frozenset({"city_inspector", "verifier"}))
PROVINCE = Actor("吴省核", "省生态环境厅", frozenset({"province_inspector"}))
PROBLEM = "河岸<script>alert('&')</script>堆渣{x}"
PLACE = {"type": "Point", "datum": "GCJ-02", "coordinates": ["117.03", "28.26"]}
LIST, ENTRY = "/ledgers/inspection_problems/", "/ledgers/inspection_problems/entries/p1"


@pytest.fixture
def people(desk):
    """Those who rectify and check, able to sign in."""
    for one in (WORKER, CHECKER, PROVINCE):
        perform("people.enter", {"name": one.name, "unit": one.unit, "roles": sorted(one.roles)}, call())
        User.objects.create_user(one.name)


@pytest.fixture
def ours(people, monkeypatch):
    """The ledgers of a folder of definitions, nothing written for them but their declarations."""
    monkeypatch.setenv("QINGSHAN_DEFINITIONS", str(OURS))


def data(client, address, **more):
    return client.get(address, headers={"Accept": "application/json"}, **more).json()["data"]


def opened(key="p1", actor=HEAD, day=date(2021, 1, 5), **fields):
    given = {"source": "letter", "problem": PROBLEM, "units": ["市住建局"], "areas": ["甲区"], **fields}
    return perform("ledger.open", {"ledger": "inspection_problems", "key": key, "fields": given}, call(actor, day))


def acted(action, actor, day=date(2021, 1, 6), key="p1", kind="", **given):
    evidence = [proof(kind, key, day)] if kind else []
    asked = {"ledger": "inspection_problems", "key": key, "action": action, "given": given, "evidence": evidence}
    return perform("ledger.act", asked, call(actor, day))


def proof(kind, key="p1", day=date(2021, 1, 6)):
    place = Path(connection.settings_dict["NAME"]).with_name("report.txt")
    place.write_text("整改报告", encoding="utf-8")
    given = {"key": f"{key}-{kind}", "kind": kind, "title": f"{kind}标题", "dated": day, "file": str(place)}
    perform("evidence.add", given, call(HEAD, day))
    return given["key"]


def finished(key="p1", **fields):
    """A problem on its way to the public: rectified, checked twice, shown from 2021-01-11 on."""
    opened(key, **fields)
    acted("start", WORKER, key=key, measures="清运")
    acted("finish", WORKER, date(2021, 1, 7), key, "rectification_report", outcome="已清运")
    acted("city_pass", CHECKER, date(2021, 1, 8), key, "city_check_record", checker="周", checked_on="2021-01-08")
    acted("province_pass", PROVINCE, date(2021, 1, 9), key, "province_check_record")
    acted("publish", HEAD, date(2021, 1, 11), key, "publicity_notice")


def test_every_ledger_stands_in_the_overview_with_what_presses(visit):
    opened(due_on="2021-02-01")
    opened("p2", due_on="2021-02-20", due_manner="hoped")
    opened("p3", due_on="2021-01-20", due_manner="hoped")
    said = data(visit(LEADER), "/ledgers/")
    assert {one["key"] for one in (*said["used"], *said["empty"])} == set(ledgers())
    (used,) = said["used"]
    assert (used["total"], used["open"], used["states"][0]["count"]) == (3, 3, 3)
    assert {one["state"]: one["count"] for one in used["pressing"]} == {
        "overdue": 1, "past_hoped_for": 1, "due_soon": 1,
    }  # fmt: skip
    assert "督察与信访问题整改台账" in visit(LEADER).get("/ledgers/").content.decode()


@pytest.mark.parametrize(("asked", "keys"), [
    ("", ["p1", "p3", "p2"]), ("state=rectifying", ["p2"]), ("unit=市林业局", ["p3"]), ("area=乙区", ["p2"]),
    ("due=overdue", ["p1"]), ("q=%3Cscript", ["p1"]), ("q=省督察", ["p3"]), ("sort=-key", ["p3", "p2", "p1"]),
    ("sort=name", ["p3", "p2", "p1"]), ("q=zzz", []), ("sort=nonsense&page=99", ["p1", "p3", "p2"]),
])  # fmt: skip
def test_a_list_is_filtered_and_sorted(visit, people, asked, keys):
    opened(due_on="2021-02-01")
    opened("p2", problem="乙处积水", areas=["乙区"])
    opened("p3", problem="丙", units=["市林业局"], source="province", due_on="2021-12-31")
    acted("start", WORKER, key="p2", measures="抽排")
    said = data(visit(LEADER), f"{LIST}?{asked}")
    assert ([one["key"] for one in said["rows"]], said["total"]) == (keys, 3)


def test_what_awaits_somebody_is_found(visit, people):
    opened()
    opened("p2", units=["市林业局"])
    opened("p3")
    acted("start", WORKER, key="p3", measures="清运")
    acted("finish", WORKER, date(2021, 1, 7), "p3", "rectification_report", outcome="已清运")
    assert [one["key"] for one in data(visit(WORKER), f"{LIST}?mine=1")["rows"]] == ["p1"], "the own unit's alone"
    assert [one["key"] for one in data(visit(CHECKER), f"{LIST}?mine=1")["rows"]] == ["p3"]
    assert data(visit(LEADER), f"{LIST}?mine=1")["rows"] == []
    stages = {one["key"]: one for one in data(visit(CHECKER), f"{LIST}stages")["stages"]}
    assert (stages["not_started"]["count"], stages["awaiting_check"]["mine"]) == (2, 1)
    assert stages["awaiting_check"]["next"][0]["zh"] == "市级核验人员"
    assert list(stages) == list(ledgers()["inspection_problems"].states)


def test_a_list_is_paged_by_fifty_with_as_many_queries_as_a_short_one(visit):
    opened()
    client, asked = visit(LEADER), []
    for more in (range(2, 3), range(3, 54)):
        for number in more:
            opened(f"p{number}")
        for address in (LIST, f"{LIST}stages", "/ledgers/", "/public/ledgers/inspection_problems"):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            asked.append(len(queries))
    assert asked[:4] == asked[4:]
    assert max(asked) <= 5
    first, second = data(client, f"{LIST}?sort=key"), data(client, f"{LIST}?sort=key&page=2")
    assert (len(first["rows"]), len(second["rows"]), first["pages"]["of"]) == (50, 3, 2)
    assert (first["pages"]["after"], second["pages"]["before"]) == ("sort=key&page=2", "sort=key&page=1")
    assert not {one["key"] for one in first["rows"]} & {one["key"] for one in second["rows"]}


def test_an_entry_tells_all_that_happened(visit, people):
    opened(place=PLACE, due_on="2021-02-01", goal="复绿")
    acted("start", WORKER, measures="清运")
    for day in (6, 7):
        acted("report", WORKER, date(2021, 1, day), progress="过半")
    acted("finish", WORKER, date(2021, 1, 7), kind="rectification_report", outcome="已清运")
    client = visit(LEADER)
    said = data(client, ENTRY)
    assert [(one["action"]["zh"], one["actor"]) for one in said["history"]] == [
        ("报告完成", "刘整改"), ("报送进展", "刘整改"), ("报送进展", "刘整改"), ("启动整改", "刘整改"),
        ("登记", "王主任"),
    ]  # fmt: skip
    assert [one["after"]["items"][0]["text"] for one in said["history"][1]["changes"]] == ["过半"], "said once more"
    assert said["history"][3]["changes"][0]["after"]["items"][0]["text"] == "清运"
    assert (said["dues"][0]["state"], said["dues"][0]["done_on"]) == ("met", "2021-01-07")
    assert "整改方案列明的时限" in said["dues"][0]["source"]
    assert said["places"][0]["positions"] == ["117.03, 28.26"]
    assert said["places"][0]["datum"]["zh"].startswith("GCJ-02")
    page = client.get(ENTRY).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#x27;&amp;&#x27;)&lt;/script&gt;堆渣{x}" in page
    assert "rectification_report标题" in page
    assert 'id="place-place"' in page
    assert client.get("/ledgers/inspection_problems/entries/none").status_code == 404
    assert client.get("/ledgers/none/").status_code == client.get("/ledgers/none/entries/p1").status_code == 404


def test_evidence_is_saved_not_shown_and_only_that_of_the_entry(desk, visit, people):
    opened()
    acted("start", WORKER, measures="清运")
    acted("finish", WORKER, date(2021, 1, 7), kind="rectification_report", outcome="已清运")
    client = visit(LEADER)
    address = data(client, ENTRY)["history"][0]["evidence"][0]["address"]
    found = client.get(address)
    assert b"".join(found.streaming_content).decode() == "整改报告"
    assert found["Content-Type"] == "application/octet-stream"
    assert found["Content-Disposition"].startswith("attachment")
    other = proof("publicity_notice")
    assert client.get(f"/ledgers/inspection_problems/evidence/p1?item={other}").status_code == 404
    assert client.get("/ledgers/inspection_problems/evidence/p1").status_code == 404
    for kept in (desk.folder / "office.evidence").rglob("*"):
        if kept.is_file():
            kept.write_text("另一份", encoding="utf-8")
    assert client.get(address).status_code == 422


def test_what_one_may_not_do_is_explained(visit, people):
    opened()
    acted("start", WORKER, measures="清运")
    offers = {one["key"]: one for one in data(visit(WORKER), ENTRY)["actions"]}
    assert [key for key, one in offers.items() if one["address"]] == ["report", "finish"]
    assert offers["start"]["why"]["code"] == "LED007"
    assert (offers["city_pass"]["why"]["code"], offers["city_pass"]["roles"][0]["zh"]) == ("LED008", "市级核验人员")
    assert offers["city_pass"]["evidence"][0]["zh"] == "市级销号核验意见"
    assert offers["city_pass"]["other_than"][0]["zh"] == "启动整改"
    page = visit(LEADER).get(ENTRY).content.decode()
    assert "目前没有您可以办理的事项" in page
    assert "LED008" in page


def test_the_form_of_an_action_is_that_of_its_declaration(visit, people):
    opened(due_on="2021-02-01")
    said = data(visit(), "/ledgers/inspection_problems/act/extend/p1")
    assert (said["inputs"], said["action"]["reason"], said["action"]["document"]) == ([], True, True)
    assert [one["last_day"] for one in said["deadlines"]] == ["2021-02-01"]
    said = data(visit(), "/ledgers/inspection_problems/act/correct/p1")
    assert "due_on" not in {one["name"].partition(".")[2] for one in said["inputs"]}
    assert next(one["value"] for one in said["inputs"] if one["name"] == "f.problem") == PROBLEM
    new = {one["name"]: one for one in data(visit(), "/ledgers/inspection_problems/new")["inputs"]}
    assert [name for name, one in new.items() if one["required"]] == ["f.source", "f.problem", "f.units"]
    assert (new["f.due_on"]["first"], new["f.telephone"]["first"]) == (True, False)
    assert [one["key"] for one in new["f.source"]["options"]][:2] == ["central", "central_review"]


def test_a_form_becomes_an_entry_and_its_actions(visit, people):
    client = visit()
    answered = client.post("/ledgers/inspection_problems/new", {
        "key": "n1", "f.source": "letter", "f.problem": "扬尘", "f.units": "市住建局、市城管局",
        "f.place.type": "Polygon", "f.place.datum": "WGS-84", "f.due_on": "2021-03-31",
        "f.place.places": "117, 28\r\n117.1, 28\r\n117.1 28.1\r\n117，28",
        "on": "2021-02-01", "document": "交办单1号",
    })  # fmt: skip
    assert (answered.status_code, answered["Location"]) == (302, "/ledgers/inspection_problems/entries/n1")
    stands = EntryNow.objects.get(key="inspection_problems/n1").document
    assert stands["fields"]["units"] == ["市住建局", "市城管局"]
    assert stands["fields"]["place"]["coordinates"] == [
        [["117", "28"], ["117.1", "28"], ["117.1", "28.1"], ["117", "28"]]
    ]
    assert stands["opened_on"] == "2021-02-01"
    assert "第" in client.get(answered["Location"]).content.decode()
    extend = {"version": "1", "deadline": "rectification", "until": "2021-06-30", "on": "2021-02-02", "reason": "汛期"}
    refused = client.post("/ledgers/inspection_problems/act/extend/n1", extend)
    page = refused.content.decode()
    assert (refused.status_code, "LED012" in page) == (422, True)
    assert 'value="2021-06-30"' in page
    assert "汛期" in page
    done = client.post("/ledgers/inspection_problems/act/extend/n1", {**extend, "document": "函2号"})
    assert done.status_code == 302
    due = data(client, done["Location"])["dues"][0]
    assert (due["last_day"], due["original"]) == ("2021-06-30", "2021-03-31")
    change = data(client, done["Location"])["history"][0]["changes"][0]
    assert (change["label"]["zh"], change["after"]["items"][0]["text"]) == ("整改时限", "2021-06-30")
    late = client.post("/ledgers/inspection_problems/act/extend/n1", {**extend, "document": "函3号"})
    assert (late.status_code, "OPS011" in late.content.decode()) == (409, True)


def test_a_correction_sends_only_what_differs_and_evidence_is_named(visit, people):
    opened(areas=["甲区"], place=PLACE)
    form = {one["name"]: one for one in data(visit(), "/ledgers/inspection_problems/act/correct/p1")["inputs"]}
    typed = {name: one["value"] for name, one in form.items() if one.get("value") and one["kind"] != "geometry"}
    typed |= {"f.source": "letter", "f.place.type": "Point", "f.place.datum": "GCJ-02"}
    typed |= {"f.place.places": form["f.place"]["value"], "f.goal": "复绿", "reason": "漏记", "on": "2021-02-02"}
    assert visit().post("/ledgers/inspection_problems/act/correct/p1", typed).status_code == 302
    stored = Record.objects.order_by("-number").first()
    assert json.loads(bytes(stored.stored))["before"] == {"fields": {"goal": None}}
    acted("start", WORKER, date(2021, 2, 3), measures="清运")
    key = proof("rectification_report", day=date(2021, 2, 4))
    said = data(visit(WORKER), "/ledgers/inspection_problems/act/finish/p1")["evidence"]
    assert [(one["kind"], [piece["key"] for piece in one["offered"]]) for one in said] == [
        ("rectification_report", [key])
    ]
    finish = {"f.outcome": "已清运", "on": "2021-02-05", "evidence": [key]}
    assert visit(WORKER).post("/ledgers/inspection_problems/act/finish/p1", finish).status_code == 302
    assert EntryNow.objects.get(key="inspection_problems/p1").state == "awaiting_check"


@pytest.mark.parametrize("address", [
    "/ledgers/inspection_problems/new", "/ledgers/inspection_problems/import",
    "/ledgers/inspection_problems/act/start/p1", "/ledgers/inspection_problems/act/open/p1",
    "/ledgers/inspection_problems/act/nothing/p1", "/ledgers/dispatch_sheets/new",
])  # fmt: skip
def test_who_may_not_gets_what_is_not_there(visit, people, address):
    opened()
    count = Record.objects.count()
    for client in (visit(LEADER), visit(LIAISON)):
        assert client.get(address).status_code == client.post(address, {"key": "x"}).status_code == 404
    assert Record.objects.count() == count
    assert "登记新条目" not in visit(LEADER).get(LIST).content.decode()
    assert "登记新条目" in visit(HEAD).get(LIST).content.decode()


def test_a_day_that_is_none_is_a_bad_request(visit, people):
    opened()
    assert visit().post("/ledgers/inspection_problems/act/suspend/p1", {"on": "明天"}).status_code == 400


def test_a_new_ledger_needs_no_template(visit, ours):
    client = visit(WORKER)
    assert "坑塘台账（测试）" in client.get("/ledgers/").content.decode()
    form = {
        "key": "t1",
        "f.name": "东湖塘",
        "f.unit": "市住建局",
        "f.colour": "black",
        "f.tags": "城区\n挂牌",
        "on": "2021-02-01",
    }
    assert client.post("/ledgers/ponds/new", form).status_code == 302
    assert client.post("/ledgers/ponds/act/start/t1", {"on": "2021-02-02"}).status_code == 302
    said = data(client, "/ledgers/ponds/")
    assert [(one["name"], one["state"]["label"]["zh"]) for one in said["rows"]] == [("东湖塘", "整改中")]
    entry = data(client, "/ledgers/ponds/entries/t1")
    assert next(one for one in entry["fields"] if one["key"] == "colour")["items"][0]["text"]["zh"] == "黑"
    rows = {
        "f.samples.0.depth_m": "1.5",
        "f.samples.0.seen": "粉土",
        "f.samples.2.depth_m": "3",
        "f.samples.1.seen": "",
    }
    assert client.post("/ledgers/boreholes/new", {"key": "b1", "f.name": "一号孔", **rows}).status_code == 302
    table = data(client, "/ledgers/boreholes/entries/b1")["tables"][0]
    assert table["rows"] == [[["1.5 m"], ["粉土"]], [["3.0 m"], []]]
    bad = client.post("/ledgers/boreholes/new", {"key": "b2", "f.name": "二号孔", "f.samples.0.seen": "砂"})
    assert (bad.status_code, "LED028" in bad.content.decode(), "砂" in bad.content.decode()) == (422, True, True)
    assert client.get("/public/ledgers/ponds").status_code == 200


def test_entries_of_a_ledger_nobody_declares_are_counted_not_hidden(visit, ours, monkeypatch):
    visit(WORKER).post("/ledgers/ponds/new", {"key": "t1", "f.name": "东湖塘", "f.unit": "市住建局"})
    monkeypatch.delenv("QINGSHAN_DEFINITIONS")
    assert data(visit(LEADER), "/ledgers/")["undeclared"] == {"ponds": 1}


def filled(*rows, head=("编号", "来源", "问题描述", "责任单位", "整改时限")):
    book, stream = Workbook(), io.BytesIO()
    for one in (head, *rows):
        book.worksheets[0].append(one)
    book.save(stream)
    stream.seek(0)
    stream.name = "问题 清单.xlsx"
    return stream


def test_a_table_is_taken_in_whole_or_not_at_all(visit):
    client = visit()
    wrong = filled(["x1", "信访", "扬尘", "市住建局", "六月底"], ["", "信访", "异味", "市城管局", None])
    refused = client.post("/ledgers/inspection_problems/import", {"table": wrong})
    assert refused.status_code == 422
    assert "!E2" in refused.content.decode()
    assert "!A3" in refused.content.decode()
    assert not EntryNow.objects.exists()
    right = filled(["x1", "信访", "扬尘", "市住建局", "2021-06-30"], ["x2", "省督察", "异味", "市城管局", None])
    twin = client.post("/ledgers/inspection_problems/import?format=json", {"table": right, "on": "2021-02-01"}).json()
    assert twin["data"]["account"] == {"read": 2, "opened": 2, "unchanged": 0}
    assert EntryNow.objects.get(key="inspection_problems/x1").document["opened_on"] == "2021-02-01"


def test_what_is_no_table_or_too_large_is_refused(visit, monkeypatch):
    client, address = visit(), "/ledgers/inspection_problems/import"
    text = io.BytesIO(b"not a workbook")
    text.name = "名" * 120 + ".xlsx"
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (2 * tables.MEGABYTE))
    bomb.seek(0)
    bomb.name = "bomb.xlsx"
    monkeypatch.setattr(tables, "UNPACKED", 1)
    for sent in ({}, {"table": text}, {"table": bomb}):
        refused = client.post(address, sent)
        assert (refused.status_code, "OPS020" in refused.content.decode()) == (422, True)
    monkeypatch.setattr(tables, "LARGEST", 0)
    assert client.post(address, {"table": filled()}).status_code == 422


def test_the_list_is_written_out_as_it_is_filtered(visit, people):
    opened(problem="=HYPERLINK(1)")
    opened("p2", areas=["乙区"])
    answered = visit(LEADER).get(f"{LIST}export?area=甲区")
    assert answered["Content-Type"] == tables.EXCEL
    assert "attachment" in answered["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answered.content)).worksheets[0]
    assert [cell.value for cell in sheet["A"]] == ["编号", "p1"]
    (cell,) = (cell for cell in sheet[2] if cell.value == "=HYPERLINK(1)")
    assert cell.data_type == "s"


def test_the_public_sees_public_columns_of_what_is_shown_or_closed_and_nothing_else(stranger, people):
    secret = {"leader": "秘密领导", "batch": "秘密批次", "place": PLACE, "areas": ["秘密区"], "goal": "公开目标"}
    finished("k-公示", problem="公开问题", units=["秘密单位", "市住建局"], **secret)
    finished("k-销号", problem="另一公开问题", units=["秘密单位", "市住建局"], **secret)
    acted("close", HEAD, date(2021, 2, 1), "k-销号", "publicity_result", document="销号通知")
    opened("k-未结", problem="未结问题")
    address = "/public/ledgers/inspection_problems"
    said = data(stranger, address)
    declared = ledgers()["inspection_problems"]
    assert [one["key"] for one in said["rows"][0]["cells"]] == list(declared.public_columns)
    assert [(one["state"]["key"], one["until"]) for one in said["rows"]] == [("closed", None), ("publicity", None)]
    for shown_as in (stranger.get(address).content.decode(), json.dumps(said, ensure_ascii=False)):
        assert "公开目标" in shown_as
        for hidden in ("秘密", "k-公示", "k-销号", "未结问题", "117.03", "刘整改", "周核验", "销号通知", "标题"):
            assert hidden not in shown_as, hidden
    for words, found in (("秘密", 0), ("k-", 0), ("另一", 1), ("未结", 0)):
        assert data(stranger, f"{address}?q={words}")["found"] == found, words
    acted(
        "reopen",
        CHECKER,
        date(2021, 2, 3),
        "k-销号",
        "rebound_record",
        due_on="2021-12-31",
        reason="反弹",
        document="单",
    )
    assert data(stranger, address)["total"] == 1


def test_a_term_that_runs_is_told_with_its_last_day(city, stranger, people):
    from django.conf import settings

    finished()
    settings.AS_OF = date(2021, 1, 12)
    (one,) = data(stranger, "/public/ledgers/inspection_problems")["rows"]
    assert one["until"] == "2021-01-22"


@pytest.mark.parametrize("ledger", list(ledgers().values()), ids=list(ledgers()))
def test_no_ledger_shows_the_public_what_it_does_not_declare(desk, ledger):
    marks = {
        key: {"text": f"⟨{key}⟩", "area": [f"⟨{key}⟩"], "unit": f"⟨{key}⟩"}.get(one.kind)
        for key, one in ledger.fields.items()
    }
    day = date(2021, 1, 5)
    for state in ledger.states:
        fields = {key: mark for key, mark in marks.items() if mark is not None}
        entry = Entry(ledger.key, f"⟨{state}⟩", state, fields, 1, day, day, day, ((state, day),))
        EntryNow.objects.create(
            key=f"{ledger.key}/{entry.key}", version=1, document=entry.as_json(), ledger=ledger.key, state=state
        )
        found = row(ledger, entry, day, OfficeCalendar()).public_words
        assert (found is not None) == (state in public_states(ledger))
        assert found is None or all((f"⟨{key}⟩" in found) <= (key in ledger.public_columns) for key in marks)
    rows = shown(ledger, [f"⟨{state}⟩" for state in ledger.states])
    assert {one["state"]["key"] for one in rows} == public_states(ledger)
    kinds = {ledger.states[state].kind for state in public_states(ledger)} - {"open"}
    assert kinds <= {"closed"}
    said = json.dumps([one["cells"] for one in rows], default=str, ensure_ascii=False)
    hidden = [key for key in marks if key not in ledger.public_columns]
    assert not [key for key in hidden if f"⟨{key}⟩" in said]


def test_strangers_open_only_the_public_pages(stranger, people):
    opened()
    assert stranger.get("/public/ledgers/").status_code == 200
    for address in ("/ledgers/", LIST, ENTRY, f"{LIST}export", f"{LIST}stages"):
        assert stranger.get(address).status_code == 302
    assert stranger.get("/public/ledgers/none").status_code == 404


def test_the_register_follows_the_log_and_the_calendar(desk, people):
    opened(source="central", feedback_on="2021-01-04")
    before = register()
    assert before.of("inspection_problems")["p1"].state == "not_started"
    acted("start", WORKER, measures="清运")
    after = register()
    assert after is before, "brought up to date, not built anew"
    assert after.of("inspection_problems")["p1"].state == "rectifying"
    perform("calendar.enter", {"year": 2040, "off": [], "worked": []}, call())
    assert register() is not before


@pytest.mark.parametrize("name", [
    "ledgers", "ledger", "ledger-stages", "ledger-new", "ledger-import", "ledger-entry", "ledger-act", "public-ledgers",
    "public-ledger",
])  # fmt: skip
def test_pages_of_ledgers_have_both_languages_and_a_twin(visit, people, name):
    finished()
    asked = {"ledger": "inspection_problems", "key": "p1", "action": "suspend"}
    wanted = {"ledger": ("ledger",), "ledger-entry": ("ledger", "key"), "ledger-act": ("ledger", "action", "key")}
    names = () if name in {"ledgers", "public-ledgers"} else wanted.get(name, ("ledger",))
    address, client = reverse(name, kwargs={one: asked[one] for one in names}), visit()
    zh = client.get(address).content.decode()
    client.cookies["qingshan_language"] = "en"
    en = client.get(address).content.decode()
    twin = client.get(address, headers={"Accept": "application/json"}).json()
    assert twin["title"]["zh"].split("<")[0] in zh
    assert twin["title"]["en"].split("<")[0] in en
    assert '<html lang="en">' in en
