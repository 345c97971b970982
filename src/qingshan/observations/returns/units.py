"""Units as a department reads and writes them: Chinese words on the form, symbols in the lake."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.standards.quantities import spellings, symbol

NO_UNIT = Text("无量纲", "no unit")
_PER = "/"


def spoken(unit: str) -> Text:
    """A unit in words: 万吨 for ``10⁴ t``, 万吨/亿元 for ``10⁴ t/10⁸ CNY``; in English its symbol."""
    if not unit:
        return NO_UNIT
    parts = [unit] if unit in spellings() else unit.split(_PER)
    return Text(_PER.join(map(_word, parts)), unit)


def is_same(written: str, unit: str) -> bool:
    """Whether a text writes that unit, as its symbol or in any spelling of it."""
    if written in (NO_UNIT.zh, NO_UNIT.en):
        return not unit
    return _PER.join(map(symbol, written.split(_PER))) == unit or symbol(written) == unit


def _word(part: str) -> str:
    """The first spelling of a symbol that is written in Chinese."""
    words = (word for word, meant in spellings().items() if meant == part and "一" <= word[0] <= "鿿")
    return next(words, part) if part != "%" else part
