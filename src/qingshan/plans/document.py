"""The text of a document as read, and the folded view of it that the grammar works on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its text with LF newlines; every span of a plan counts code points of that text.

    ``format`` is the ending it was read by; ``sha256`` is that of the file's bytes.
    """

    text: str
    format: str
    sha256: str
    name: str = ""
    title: str | None = None

    @property
    def text_sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class View:
    """A folded text for the grammar: one script, one width, no blanks, no reading aids.

    ``at[i]`` is the place in ``source`` of the folded character ``i``, so every span of the view is a
    span of the source.
    """

    text: str
    at: tuple[int, ...]
    source: str

    def span(self, start: int, end: int) -> Span:
        """The source span of a folded span; an empty one stays empty."""
        if end <= start:
            place = self.at[start] if start < len(self.at) else len(self.source)
            return place, place
        return self.at[start], self.at[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        first, last = self.span(start, end)
        return self.source[first:last]
