"""Evidence over HTTP: brought with checks on size and content, looked through, taken away, never shown to others."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from qingshan.operations.action import perform
from qingshan.operations.evidence.files import place
from qingshan.operations.evidence.models import EvidenceItem
from qingshan.web.evidence import contents
from qingshan.web.evidence.uploads import plain_name
from tests.web.conftest import HEAD, LEADER, LIAISON, call

PDF = b"%PDF-1.7\n1 0 obj"
PNG = b"\x89PNG\r\n\x1a\n0000"
GIVEN = {"kind": "photo", "title": "现场", "dated": "2021-02-01"}


def workbook():
    made = io.BytesIO()
    Workbook().save(made)
    return made.getvalue()


def packed(*names, size=1):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name in ("[Content_Types].xml", *names):
            file.writestr(name, "0" * size)
    return made.getvalue()


GOOD = {
    "现场 1.pdf": PDF, "a.PNG": PNG, "b.jpeg": b"\xff\xd8\xff\xe0rest", "c.xlsx": workbook(),
    "d.docx": packed("word/document.xml"), "e.txt": "进展".encode(), "f.txt": "进展".encode("gb18030"),
}  # fmt: skip
BAD = {
    "photo.jpg": PDF, "a.exe": b"MZ\x90", "page.html": b"<script>", "a.xlsx": packed("word/document.xml"),
    "b.xlsx": b"PK\x03\x04rest", "c.txt": b"\x00\x01\x02", "d.txt": b"\xff\xff\xff", "e": PDF,
    "f.docx": PDF, "g.svg": b"<svg/>",
}  # fmt: skip


def brings(client, name="a.pdf", content=PDF, address="/evidence/add", **more):
    return client.post(address, {**GIVEN, **more, "file": SimpleUploadedFile(name, content)})


def data(client, address):
    return client.get(address, headers={"Accept": "application/json"}).json()["data"]


@pytest.mark.parametrize("name", GOOD)
def test_what_is_brought_is_kept_by_its_hash_under_its_own_name(visit, name):
    client = visit(LIAISON)
    answered = brings(client, name, GOOD[name], expires="2022-02-01")
    assert answered.status_code == 302
    row = data(client, answered["Location"])["row"]
    assert (row["file"], row["owner"], row["dated"], row["expires"]) == (name, LIAISON.unit, "2021-02-01", "2022-02-01")
    assert row["sha256"] == hashlib.sha256(GOOD[name]).hexdigest()
    assert row["key"] == f"E20210210-{row['sha256'][:8]}"
    assert row["sha256"] in client.get(answered["Location"]).content.decode()


@pytest.mark.parametrize("name", BAD)
def test_content_that_is_not_what_its_name_says_is_refused(visit, name):
    refused = brings(visit(LIAISON), name, BAD[name])
    assert (refused.status_code, "WEB033" in refused.content.decode()) == (422, True)
    assert not EvidenceItem.objects.exists()


def test_too_much_nothing_and_a_zip_bomb_are_refused(visit, monkeypatch):
    client = visit(LIAISON)
    assert "WEB031" in brings(client, content=b"").content.decode()
    assert "WEB031" in client.post("/evidence/add", GIVEN).content.decode()
    assert "WEB032" in brings(client, content=PDF + bytes(20 * contents.MEGABYTE)).content.decode()
    monkeypatch.setattr(contents, "UNPACKED", 1)
    assert "WEB034" in brings(client, "a.xlsx", packed("xl/workbook.xml", size=contents.MEGABYTE)).content.decode()
    assert not EvidenceItem.objects.exists()


def test_a_refusal_keeps_what_was_written(visit):
    refused = brings(visit(LIAISON), title="<i>标题</i>", dated="2021-12-31", key="甲 1")
    html = refused.content.decode()
    assert (refused.status_code, "OPS015" in html) == (422, True)
    assert 'value="&lt;i&gt;标题&lt;/i&gt;"' in html
    assert 'value="甲 1"' in html
    twin = brings(visit(LIAISON), address="/evidence/add?format=json", dated="").json()["data"]
    assert (twin["problem"]["code"], twin["typed"]["title"]) == ("OPS008", "现场")


def test_the_same_content_twice_on_a_day_is_told(visit):
    client = visit(LIAISON)
    brings(client)
    assert "OPS012" in brings(client).content.decode()
    assert EvidenceItem.objects.count() == 1


def test_one_comes_back_to_where_one_was_inside_the_desk_only(visit):
    assert brings(visit(HEAD), next="/dispatch/")["Location"] == "/dispatch/"
    assert brings(visit(HEAD), content=PNG, name="a.png", next="https://evil.example/")["Location"].startswith(
        "/evidence"
    )


def test_content_is_taken_away_never_shown(visit):
    client = visit(LIAISON)
    brings(client, "说明<x>.txt", "进展".encode(), key="2021-01 市住建局 1")
    said = client.get("/evidence/content/2021-01 市住建局 1")
    assert b"".join(said.streaming_content) == "进展".encode()
    assert said["Content-Disposition"].startswith("attachment;")
    assert (said["X-Content-Type-Options"], said["Content-Type"]) == ("nosniff", "application/octet-stream")
    assert said["Cache-Control"] == "private, no-cache"
    row = data(client, "/evidence/of/2021-01 市住建局 1")["row"]
    place(row["sha256"]).write_text("另一份")
    refused = client.get("/evidence/content/2021-01 市住建局 1")
    assert (refused.status_code, "WEB035" in refused.content.decode()) == (422, True)


def test_evidence_of_others_looks_like_none(visit):
    brings(visit(HEAD), key="内部")
    brings(visit(LIAISON), content=PNG, name="a.png", key="本单位")
    client = visit(LIAISON)
    assert [row["key"] for row in data(client, "/evidence/")["rows"]] == ["本单位"]
    for address in ("/evidence/of/内部", "/evidence/content/内部", "/evidence/of/没有"):
        assert client.get(address).status_code == 404
    assert [row["key"] for row in data(visit(LEADER), "/evidence/")["rows"]] == ["内部", "本单位"]
    assert visit(LEADER).get("/evidence/of/本单位").status_code == 200


@pytest.mark.parametrize(("asked", "keys"), [("q=通报", ["二"]), ("kind=photo", ["一"]), ("q=zzz", []), ("q=%25", [])])
def test_the_list_is_filtered(visit, asked, keys):
    client = visit(HEAD)
    brings(client, key="一")
    brings(client, "a.png", PNG, key="二", kind="bulletin", title="调度通报")
    assert [row["key"] for row in data(client, f"/evidence/?{asked}")["rows"]] == keys


def test_names_are_made_plain():
    assert plain_name("..\\..\\a\x00b\n.pdf") == "ab.pdf"
    assert plain_name("/etc/passwd") == "passwd"
    assert plain_name("...") == "_"
    assert len(plain_name("长" * 300 + ".docx").encode()) < 256


def test_the_list_asks_the_database_only_so_often(visit, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("a")
    for number in range(3):
        given = {"key": f"甲{number}", "kind": "photo", "title": "甲", "dated": "2021-02-01", "file": str(path)}
        perform("evidence.add", given, call(HEAD))
    client = visit(LIAISON)
    client.get("/evidence/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/evidence/")
    assert len(asked) <= 7, "\n".join(one["sql"][:120] for one in asked)
