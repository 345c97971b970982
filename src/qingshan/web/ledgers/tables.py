"""A ledger as Excel: what is on the list written out, and a filled table taken in with every mistake by its cell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header

from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.ledgers.ledger import OPEN, Ledger
from qingshan.operations import problems
from qingshan.operations.ledger.importing import Account, import_table
from qingshan.operations.ledger.queries import entries
from qingshan.operations.ledger.sheet import write
from qingshan.web.errors import UNPROCESSABLE
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.ledgers.acting import FORM, allowed
from qingshan.web.ledgers.forms import day_of
from qingshan.web.ledgers.lists import ASKED, chosen, known, named, questions
from qingshan.web.ledgers.register import register
from qingshan.web.ledgers.saying import said_problem
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.visitor import Visit
from qingshan.web.writing import call

TITLE = Text("导入{ledger}", "Import: {ledger}")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIX = ".xlsx"
MEGABYTE = 1024 * 1024
LARGEST, UNPACKED = 10, 100
"""Megabytes of a file that is taken, and of what it may unpack to."""
LONGEST_NAME = 60
"""Characters of a file's name that are kept, counted from its end; a folder takes 255 bytes."""
SMALL_ENOUGH = Text(
    "不超过 {most} MB、解开后不超过 {unpacked} MB 的 .xlsx 文件",
    "an .xlsx file of at most {most} MB, {unpacked} MB unpacked",
)
A_FILE = Text("一个 .xlsx 工作簿", "an .xlsx workbook")


@page(may=SIGNED_IN, told=Told(Text("台账导出（Excel）", "A ledger as a workbook"), ASKED, media=EXCEL))
def written_out(request: Visit, ledger: str) -> HttpResponseBase:
    """The entries of the list in its order, under the column heads in use. OPS038 when a cell cannot hold a table."""
    assert request.who is not None
    declared, rows = known(ledger), register()
    wanted = chosen(rows.of(ledger).values(), questions(request), request.who)
    whole = {entry.key: entry for entry in entries(rows.day, ledger)} if wanted else {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        write(path, declared, (whole[row.key] for row in wanted if row.key in whole))
        answered = HttpResponse(path.read_bytes(), content_type=EXCEL)
    name = f"{declared.label.zh} {rows.day}{SUFFIX}"
    answered.headers["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    return answered


@page(may=SIGNED_IN, methods=FORM, told=Told(Text("台账导入", "Import into a ledger")))
def taken_in(request: Visit, ledger: str) -> Page | HttpResponseBase:
    """Open an entry for each new row of a table; with one mistake none is opened."""
    declared = allowed(request, ledger, OPEN)
    account: Account | None = None
    mistakes: list[Problem] = []
    if request.method == "POST":
        try:
            with arrived(request.FILES.get("table")) as path:
                account = import_table(path, ledger, call(request, day_of(request.POST) or working_day()))
            mistakes = list(account.mistakes)
        except Problem as problem:
            mistakes = [problem]
    data = {
        "ledger": named(declared),
        "day": working_day(),
        "columns": columns(declared),
        "account": None if account is None else _told(account),
        "mistakes": [said_problem(one) for one in mistakes],
        "list": reverse("ledger", kwargs={"ledger": ledger}),
    }
    status = UNPROCESSABLE if mistakes else 200
    return Page("ledgers/import.html", TITLE.filled(ledger=declared.label), data, status=status)


def columns(ledger: Ledger) -> list[dict[str, Any]]:
    """The heads a table may have; the first word is the one written."""
    needed = {key for key, field in ledger.fields.items() if field.required} | {"key"}
    return [{"heads": list(heads), "required": key in needed} for key, heads in ledger.columns.items()]


def _told(account: Account) -> dict[str, int]:
    return {"read": account.read, "opened": account.opened, "unchanged": account.unchanged}


@contextmanager
def arrived(file: UploadedFile[Any] | None) -> Iterator[Path]:
    """A file that was sent, under its own name, while it is read. OPS020 for none, or one that is too large."""
    if file is None or not file.name:
        raise problems.NO_TABLE.at("table", "", expected=A_FILE)
    name = Path(file.name).name[-LONGEST_NAME:]
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        if (file.size or 0) <= LARGEST * MEGABYTE:
            with path.open("wb") as kept:
                kept.writelines(file.chunks())
        if not path.exists() or unpacked(path) > UNPACKED * MEGABYTE:
            raise problems.NO_TABLE.at(name, file.size, expected=SMALL_ENOUGH.filled(most=LARGEST, unpacked=UNPACKED))
        yield path


def unpacked(path: Path) -> int:
    """What a workbook unpacks to, in bytes, as its directory says; reading stops there. OPS020 for no workbook."""
    try:
        with ZipFile(path) as packed:
            return sum(one.file_size for one in packed.infolist())
    except (BadZipFile, ValueError, OSError) as error:
        raise problems.NO_TABLE.at(path.name, error, expected=A_FILE) from error
