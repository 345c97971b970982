"""A month of the dispatch in the browser: opened, filled in, returned, accepted, locked, amended; who sees what."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from qingshan.evaluation.dispatch.filling import LEDGER
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.due import LABELS
from qingshan.ledgers.entry import Actor
from qingshan.operations.action import perform
from qingshan.operations.dispatch.queries import counts, lines_by_task, months
from qingshan.operations.dispatch.sheets import sheet
from qingshan.operations.log.models import Record
from qingshan.web.dispatch.looks import LOOKS, OF_DUES
from qingshan.web.states import STATES
from tests.web.conftest import AS_OF, HEAD, LEADER, LIAISON, call

PERIOD, OWN, OTHER = "2021-01", "市住建局", "市林业局"
SHEET = f"/dispatch/{PERIOD}/of/{OWN}"
FIGURE = {"reporter": OWN, "indicator": "sewage.urban_rate", "area": "某市", "period": "2020Q4", "name": "处理率"}
FILLED = {
    "tasks-0-progress": "完成3公里", "tasks-0-percent": "40", "tasks-0-claim": "running",
    "figures-0-numerator": "95.2", "figures-0-denominator": "100", "figures-0-document": "四季度表",
    "figures-0-dated": "2021-01-08",
}  # fmt: skip
REVIEWER = Actor("陈审核", "环委办", frozenset({"coordinator"}))


def data(client, address):
    return client.get(address, headers={"Accept": "application/json"}).json()["data"]


@pytest.fixture
def opened(desk):
    perform("dispatch.open", {"period": PERIOD, "plan": "2021", "figures": [FIGURE]}, call())


@pytest.fixture
def handed(opened, visit):
    assert hands(visit(LIAISON)).status_code == 302


def hands(client, **more):
    return client.post(f"/dispatch/{PERIOD}/submit/{OWN}", {**FILLED, **more})


def does(client, action, unit=OWN, **given):
    return client.post(f"/dispatch/{PERIOD}/{action}/{unit}", given)


def state():
    return sheet(PERIOD, OWN, AS_OF).entry.state


def fields(said, table="tasks", number=0):
    return {one["name"]: one for one in said["lines"][table][number]["fields"]}


def test_the_coordinator_sees_what_a_month_would_ask_and_opens_it(visit):
    client = visit(HEAD)
    said = data(client, f"/dispatch/open?period={PERIOD}")
    assert (said["period"], said["year"], said["new"], said["has_lake"]) == (PERIOD, "2021", 4, True)
    assert {row["unit"]: row["tasks"] for row in said["rows"]}[OWN] == 1
    answered = client.post("/dispatch/open", {"period": PERIOD, "plan": "2021"})
    assert (answered.status_code, answered["Location"]) == (302, f"/dispatch/{PERIOD}/")
    assert months(AS_OF) == {PERIOD: {"asked": 4}}
    assert "OPS012" in client.post("/dispatch/open", {"period": PERIOD, "plan": "2021"}).content.decode()
    assert data(client, f"/dispatch/open?period={PERIOD}")["new"] == 0
    assert "EVA068" in client.get("/dispatch/open?period=2021").content.decode()


def test_a_figure_nobody_reports_is_asked_of_the_unit_that_is_named(visit, monkeypatch):
    from qingshan.evaluation.dispatch.asking import FigureLine, named
    from qingshan.web.dispatch import opening

    line = FigureLine("", "sewage.urban_rate", "处理率", "某市", "2020Q4", "%", "")
    monkeypatch.setattr(opening, "lacking", lambda lake, period, reporters, year: named([line], reporters))
    client = visit(HEAD)
    (row,) = data(client, f"/dispatch/open?period={PERIOD}")["indicators"]
    assert (row["key"], row["reporter"], row["places"]) == ("sewage.urban_rate", "", ["某市 2020Q4"])
    assert "尚无" in client.get(f"/dispatch/open?period={PERIOD}").content.decode()
    given = {"period": PERIOD, "plan": "2021", "reporter-sewage.urban_rate": OWN}
    assert client.post("/dispatch/open", given).status_code == 302
    assert sheet(PERIOD, OWN, AS_OF).lines("figures")[0]["indicator"] == "sewage.urban_rate"


def test_without_a_lake_only_tasks_are_asked_for(visit):
    client = visit(HEAD)
    settings.LAKE = None
    assert "没有指明数据湖" in client.get(f"/dispatch/open?period={PERIOD}").content.decode()


def test_months_and_sheets_are_counted_by_state(visit, handed):
    (row,) = data(visit(LEADER), "/dispatch/")["rows"]
    assert (row["period"], {one["state"]: one["count"] for one in row["states"]}) == (
        PERIOD,
        {"asked": 3, "submitted": 1},
    )
    said = data(visit(LEADER), f"/dispatch/{PERIOD}/")
    assert {row["unit"] for row in said["rows"]} == {OWN, "市城管局", OTHER, "市生态环境局"}
    assert {row["unit"]: row["state"] for row in said["rows"]}[OWN] == "submitted"
    assert len(data(visit(LEADER), f"/dispatch/{PERIOD}/?state=submitted")["rows"]) == 1
    assert counts(PERIOD, AS_OF) == {"asked": 3, "submitted": 1}
    assert "还没有开展调度" in visit(LEADER).get("/dispatch/2021-02/").content.decode()


def test_who_is_late_is_named(visit, handed):
    client = visit(LEADER)
    settings.AS_OF = date(2021, 3, 1)
    said = data(client, f"/dispatch/{PERIOD}/?late=1")
    assert sorted(said["late"]) == sorted(row["unit"] for row in said["rows"])
    assert OWN not in said["late"]
    assert len(said["late"]) == 3
    assert "逾期" in client.get(f"/dispatch/{PERIOD}/").content.decode()


def test_a_liaison_sees_the_own_sheet_and_no_other(visit, opened):
    client = visit(LIAISON)
    said = data(client, f"/dispatch/{PERIOD}/")
    assert ([row["unit"] for row in said["rows"]], said["total"], said["may_lock"]) == ([OWN], 4, False)
    assert client.get(SHEET).status_code == 200
    for address in (
        f"/dispatch/{PERIOD}/of/{OTHER}",
        f"/dispatch/{PERIOD}/form/{OTHER}",
        f"/dispatch/{PERIOD}/of/没有",
    ):
        assert client.get(address).status_code == 404
    assert client.get("/dispatch/open").status_code == 404
    count = Record.objects.count()
    assert client.post(f"/dispatch/{PERIOD}/submit/{OTHER}", FILLED).status_code == 404
    assert does(client, "accept").status_code == does(client, "return", reason="x").status_code == 404
    assert client.post(f"/dispatch/{PERIOD}/lock").status_code == 404
    assert client.get(f"/dispatch/{PERIOD}/amend/{OWN}?table=tasks&line=0").status_code == 404
    assert visit(LEADER).post(f"/dispatch/{PERIOD}/submit/{OWN}", FILLED).status_code == 404
    assert visit(HEAD).get(f"/dispatch/{PERIOD}/of/没有").status_code == 404
    assert does(visit(HEAD), "lock").status_code == 404, "the address reaches no other action"
    assert Record.objects.count() == count


def test_the_form_asks_for_every_line_and_shows_what_was_said_last(visit, opened):
    said = data(visit(LIAISON), SHEET)
    assert said["may_fill"] is True
    assert (said["lines"]["tasks"][0]["asked"]["heading"], list(fields(said))) == (
        "修管网", ["progress", "percent", "claim", "problems", "next_step", "evidence"],
    )  # fmt: skip
    assert list(fields(said, "figures")) == ["numerator", "denominator", "document", "dated", "why_not"]
    html = visit(LIAISON).get(SHEET).content.decode()
    for name in FILLED:
        assert f'name="{name}"' in html
        assert f'for="{name}"' in html
    assert data(visit(HEAD), SHEET)["may_fill"] is False


def test_a_sheet_is_handed_in_from_the_browser(visit, handed):
    found = sheet(PERIOD, OWN, AS_OF)
    assert found.entry.state == "submitted"
    assert found.lines("tasks")[0]["progress"] == "完成3公里"
    assert found.lines("figures")[0]["numerator"] == "95.200000"
    said = data(visit(LIAISON), SHEET)
    assert (said["may_fill"], said["lines"]["figures"][0]["figure"]) == (False, "95.200000/100.000000")
    assert "已报待审" in visit(LIAISON).get(SHEET).content.decode()
    assert [line["progress"] for sheet, line in lines_by_task("2021")["K-三(一)1"] if sheet.unit == OWN] == [
        "完成3公里"
    ]


def test_mistakes_stand_at_their_lines_and_nothing_that_was_typed_is_lost(visit, opened):
    client = visit(LIAISON)
    wrong = {
        "tasks-0-percent": "140", "tasks-0-claim": "done", "tasks-0-evidence": "没有这件、2021 旧件",
        "figures-0-numerator": "101",
        "tasks-0-problems": "<script>alert(1)</script>",
    }  # fmt: skip
    refused = hands(client, **wrong)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "完成3公里" in html
    assert "aria-invalid" in html
    said = client.post(f"/dispatch/{PERIOD}/submit/{OWN}?format=json", {**FILLED, **wrong}).json()["data"]
    assert (said["problem"]["code"], said["mistakes"]) == ("EVA060", 3)
    own, figure = fields(said), fields(said, "figures")
    assert [one["code"] for one in own["percent"]["wrong"]] == ["EVA067"]
    assert [one["code"] for one in own["evidence"]["wrong"]] == ["EVA062"]
    assert [one["code"] for one in figure["numerator"]["wrong"]] == ["OBS044"]
    assert own["evidence"]["value"] == ["没有这件", "2021 旧件"]
    assert (own["percent"]["value"], figure["document"]["value"]) == ("140", "四季度表")
    assert state() == "asked"


def test_evidence_that_was_brought_meanwhile_is_listed_anew_without_loss(visit, opened, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("a")
    given = {
        "key": "2021-01 市住建局 1",
        "kind": "proof",
        "title": "竣工照片",
        "dated": "2021-02-01",
        "file": str(path),
    }
    perform("evidence.add", given, call(LIAISON))
    client = visit(LIAISON)
    again = hands(client, again="1")
    assert again.status_code == 200
    assert "完成3公里" in again.content.decode()
    assert "竣工照片" in again.content.decode()
    assert state() == "asked"
    assert hands(client, **{"tasks-0-claim": "done", "tasks-0-evidence": given["key"]}).status_code == 302
    assert sheet(PERIOD, OWN, AS_OF).lines("tasks")[0]["evidence"] == [given["key"]]


def test_somebody_was_quicker_and_the_words_are_still_there(visit, opened):
    client = visit(LIAISON)
    hands(client)
    refused = hands(client, version="1", **{"tasks-0-progress": "完成5公里"})
    assert (refused.status_code, "OPS011" in refused.content.decode()) == (409, True)
    assert "完成5公里" in refused.content.decode()


def excel(client, **typed):
    said = client.get(f"/dispatch/{PERIOD}/form/{OWN}")
    assert said["Content-Disposition"].startswith("attachment;")
    book = load_workbook(io.BytesIO(said.content))
    heads = {(page.title, cell.value): cell.column for page in book for cell in page[2]}
    for name, value in typed.items():
        page, _, head = name.partition("_")
        book[page].cell(4, heads[page, head]).value = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def brings(client, content, name="form.xlsx", address=""):
    return client.post(f"/dispatch/{PERIOD}/upload/{OWN}{address}", {"file": SimpleUploadedFile(name, content)})


NUMBERS = {"数据_分子": 95.2, "数据_分母": 100, "数据_依据文件": "四季度表", "数据_文件日期": date(2021, 1, 8)}


def test_a_filled_excel_form_is_handed_in(visit, opened):
    client = visit(LIAISON)
    answered = brings(client, excel(client, 任务_进展情况="完成3公里", 任务_是否完成="推进中", **NUMBERS))
    assert answered.status_code == 302
    assert sheet(PERIOD, OWN, AS_OF).lines("tasks")[0]["progress"] == "完成3公里"


def test_the_mistakes_of_an_excel_form_can_be_mended_in_the_page(visit, opened):
    client = visit(LIAISON)
    content = excel(client, 任务_进展情况="完成3公里", 任务_是否完成="已完成", **{**NUMBERS, "数据_分子": "约95"})
    said = brings(client, content, address="?format=json").json()["data"]
    assert (said["problem"]["code"], said["mistakes"]) == ("EVA060", 2)
    own, figure = fields(said), fields(said, "figures")
    assert (own["progress"]["value"], own["claim"]["value"]) == ("完成3公里", "done")
    assert (figure["numerator"]["value"], figure["dated"]["value"]) == ("约95", "2021-01-08")
    assert own["evidence"]["wrong"][0]["where"] == "form.xlsx 任务!O4"
    assert figure["numerator"]["wrong"]
    assert state() == "asked"


@pytest.mark.parametrize(("name", "content", "code"), [
    ("form.xlsx", b"%PDF-1.7", "WEB033"), ("form.xlsm", b"PK\x03\x04", "WEB033"), ("form.xlsx", b"", "WEB031"),
    ("form.xlsx", bytes(5 * 1024 * 1024 + 1), "WEB032"),
])  # fmt: skip
def test_what_is_no_form_is_refused_by_its_code(visit, opened, name, content, code):
    refused = brings(visit(LIAISON), content, name)
    assert (refused.status_code, code in refused.content.decode()) == (422, True)


def test_what_begins_like_a_formula_leaves_the_desk_as_text(visit, opened):
    client = visit(LIAISON)
    assert hands(client, **{"tasks-0-progress": '=HYPERLINK("x")', "tasks-0-problems": "甲\x0b乙"}).status_code == 302
    book = load_workbook(io.BytesIO(excel(client)))
    cell = next(one for one in book["任务"][4] if str(one.value).startswith("="))
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")', "s")
    assert "甲乙" in [one.value for one in book["任务"][4]]


def test_a_long_sheet_comes_in_parts_to_its_readers_and_whole_to_its_unit(visit, opened, monkeypatch):
    monkeypatch.setattr(
        "qingshan.web.dispatch.views.part_of", lambda request, rows: (rows[:0], {"part": 1, "parts": 1})
    )
    assert data(visit(LEADER), SHEET)["total"] == {"tasks": 1, "figures": 1}
    assert data(visit(LEADER), SHEET)["lines"]["tasks"] == []
    assert len(data(visit(LIAISON), SHEET)["lines"]["tasks"]) == 1


def test_another_workbook_is_not_the_form(visit, opened):
    from openpyxl import Workbook

    made = io.BytesIO()
    Workbook().save(made)
    assert "OPS036" in brings(visit(LIAISON), made.getvalue()).content.decode()


def test_a_returned_sheet_shows_why_and_is_filled_again(visit, handed):
    client = visit(HEAD)
    assert data(client, SHEET)["reviews"] == ["accept", "return"]
    assert "LED011" in does(client, "return").content.decode()
    assert does(client, "return", reason="与现场<b>不符</b>", version="2").status_code == 302
    html = visit(LIAISON).get(SHEET).content.decode()
    assert "与现场&lt;b&gt;不符" in html
    assert fields(data(visit(LIAISON), SHEET))["progress"]["value"] == "完成3公里"
    assert hands(visit(LIAISON)).status_code == 302
    assert state() == "resubmitted"


def test_the_coordinator_extends_and_accepts_the_version_that_was_looked_at(visit, opened):
    client = visit(HEAD)
    given = {"until": "2021-03-10", "reason": "汛情", "document": "通知"}
    assert does(client, "extend", **given).status_code == 302
    (due,) = data(client, SHEET)["dues"]
    assert (due["due_state"], due["last_day"]) == ("extended", "2021-03-10")
    assert "OPS008" in does(client, "extend", **{**given, "until": ""}).content.decode()
    hands(visit(LIAISON))
    stale = does(client, "accept", version="1")
    assert (stale.status_code, "OPS011" in stale.content.decode()) == (409, True)
    assert does(client, "accept", version="3").status_code == 302
    assert state() == "accepted"
    assert data(client, SHEET)["history"][0]["label"]["zh"] == "审核通过"


def locks(client, tmp_path, **more):
    path = tmp_path / "b.txt"
    path.write_text("b")
    given = {"key": "通报1", "kind": "bulletin", "title": "一月通报", "dated": "2021-02-10", "file": str(path)}
    perform("evidence.add", given, call())
    return client.post(f"/dispatch/{PERIOD}/lock", {"evidence": "通报1", **more})


def test_a_month_is_locked_with_its_bulletin_and_amended_by_a_document(visit, handed, tmp_path):
    client = visit(HEAD)
    does(client, "accept")
    assert "OPS032" in locks(client, tmp_path).content.decode()
    assert [one["key"] for one in data(client, f"/dispatch/{PERIOD}/")["bulletins"]] == ["通报1"]
    early = {"evidence": "通报1", "early": "1", "reason": "提前上会"}
    assert client.post(f"/dispatch/{PERIOD}/lock", early).status_code == 302
    assert counts(PERIOD, AS_OF) == {"locked": 1, "missed": 3}
    assert data(client, f"/dispatch/{PERIOD}/")["may_lock"] is False
    form = f"/dispatch/{PERIOD}/amend/{OWN}?table=figures&line=0"
    assert 'value="95.200000"' in client.get(form).content.decode()
    new = {
        "figures-0-numerator": "95.1",
        "figures-0-denominator": "100",
        "figures-0-document": "更正表",
        "figures-0-dated": "2021-02-01",
    }
    refused = client.post(form, {**new, "reason": "笔误"})
    assert (refused.status_code, "LED012" in refused.content.decode()) == (422, True)
    assert 'value="95.1"' in refused.content.decode()
    assert 'value="笔误"' in refused.content.decode()
    wrong = client.post(
        f"{form}&format=json", {**new, "figures-0-numerator": "多", "reason": "笔误", "document": "函"}
    ).json()
    assert {one["name"]: bool(one["wrong"]) for one in wrong["data"]["line"]["fields"]}["numerator"] is True
    assert client.post(form, {**new, "reason": "笔误", "document": "更正函"})["Location"].startswith("/dispatch/")
    assert sheet(PERIOD, OWN, AS_OF).lines("figures")[0]["numerator"] == "95.100000"
    assert "更正函" in client.get(SHEET).content.decode()
    for place in ("table=tasks&line=9", "table=x&line=0", "table=tasks&line=a"):
        assert client.get(f"/dispatch/{PERIOD}/amend/{OWN}?{place}").status_code == 404


def test_a_sheet_of_an_old_name_is_the_units_own_still(visit, opened):
    perform("unit.enter", {"name": OWN}, call(HEAD, date(2021, 1, 1)))
    perform("unit.rename", {"unit": OWN, "to": "市住建委"}, call(HEAD, AS_OF))
    perform("people.enter", {"name": "新联络", "unit": "市住建委", "roles": ["liaison"]}, call())
    User.objects.create(username="新联络")
    client = visit(Actor("新联络", "市住建委"))
    assert [row["unit"] for row in data(client, f"/dispatch/{PERIOD}/")["rows"]] == [OWN]
    assert hands(client).status_code == 302


def test_every_state_of_a_sheet_and_of_its_deadlines_has_a_look():
    assert LOOKS.keys() == ledger(LEDGER).states.keys()
    assert {*LOOKS.values(), *OF_DUES.values()} <= STATES.keys()
    assert OF_DUES.keys() <= LABELS.keys()


@pytest.mark.parametrize(("address", "most"), [
    ("/dispatch/", 7), (f"/dispatch/{PERIOD}/", 11), (SHEET, 13), ("/dispatch/open?period=2021-02", 16),
])  # fmt: skip
def test_a_page_asks_the_database_only_so_often(visit, handed, address, most):
    client = visit(HEAD)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= most, "\n".join(one["sql"][:120] for one in asked)
