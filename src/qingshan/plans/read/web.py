"""Web pages as saved: the text of the body, one line for each block, without scripts, styles and menus."""

from __future__ import annotations

from lxml import etree, html

from qingshan.plans import problems
from qingshan.plans.read import plain

ENDINGS = (".html", ".htm")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "tr",
        "br",
        "table",
        "section",
        "article",
        "header",
        "title",
        "dd",
        "dt",
    ]
)
_DROPPED = frozenset(["script", "style", "nav", "footer", "noscript", "select", "button", "form", "head"])


def text_of(data: bytes, where: str) -> str:
    """The text; PLN005 when nothing in the file is a page."""
    try:
        page = html.document_fromstring(plain.text_of(_without_declaration(data), where))
    except (etree.ParserError, ValueError) as error:
        raise problems.DAMAGED.at(where, error, ending="html") from error
    pieces: list[str] = []
    _collect(page, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _without_declaration(data: bytes) -> bytes:
    """Lxml refuses a decoded text that still declares its encoding."""
    return data.partition(b"?>")[2] if data.lstrip().startswith(b"<?xml") else data


def _collect(element: html.HtmlElement, pieces: list[str]) -> None:
    if isinstance(element.tag, str) and element.tag not in _DROPPED:
        edge = "\n" if element.tag in _BLOCKS else "  " if element.tag in ("td", "th") else ""
        pieces.append(edge + (element.text or "").replace("\n", " "))
        for child in element:
            _collect(child, pieces)
        pieces.append(edge)
    pieces.append((element.tail or "").replace("\n", " "))
