"""Plain text and Markdown: UTF-8 with or without its mark, UTF-16 with it, else GB18030."""

from __future__ import annotations

import codecs
import unicodedata

from qingshan.plans import problems

ENDINGS = (".txt", ".md")


def text_of(data: bytes, where: str) -> str:
    """The text; PLN003 when no encoding gives one without control characters."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(unicodedata.category(char) in ("Cc", "Cn", "Co") and char not in "\t\r\n\f\v" for char in text):
            return text
    raise problems.UNDECODABLE.at(where)
