"""The plan desk: a document becomes a draft, is corrected, adopted, compared."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import docx
import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.operations.action import perform
from qingshan.operations.log.models import Record
from qingshan.operations.plan.in_force import plan_in_force
from qingshan.operations.plan.queries import plan_version, versions
from qingshan.plans.overlay import load
from qingshan.web import worker
from qingshan.web.plans import documents, drafts
from qingshan.web.plans.models import Draft
from tests.conftest import CI
from tests.web.conftest import HEAD, LEADER, LIAISON, call, small_plan

DEMO = Path(__file__).parents[2] / "src" / "qingshan" / "demo" / "plan.txt"
REAL = Path(__file__).parents[3] / "shared" / "plans" / "yingtan-2021.txt"
TEXT = """2021年甲市工作要点

发布日期:2021年3月15日

一、主要目标
1、甲区细颗粒物(PM2.5)平均浓度控制在34微克/立方米以内,力争达到33微克/立方米;
2、全市居民满意度<script>alert(1)</script>明显提高。

二、重点任务
1、整治道路扬尘。加强洒水保洁。(责任单位:市交通局、市住建局)
2、治理河道。12月底前完成清淤。(责任单位:市交通运输局)
"""
TASK = "K-二1"
JSON = {"Accept": "application/json"}


def bring(client, name="要点.txt", data=TEXT):
    content = data.encode() if isinstance(data, str) else data
    return client.post("/plans/bring", {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def client(visit):
    return visit()


@pytest.fixture
def draft(client):
    """The address of a draft of the small text."""
    return bring(client)["Location"]


def data(client, address):
    return client.get(address, headers=JSON).json()["data"]


def decide(client, draft, do, record, **fields):
    form = {"do": do, "record": record, "version": data(client, draft)["draft"]["version"], "reason": "核对", **fields}
    return client.post(f"{draft}/decide", form)


def by_id(rows):
    return {row["id"]: row for row in rows}


def first_target(client, draft):
    return data(client, draft)["targets"][0]["id"]


def fields_of(client, draft, record, **changed):
    """What the form of a record would send, but for some fields."""
    form = data(client, f"{draft}/records/{record}")["form"]
    sent = {name: value or "" for name, value in form.items() if not isinstance(value, (list, bool))}
    return {**sent, **changed}


def test_a_document_becomes_a_draft_with_its_text_beside_the_records(client, draft):
    said = data(client, draft)
    assert said["targets"][0]["indicator"]["zh"] == "细颗粒物（PM2.5）平均浓度"
    assert (said["targets"][0]["must"]["zh"], said["targets"][0]["stretch"]["zh"]) == ("≤ 34 微克/立方米", "≤ 33")
    assert [[unit["name"] for unit in row["units"]] for row in said["tasks"]] == [
        ["市交通局", "市住建局"],
        ["市交通运输局"],
    ]
    assert "\n".join("".join(piece["text"] for piece in line) for line in said["lines"]) == TEXT
    page = client.get(draft).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_every_record_is_found_on_both_sides(client, draft):
    said = data(client, draft)
    page = client.get(draft).content.decode()
    opened = {ref for line in said["lines"] for piece in line for ref in piece["opens"]}
    for row in (*said["targets"], *said["tasks"]):
        assert row["id"] in opened
        assert f'id="is-{row["id"]}"' in page
        assert f'id="at-{row["id"]}"' in page
    pieces = [piece for line in said["lines"] for piece in line]
    assert {"target", "indicator", "area"} <= {kind for piece in pieces for kind in piece["kinds"]}
    unit = next(piece for piece in pieces if piece["text"] == "市住建局")
    assert (unit["kinds"], unit["refs"]) == (["body", "unit"], [TASK])


def test_the_same_content_is_one_draft_and_keeps_its_decisions(client, draft):
    decide(client, draft, "accept", TASK)
    assert bring(client, "另一个名字.txt")["Location"] == draft
    assert data(client, draft)["draft"]["name"] == "要点.txt"
    assert len(data(client, draft)["decisions"]) == 1
    kept = Draft.objects.get()
    assert documents.place(kept.sha256).read_bytes() == TEXT.encode()


def test_a_word_document_is_read(client):
    made, stream = docx.Document(), io.BytesIO()
    for line in TEXT.split("\n"):
        made.add_paragraph(line.replace("<", "").replace(">", ""))
    made.save(stream)
    assert len(data(client, bring(client, "要点.docx", stream.getvalue())["Location"])["tasks"]) == 2


def packed(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


@pytest.mark.parametrize(("name", "content", "code"), [
    ("要点.exe", b"MZ", "PLN001"),
    ("要点.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "WEB042"),
    ("要点.docx", packed(other_xml="x"), "WEB042"),
    ("要点.txt", packed(word__document_xml="x"), "WEB042"),
    ("要点.txt", b"MZ\0\0binary", "WEB042"),
    ("要点.pdf", "不是 pdf".encode(), "WEB042"),
    ("要点.pdf", b"%PDF-1.7 broken", "PLN005"),
    ("要点.docx", packed(word__document_xml="x"), "PLN005"),
    ("要点.txt", b"  \n", "PLN002"),
    ("要点.txt", "字".encode() * (documents.LONGEST // 2) * 2 + "字字".encode(), "WEB041"),
])  # fmt: skip
def test_what_is_no_plan_is_refused_and_not_kept(client, name, content, code):
    if code == "WEB041":
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(drafts, "QUICK_BYTES", documents.LARGEST)
            refused = bring(client, name, content)
    else:
        refused = bring(client, name, content)
    assert (refused.status_code, code in refused.content.decode()) == (422, True)
    assert not Draft.objects.exists()


def test_an_upload_that_is_missing_or_too_large_or_unpacks_too_large_is_refused(client, monkeypatch):
    assert "WEB040" in client.post("/plans/bring").content.decode()
    bomb = packed(word__document_xml="\0" * 3_000_000)
    monkeypatch.setattr(documents, "UNPACKED", 1_000_000)
    assert "WEB041" in bring(client, "要点.docx", bomb).content.decode()
    monkeypatch.setattr(documents, "LARGEST", 100)
    assert "WEB041" in bring(client).content.decode()


def test_a_name_with_a_folder_or_a_script_is_only_a_name(client):
    address = bring(client, "../../<b>要点.txt")["Location"]
    assert "<b>要点" not in client.get(address).content.decode()
    assert "/" not in data(client, address)["draft"]["name"]


def test_a_long_document_is_compiled_in_the_background(client, monkeypatch):
    monkeypatch.setattr(drafts, "QUICK_TEXT", 10)
    address = bring(client)["Location"]
    assert "正在后台编译" in client.get(address).content.decode()
    assert "WEB046" in client.get(f"{address}/adopt").content.decode()
    assert data(client, "/plans/")["drafts"][0]["state"] == "READY"
    worker.work_off()
    assert len(data(client, address)["tasks"]) == 2
    assert data(client, "/jobs")["rows"][0]["name"]["zh"] == "编译工作要点"


def test_a_document_that_cannot_be_read_in_the_background_says_why(client, monkeypatch):
    monkeypatch.setattr(drafts, "QUICK_BYTES", 1)
    address = bring(client, "要点.pdf", b"%PDF-1.7 broken")["Location"]
    worker.work_off()
    said = data(client, address)
    assert said["draft"]["problem"]["code"] == "PLN005"
    assert "PLN005" in client.get(address).content.decode()
    assert data(client, "/plans/")["drafts"][0]["state"] == "FAILED"


def test_reading_again_keeps_what_was_decided(client, draft):
    decide(client, draft, "accept", TASK)
    assert client.post(f"{draft}/recompile")["Location"] == "/jobs"
    worker.work_off()
    assert by_id(data(client, draft)["tasks"])[TASK]["state"] == "plan_accepted"


def test_accepting_settles_the_questions_of_a_record_and_is_taken_back(client, draft):
    before = data(client, draft)
    assert by_id(before["tasks"])[TASK]["state"] == "plan_note"
    assert unquote(decide(client, draft, "accept", TASK)["Location"]) == f"{draft}#is-{TASK}"
    said = data(client, draft)
    assert by_id(said["tasks"])[TASK]["state"] == "plan_accepted"
    assert said["open"] == before["open"] - 1
    (made,) = said["decisions"]
    assert (made["by"], made["reason"], made["record"]) == (HEAD.name, "核对", TASK)
    client.post(f"{draft}/take-back", {"version": said["draft"]["version"], "entry": made["number"]})
    assert data(client, draft)["decisions"] == []
    assert data(client, draft)["open"] == before["open"]


def test_several_are_accepted_at_once_and_htmx_gets_the_records_alone(client, draft):
    said = data(client, draft)
    records = [row["id"] for row in (*said["targets"], *said["tasks"])]
    form = {"do": "accept", "record": records, "version": 1, "reason": "与原文一致"}
    part = client.post(f"{draft}/decide", form, headers={"HX-Request": "true", "HX-Target": "section#records"})
    assert "<html" not in part.content.decode()
    assert part.content.decode().count('id="is-K-') == 2
    assert len(data(client, draft)["decisions"]) == len(records)
    again = client.post(f"{draft}/decide", {**form, "version": 2})
    assert "WEB044" in again.content.decode()


def test_only_what_differs_is_corrected_and_checked_anew(client, draft):
    key = first_target(client, draft)
    sent = fields_of(client, draft, key, value="200", unit="%", areas="甲区、乙区", key="air.pm25_mean", how="each")
    assert decide(client, draft, "correct", key, **sent).status_code == 302
    said = data(client, draft)
    row = by_id(said["targets"])[key]
    assert (row["must"]["zh"], row["areas"], row["state"]) == ("≤ 200 %", ["甲区", "乙区"], "plan_corrected")
    assert {"PLN108", "PLN105"} & {group["code"] for group in said["questions"]}
    assert {entry["field"]["en"] for entry in said["decisions"][0]["set"]} == {"value", "unit", "scope"}
    same = fields_of(client, draft, key)
    assert "WEB044" in decide(client, draft, "correct", key, **same).content.decode()


@pytest.mark.parametrize("wrong", [
    {"value": "三十四"}, {"key": "air.no_such"}, {"comparator": "≤"}, {"period": "去年"}, {"deadline_on": "12月底"},
    {"stretch_value": "1e"}, {"rule": "other"}, {"band": "nan"},
])  # fmt: skip
def test_a_field_that_cannot_be_read_is_refused(client, draft, wrong):
    key = first_target(client, draft)
    refused = decide(client, draft, "correct", key, **fields_of(client, draft, key, **wrong))
    assert (refused.status_code, "WEB043" in refused.content.decode()) == (422, True)
    assert data(client, draft)["decisions"] == []


def test_deadline_and_wish_of_a_target_are_corrected(client, draft):
    key = first_target(client, draft)
    sent = fields_of(client, draft, key, deadline_on="2021-12-31", deadline_soft="soft", stretch_value="")
    decide(client, draft, "correct", key, **sent)
    row = by_id(data(client, draft)["targets"])[key]
    assert (row["deadline"]["on"], row["deadline"]["soft"], row["stretch"]) == ("2021-12-31", True, None)


def test_units_and_deadlines_of_a_task_are_corrected(client, draft):
    sent = {
        "heading": "整治扬尘",
        "unit_name": ["市交通局", "", "市城管局"], "unit_role": ["lead", "responsible", "support"],
        "due_text": ["年底前", ""], "due_on": ["2021-12-31", ""], "due_soft": ["", ""], "open": "",
    }  # fmt: skip
    decide(client, draft, "correct", TASK, **sent)
    row = by_id(data(client, draft)["tasks"])[TASK]
    assert [(unit["role"]["zh"], unit["name"]) for unit in row["units"]] == [("牵头", "市交通局"), ("配合", "市城管局")]
    assert [one["on"] for one in row["deadlines"]] == ["2021-12-31"]
    assert "PLN110" not in {
        code for one in data(client, f"{draft}/records/{TASK}")["questions"] for code in [one["code"]]
    }
    assert "WEB043" in decide(client, draft, "correct", TASK, **{**sent, "heading": " "}).content.decode()


def test_a_threshold_a_superior_figure_and_a_removal(client, draft):
    first, second = (row["id"] for row in data(client, draft)["targets"][:2])
    assert data(client, f"{draft}/records/{second}")["form"]["is_qualitative"] is True
    assert "WEB043" in decide(client, draft, "threshold", second, comparator=">=", value="").content.decode()
    decide(client, draft, "threshold", second, comparator=">=", value="95", unit="%")
    asked = {"comparator": "<=", "value": "32", "unit": "微克/立方米"}
    assert "WEB045" in decide(client, draft, "supersede", first, **asked).content.decode()
    decide(client, draft, "supersede", first, document="省发〔2021〕8号", **asked)
    rows = by_id(data(client, draft)["targets"])
    assert (rows[second]["must"]["zh"], rows[first]["must"]["zh"]) == ("≥ 95 %", "≤ 32 微克/立方米")
    assert data(client, draft)["decisions"][0]["reason"] == "省发〔2021〕8号：核对"
    assert decide(client, draft, "remove", first)["Location"] == f"{draft}#decisions"
    assert first not in by_id(data(client, draft)["targets"])
    assert decide(client, draft, "accept", first).status_code == 404
    assert decide(client, draft, "nonsense", second).status_code == 404


def test_a_target_is_added_at_its_sentence(client, draft):
    form = data(client, f"{draft}/add?start=0&end=9")["form"]
    assert form["quote"] == TEXT[:9]
    sent = {
        "version": 1, "reason": "漏读", "quote": "加强洒水保洁", "indicator": "洒水率", "path": "二1", "key": "",
        "areas": "甲区",
        "how": "each", "comparator": ">=", "value": "90", "unit": "%", "stretch_value": "", "period": "",
    }  # fmt: skip
    assert "WEB043" in client.post(f"{draft}/add", {**sent, "quote": ""}).content.decode()
    assert client.post(f"{draft}/add", sent)["Location"] == f"{draft}#is-T-add-1"
    said = data(client, draft)
    row = by_id(said["targets"])["T-add-1"]
    assert (row["state"], row["must"]["zh"], row["period"], row["has_place"]) == ("plan_added", "≥ 90 %", "2021", True)
    assert "PLN101" in {group["code"] for group in said["questions"]}
    assert any("T-add-1" in piece["opens"] for line in said["lines"] for piece in line)


def test_alike_units_are_merged_and_the_document_is_corrected(client, draft):
    groups = {group["code"]: group for group in data(client, draft)["questions"]}
    merge = groups["PLN113"]["questions"][0]["merge"]
    assert merge == {"one": "市交通局", "other": "市交通运输局"}
    client.post(f"{draft}/merge", {"version": 1, "units": merge["one"], "into": merge["other"], "reason": "同一单位"})
    assert "PLN113" not in {group["code"] for group in data(client, draft)["questions"]}
    assert (
        "WEB043"
        in client.post(f"{draft}/merge", {"version": 2, "units": "", "into": "甲", "reason": "x"}).content.decode()
    )
    about = {"title": "甲市要点", "issuer": "", "issued_on": "2021-03-15", "period": "2022", "area": "甲市"}
    client.post(f"{draft}/document", {**about, "version": 2, "reason": "改年度"})
    said = data(client, draft)["document"]
    assert (said["title"], said["period"], said["area"], said["issuer"]) == ("甲市要点", "2022", "甲市", None)


def test_decisions_need_a_reason_and_the_version_they_were_looked_at(client, draft):
    assert "WEB045" in decide(client, draft, "accept", TASK, reason=" ").content.decode()
    decide(client, draft, "accept", TASK)
    late = client.post(f"{draft}/decide", {"do": "remove", "record": TASK, "version": 1, "reason": "晚了"})
    assert (late.status_code, "OPS011" in late.content.decode()) == (409, True)
    assert client.post(f"{draft}/take-back", {"version": 1, "entry": 1}).status_code == 409
    assert client.post(f"{draft}/take-back", {"version": "x", "entry": 1}).status_code == 422
    assert len(data(client, draft)["decisions"]) == 1


def test_a_decision_whose_record_is_gone_is_told(client, draft):
    decide(client, draft, "accept", TASK)
    decide(client, draft, "remove", TASK)
    Draft.objects.update(entries=Draft.objects.get().entries[::-1])
    said = data(client, draft)
    assert "PLN121" in {group["code"] for group in said["questions"]}
    assert [one["is_there"] for one in said["decisions"]] == [False, False]


def test_the_decisions_are_a_file_that_the_command_line_reads(client, draft, tmp_path):
    decide(client, draft, "accept", TASK)
    given = client.get(f"{draft}/overlay.yaml")
    assert given["Content-Disposition"].startswith("attachment")
    path = tmp_path / "plan.overlay.yaml"
    path.write_bytes(given.content)
    assert load(path).entries == drafts.entries_of(Draft.objects.get())
    assert yaml.safe_load(given.content)["entries"][0]["do"] == "accept"


def test_decisions_of_a_file_are_read_in_once(client):
    draft = bring(client, "plan.txt", DEMO.read_bytes())["Location"]
    own = DEMO.with_name("overlay.yaml").read_bytes()

    def read_in(content, version):
        file = SimpleUploadedFile("plan.overlay.yaml", content)
        return client.post(f"{draft}/overlay", {"version": version, "file": file})

    assert "WEB040" in client.post(f"{draft}/overlay", {"version": 1}).content.decode()
    assert "PLN007" in read_in(b"entries: [{do: nonsense}]", 1).content.decode()
    assert "WEB041" in read_in(b"#" * (documents.LARGEST_OVERLAY + 1), 1).content.decode()
    assert read_in(own, 1).status_code == 302
    said = data(client, draft)
    assert (len(said["decisions"]), sum(row["state"] == "plan_corrected" for row in said["targets"])) == (6, 6)
    assert "WEB044" in read_in(own, 2).content.decode()


def adopt(client, draft, **more):
    version = data(client, draft)["draft"]["version"]
    return client.post(
        f"{draft}/adopt", {"version": version, "reason": "经会议审定", "document": "甲府〔2021〕1号", **more}
    )


def test_a_corrected_draft_is_adopted_and_becomes_the_version_in_force(client, draft):
    key = first_target(client, draft)
    decide(client, draft, "correct", key, **fields_of(client, draft, key, value="32"))
    shown = data(client, f"{draft}/adopt")
    assert (shown["now"], shown["is_same"], shown["period"]) == (1, False, "2021")
    assert shown["counts"]["task_removed"] > 0
    answered = adopt(client, draft)
    assert answered["Location"] == "/plans/2021"
    record = Record.objects.order_by("-number").first()
    assert (record.action, record.version, record.document) == ("plan.adopt", 2, "甲府〔2021〕1号")
    assert by_id(data(client, "/plans/2021")["targets"])[key]["must"]["zh"] == "≤ 32 微克/立方米"
    assert plan_in_force().targets[0].decisions[0].startswith("correct")
    assert data(client, "/plans/")["drafts"][0]["state"] == "plan_adopted"
    assert data(client, f"{draft}/adopt")["is_same"] is True
    assert "OPS023" in adopt(client, draft).content.decode()


def test_adopting_needs_reason_document_and_the_version_looked_at(client, draft):
    assert "WEB045" in adopt(client, draft, document=" ").content.decode()
    assert "WEB045" in adopt(client, draft, reason="").content.decode()
    assert adopt(client, draft, version="9").status_code == 409
    assert len(versions("2021")) == 1


def test_tasks_with_decisions_are_dropped_only_when_ticked(client, draft):
    perform(
        "task.decide", {"task": "K-三(一)1", "kind": "suspend"}, replace(call(), reason="停工", document="停工通知")
    )
    assert data(client, f"{draft}/adopt")["lost"] == ["K-三(一)1"]
    refused = adopt(client, draft)
    assert (refused.status_code, "OPS024" in refused.content.decode()) == (422, True)
    assert adopt(client, draft, dropping=["K-三(一)1"])["Location"] == "/plans/2021"


def test_versions_are_read_from_the_log_and_compared_field_by_field(client, draft):
    adopt(client, draft)
    assert [one.version for one in versions("2021")] == [2, 1]
    assert plan_version("2021", 1) == small_plan()
    said = data(client, "/plans/2021/compare")
    assert (said["older"]["version"], said["newer"]["version"]) == (1, 2)
    whats = {(one["kind"], one["what"]) for one in said["differences"]}
    assert ("document", "changed") in whats
    assert data(client, "/plans/2021/compare?from=2&to=2")["differences"] == []
    assert data(client, "/plans/2021?version=1")["is_in_force"] is False
    assert data(client, "/plans/2021?version=1")["lines"] is None
    assert data(client, "/plans/2021")["lines"] is not None
    for missing in ("/plans/2031", "/plans/2031/compare", "/plans/2021?version=9", "/plans/2021/compare?from=x"):
        assert client.get(missing).status_code == 404


def test_everybody_reads_the_plan_in_force_and_only_a_coordinator_the_drafts(client, draft, visit):
    adopt(client, draft)
    for who in (LEADER, LIAISON):
        other = visit(who)
        said = data(other, "/plans/2021")
        assert (said["draft"], len(said["tasks"])) == (None, 2)
        assert data(other, "/plans/")["drafts"] == []
        assert "上传" not in other.get("/plans/").content.decode()
        for address in (draft, f"{draft}/adopt", f"{draft}/records/{TASK}", f"{draft}/add", f"{draft}/overlay.yaml"):
            assert other.get(address).status_code == 404
        for address in (
            "/plans/bring",
            f"{draft}/decide",
            f"{draft}/take-back",
            f"{draft}/adopt",
            f"{draft}/recompile",
        ):
            assert other.post(address, {"version": 1}).status_code == 404
    assert data(client, "/plans/2021")["draft"] == Draft.objects.get().pk
    assert client.get("/plans/drafts/99").status_code == 404
    assert client.get(f"{draft}/records/T-none").status_code == 404


@pytest.mark.parametrize("path", [DEMO, REAL], ids=["demo", "yingtan"])
def test_a_whole_plan_is_brought_accepted_and_adopted(client, path):
    if not path.is_file():
        assert not CI, "the folder ../shared is required here"
        pytest.skip("the folder ../shared with real plans is not there")
    address = bring(client, path.name, path.read_bytes())["Location"]
    said = data(client, address)
    assert (len(said["targets"]), len(said["tasks"])) == (31, 30)
    form = {"do": "accept", "version": 1, "reason": "与原文一致", "record": said["clear"]}
    assert client.post(f"{address}/decide", form).status_code == 302
    assert data(client, address)["clear"] == []
    assert adopt(client, address)["Location"] == "/plans/2021"
    assert len(plan_in_force("2021").tasks) == 30


@pytest.mark.parametrize(("address", "most"), [
    ("/plans/", 6), ("/plans/2021", 7), ("/plans/2021/compare", 8), ("{draft}", 6), ("{draft}/adopt", 8),
    ("{draft}/records/K-二1", 6), ("{draft}/add", 6),
])  # fmt: skip
def test_a_page_asks_the_database_only_so_often(client, draft, address, most):
    for number in range(3):
        bring(client, f"{number}.txt", TEXT + f"\n{number}")
    address = address.format(draft=draft)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= most, "\n".join(one["sql"][:120] for one in asked)


def test_drafts_are_paged(client, monkeypatch):
    from qingshan.web.plans import views

    monkeypatch.setattr(views, "SHOWN", 2)
    for number in range(3):
        bring(client, f"{number}.txt", TEXT + f"\n{number}")
    first, second = data(client, "/plans/"), data(client, "/plans/?page=2")
    assert (len(first["drafts"]), first["has_more"], len(second["drafts"]), second["has_more"]) == (2, True, 1, False)


def test_every_page_of_a_draft_is_said_in_english(client, draft):
    client.cookies["qingshan_language"] = "en"
    for address in (
        "/plans/",
        draft,
        f"{draft}/adopt",
        f"{draft}/records/{TASK}",
        f"{draft}/document",
        f"{draft}/merge",
    ):
        page = client.get(address)
        assert page.status_code == 200
        assert '<html lang="en">' in page.content.decode()
