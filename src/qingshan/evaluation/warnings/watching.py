"""What a kind of watching gives: the signs of one rule in the facts of a day; kinds are found in the watch folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from qingshan.evaluation.warnings.facts import Facts
from qingshan.evaluation.warnings.rule import Rule
from qingshan.kernel import registry
from qingshan.kernel.text import Text

PLACE = "evaluation/warnings/watch"


@dataclass(frozen=True, slots=True)
class Sign:
    """That a rule's condition holds for a subject. ``cause`` is stable from day to day and shared between rules."""

    cause: str
    subject: Text
    value: str
    units: tuple[str, ...] = ()
    due: date | None = None
    said: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Watch:
    """One kind: its name in rules, the part of the facts it needs, and how it finds signs.

    Every text of a rule may use ``subject``, ``value`` and ``threshold``; ``words`` are those it may use besides.
    """

    kind: str
    label: Text
    needs: str
    signs: Callable[[Rule, Facts, date], Iterator[Sign]]
    words: tuple[str, ...] = ()


def watches() -> dict[str, Watch]:
    """Every kind of watching by its name."""
    return _watches(os.environ.get(registry.SETTING, ""))


@lru_cache(maxsize=4)
def _watches(_definition_folders: str) -> dict[str, Watch]:
    return {module.WATCH.kind: module.WATCH for module in registry.modules(PLACE)}
