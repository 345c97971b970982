"""Documents of every format become text; what cannot be read is refused with a way out."""

from __future__ import annotations

import io

import docx
import pypdf
import pytest

from qingshan.kernel.problems import Problem
from qingshan.plans.document import Document
from qingshan.plans.stages.read import document_of, read
from tests.plans.made_up import compiled

TEXT = "2021年甲市工作要点\n\n一、工作目标\n全市森林覆盖率达到30%以上。\n"


FONT = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def _pdf(lines: list[str]) -> bytes:
    """The smallest pdf with a text layer, by hand."""
    show = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
    content = f"BT /F1 12 Tf 72 720 Td {show}ET".encode("ascii")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources " + FONT + b" >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


def _docx() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("2021年甲市工作要点")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "指标", "数值"
    document.add_paragraph("一、工作目标")
    document.add_paragraph("全市森林覆盖率达到30%以上。")
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_each_encoding(encoding):
    assert document_of(TEXT.encode(encoding), "plan.txt").text == TEXT


def test_newlines_become_lf_and_spans_count_that_text():
    document = document_of(TEXT.replace("\n", "\r\n").encode(), "plan.md")
    assert document.text == TEXT
    target = compiled(document.text).targets[0]
    assert document.text[target.start : target.end] == target.quote == "全市森林覆盖率达到30%以上"


def test_word_gives_paragraphs_and_tables_in_their_order():
    text = document_of(_docx(), "plan.docx").text
    assert text.split("\n") == ["2021年甲市工作要点", "指标  数值", "一、工作目标", "全市森林覆盖率达到30%以上。"]
    assert compiled(text).targets[0].value == "30"


def test_a_page_gives_its_blocks_without_scripts_and_menus():
    page = "<html><head><title>x</title><script>var a;</script></head><body><nav>首页</nav><h1>2021年甲市工作要点</h1>"
    page += "<p>一、工作目标</p><div>全市森林<b>覆盖率</b>达到30%以上。</div></body></html>"
    text = document_of(page.encode(), "plan.html").text
    assert text == "2021年甲市工作要点\n一、工作目标\n全市森林覆盖率达到30%以上。"


def test_a_pdf_gives_its_text_layer():
    document = document_of(_pdf(["PM2.5 30%", "2021"]), "plan.pdf")
    assert (document.text, document.format) == ("PM2.5 30%\n2021", "pdf")


def test_the_hashes_are_those_of_the_file_and_of_the_text():
    document = document_of(b"\xef\xbb\xbf" + TEXT.encode(), "plan.txt")
    assert document.sha256 != document.text_sha256 == Document(TEXT, "txt", "").text_sha256


def _blank_pdf() -> bytes:
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("plan.doc", b"\xd0\xcf\x11\xe0", "PLN001"),
        ("plan.wps", b"x", "PLN001"),
        ("plan.ofd", b"PK", "PLN001"),
        ("plan", b"x", "PLN001"),
        ("plan.txt", b"", "PLN002"),
        ("plan.txt", b" \n ", "PLN002"),
        ("plan.html", b"<html><body></body></html>", "PLN002"),
        ("plan.txt", b"\xff\xff\x00\x01", "PLN003"),
        ("plan.txt", b"\x00\x01\x02", "PLN003"),
        ("plan.pdf", _blank_pdf(), "PLN004"),
        ("plan.pdf", b"%PDF-1.4 broken", "PLN005"),
        ("plan.docx", b"PK broken", "PLN005"),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_what_cannot_be_read_is_refused_with_a_way_out(name, data, code):
    with pytest.raises(Problem) as raised:
        document_of(data, name)
    said = raised.value.as_json()
    assert said["code"] == code
    assert "docx" in said["action"]


def test_a_missing_file_is_a_problem_and_no_crash(tmp_path):
    with pytest.raises(Problem) as raised:
        read(tmp_path / "none.txt")
    assert raised.value.code.key == "PLN009"
