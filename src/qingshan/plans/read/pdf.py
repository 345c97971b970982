"""Pdf files with a text layer; lines that a page's width broke are joined again."""

from __future__ import annotations

import io
import re
from itertools import pairwise

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from qingshan.plans import problems

ENDINGS = (".pdf",)
_PAGE_NUMBER = re.compile(r"\s*[—―–-]*\s*\d{1,3}\s*[—―–-]*\s*")
_NEW_BLOCK = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[((][一二三四五六七八九十\d]+[))]|\d{1,2}[.、.]|第.{1,3}[章节条])"
)
_FULL_LINE = 9, 10
"""A line of at least 9/10 of the longest is taken as broken by the width."""
_SHORTEST_FULL = 20


def text_of(data: bytes, where: str) -> str:
    """The text; PLN004 when no page has any, PLN005 when the file does not open."""
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise problems.DAMAGED.at(where, error, ending="pdf") from error
    lines = [line.strip() for page in pages for line in page.split("\n") if not _PAGE_NUMBER.fullmatch(line)]
    if not any(lines):
        raise problems.SCANNED.at(where)
    return _joined([line for line in lines if line])


def _joined(lines: list[str]) -> str:
    numerator, denominator = _FULL_LINE
    full = max(_SHORTEST_FULL, max(map(len, lines)) * numerator // denominator)
    text = lines[0]
    for before, line in pairwise(lines):
        broken = len(before) >= full and before[-1] not in "。;；:：" and not _NEW_BLOCK.match(line)
        text += ("" if broken else "\n") + line
    return text
