"""Normalise: a folded view of the text, one script and one width, without blanks and reading aids; spans stay true."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import opencc

from qingshan.plans.document import View
from qingshan.plans.phrases import Grammar

_KEPT = frozenset("⅐⅑⅒") | {chr(code) for code in range(0x2460, 0x2500)}
"""Enclosed numerals are headings, not digits."""
_BRACKETS = str.maketrans("〔【〖{〕】〗}", "(((())))".replace("(", "[").replace(")", "]"))
_LOST_POINT = re.compile(r"(?<=\d)[。·](?=\d)|(?<=[Pp][Mm]2)[,、](?=5)")
"""A decimal point that damage has turned into another mark."""
_HAN_YEAR = re.compile(r"二[〇○零O0][一二三四五六七八九〇○零]{2}(?=年)")
_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_BLANK = re.compile(r"[^\S\n]+")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def folded(char: str) -> str:
    """One character in half width and simplified script; itself where folding would change its length."""
    if char < "\x80":
        return char
    if char not in _KEPT:
        wide = unicodedata.normalize("NFKC", char)
        char = wide if len(wide) == 1 else char
    char = char.translate(_BRACKETS)
    simple = str(_converter().convert(char)) if char >= "⺀" else char
    return simple if len(simple) == 1 else char


def fold(text: str) -> str:
    """A text folded character by character; its length is unchanged."""
    return "".join(map(folded, text))


def normalise(text: str, grammar: Grammar) -> View:
    """The view of a text: comment lines at its head, blanks beside Chinese characters and noise are left out."""
    same_length = _HAN_YEAR.sub(_in_digits, _LOST_POINT.sub(".", fold(text)))
    dropped = bytearray(len(text))
    for place in range(_comments_end(text)):
        dropped[place] = 1
    for match in grammar.compile("{noise}").finditer(same_length):
        dropped[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for match in _BLANK.finditer(same_length):
        if not _between_words(same_length, match.start(), match.end()):
            dropped[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    kept = [place for place in range(len(text)) if not dropped[place]]
    return View("".join(same_length[place] for place in kept), tuple(kept), text)


def _in_digits(match: re.Match[str]) -> str:
    """A year in Chinese digits has as many characters as one in figures."""
    return match[0].translate(_DIGITS)


def _between_words(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(before and after) and before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def _comments_end(text: str) -> int:
    """Where the lines ``# source:`` and ``# text:`` at the head of a stored plan end."""
    match = re.match(r"(?:# (?:source|text):[^\n]*(?:\n|$))+", text)
    return match.end() if match else 0
