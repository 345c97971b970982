"""The grammar as data: phrases by kind, read from every YAML file below ``plans/grammar``, ours and the bureau's."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from qingshan.kernel import registry
from qingshan.plans import problems
from qingshan.plans.ir import Comparator, PlanRuleKind, Role

PLACE = "plans/grammar"
_NAMED = re.compile(r"\{([a-z_]+)\}")
Where = Literal["goals", "tasks", "plain", "title"]
Kind = Literal[
    "adverb", "area", "baseline", "bound", "change", "comparator", "count", "date", "group", "indicator_head", "lead",
    "lookalike", "medium", "noise", "opening", "organ", "outcome", "period", "report", "role", "role_title", "rule",
    "section", "state", "stretch", "substance", "unit",
]  # fmt: skip
Section = Literal["goals", "tasks", "general", "closing"]
_MEANINGS: dict[Kind, Any] = {
    "bound": Comparator,
    "change": Comparator,
    "comparator": Comparator,
    "role": Role,
    "role_title": Literal[Role, "none"],
    "rule": PlanRuleKind,
    "section": Section,
    "state": Comparator,
}
"""What phrases of a kind may mean, where that becomes part of a plan."""


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry: literal ``words`` or a regular ``pattern`` over folded text, what it ``means``, and its own test.

    ``{word}`` in the example stands for each word in turn; ``{kind}`` in a pattern for any phrase of that
    kind. ``gives`` lists what the example compiles to, see :mod:`qingshan.plans.examples`.
    """

    example: str
    gives: dict[str, Any]
    words: tuple[str, ...] = ()
    pattern: str = ""
    means: str = ""
    marks: frozenset[str] = frozenset()
    where: Where = "goals"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: Kind
    entries: tuple[Phrase, ...]


@dataclass(frozen=True)
class Grammar:
    """Phrases by kind, with the regular expressions made of them."""

    phrases: dict[str, tuple[Phrase, ...]]
    _made: dict[str, re.Pattern[str]] = field(default_factory=dict, compare=False)

    def of(self, kind: Kind) -> tuple[Phrase, ...]:
        return self.phrases.get(kind, ())

    def any_of(self, kind: Kind, mark: str = "") -> str:
        """A nameless group that matches any phrase of a kind (with a mark), longest words first."""
        entries = [phrase for phrase in self.of(kind) if not mark or mark in phrase.marks]
        words = sorted((word for phrase in entries for word in phrase.words), key=len, reverse=True)
        patterns = [re.sub(r"\(\?P<\w+>", "(?:", self.expand(phrase.pattern)) for phrase in entries if phrase.pattern]
        return "(?:" + "|".join([*patterns, *map(re.escape, words)] or ["(?!)"]) + ")"

    def expand(self, pattern: str) -> str:
        """Replace ``{kind}`` by any phrase of that kind."""
        return _NAMED.sub(lambda match: self.any_of(msgspec.convert(match[1], Kind)), pattern)

    def compile(self, pattern: str) -> re.Pattern[str]:
        """A compiled pattern with its ``{kind}`` places filled; kept, as making one is slow."""
        if pattern not in self._made:
            self._made[pattern] = re.compile(self.expand(pattern))
        return self._made[pattern]

    def find(self, kind: Kind, text: str) -> Phrase | None:
        """The phrase of a kind that a whole text is."""
        for phrase in self.of(kind):
            if text in phrase.words or (phrase.pattern and self.compile(phrase.pattern).fullmatch(text)):
                return phrase
        return None


def grammar() -> Grammar:
    """The grammar of this installation; PLN008 for a file that is not one."""
    paths = registry.files(PLACE, ".yaml")
    return _load(tuple((path, path.stat().st_mtime_ns) for path in paths))


@lru_cache(maxsize=4)
def _load(files: tuple[tuple[Path, int], ...]) -> Grammar:
    found: dict[str, list[Phrase]] = defaultdict(list)
    for path, _ in files:
        read = _read(path)
        found[read.kind] += read.entries
    return Grammar({kind: tuple(entries) for kind, entries in found.items()})


def _read(path: Path) -> _File:
    try:
        read = msgspec.convert(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader), _File)
        for phrase in read.entries:
            msgspec.convert(phrase.means, _MEANINGS.get(read.kind, str))
            msgspec.convert(_NAMED.findall(phrase.pattern), list[Kind])
            re.compile(_NAMED.sub("x", phrase.pattern))
    except (yaml.YAMLError, msgspec.ValidationError, re.error) as error:
        raise problems.BAD_GRAMMAR.at(path.name, error) from error
    return read
