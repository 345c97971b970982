"""Word documents: paragraphs and tables in the order of the document, a table's cells separated by blanks."""

from __future__ import annotations

import io
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from qingshan.plans import problems

ENDINGS = (".docx",)


def text_of(data: bytes, where: str) -> str:
    """The text, one line for each paragraph and each row; PLN005 when the file does not open."""
    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(document.iter_inner_content())
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise problems.DAMAGED.at(where, error, ending="docx") from error
    lines: list[str] = []
    for block in blocks:
        lines += _rows(block) if isinstance(block, Table) else [block.text]
    return "\n".join(lines)


def _rows(table: Table) -> list[str]:
    """A merged cell is given by python-docx once for each place it covers; once is enough."""
    rows = []
    for row in table.rows:
        cells = [cell.text.replace("\n", "") for place, cell in enumerate(row.cells) if cell not in row.cells[:place]]
        rows.append("  ".join(cells))
    return rows
