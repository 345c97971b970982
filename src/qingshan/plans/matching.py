"""Matching a document's words to the vocabulary it is handed: indicators by name, units by spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingshan.kernel.vocabulary import IndicatorName, Vocabulary
from qingshan.plans.stages.normalise import fold

_SIGNS = re.compile(r"[\s()（）“”\"'·、,，]")
_BRACKET = re.compile(r"\([^()]*\)")


def _bare(name: str) -> str:
    return _SIGNS.sub("", fold(name))


@dataclass(frozen=True)
class Matcher:
    """Names and spellings, folded; the longest declared name that an indicator contains decides."""

    names: tuple[tuple[str, str], ...]
    declared: dict[str, IndicatorName]
    units: dict[str, str]
    phrases: tuple[tuple[str, str], ...] = ()

    def key(self, name: str, quote: str = "") -> str | None:
        """The key of the indicator a name is, or where no declared name is in it, of the sentence it stands in.

        None when two of equal length are.
        """
        forms = {_bare(name), _bare(_BRACKET.sub("", fold(name)))}
        return self._longest(self.names, forms) or self._longest(self.phrases, {_bare(quote)})

    @staticmethod
    def _longest(known_names: tuple[tuple[str, str], ...], forms: set[str]) -> str | None:
        found = {(len(known), key) for known, key in known_names if any(known in form for form in forms)}
        if not found:
            return None
        longest = max(length for length, _ in found)
        keys = {key for length, key in found if length == longest}
        return keys.pop() if len(keys) == 1 else None

    def unit(self, written: str) -> str | None:
        """The symbol of a unit as written; None when the vocabulary does not hold the spelling."""
        return self.units.get(_bare(written))


def matcher(vocabulary: Vocabulary) -> Matcher:
    """A matcher for a vocabulary."""
    return Matcher(
        tuple((_bare(name), entry.key) for entry in vocabulary.indicators for name in entry.names),
        {entry.key: entry for entry in vocabulary.indicators},
        {_bare(spelling): symbol for spelling, symbol in vocabulary.units.items()},
        tuple((_bare(phrase), entry.key) for entry in vocabulary.indicators for phrase in entry.phrases),
    )
