"""Brackets whose kinds do not match, or that never close."""

from __future__ import annotations

from collections.abc import Iterator

OPENING, CLOSING = "([", ")]"


def closing(text: str, opened: int, end: int) -> int | None:
    """Where the bracket opened at a place closes, whatever its kind; None when it does not before ``end``."""
    depth = 0
    for place in range(opened, end):
        if text[place] in OPENING:
            depth += 1
        elif text[place] in CLOSING:
            depth -= 1
            if depth == 0:
                return place
    return None


def brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int | None, int]]:
    """The outermost brackets: where they open, where they close, and the place after all that closes them."""
    place = start
    while place < end:
        if text[place] not in OPENING:
            place += 1
            continue
        closed = closing(text, place, end)
        after = place + 1 if closed is None else closed + 1
        while closed is not None and after < end and text[after] in CLOSING:
            after += 1
        yield place, closed, after
        place = after


def masked(text: str) -> str:
    """A text of the same length in which what stands inside closed brackets is hidden."""
    hidden = list(text)
    for opened, closed, _ in brackets(text, 0, len(text)):
        if closed is not None:
            hidden[opened + 1 : closed] = "□" * (closed - opened - 1)
    return "".join(hidden)
