"""Which editions there are, and which is in force on a day."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from qingshan.kernel import registry
from qingshan.kernel.text import Text
from qingshan.standards import files, problems
from qingshan.standards.edition import Edition, Erratum, Layer
from qingshan.standards.view import Moment, Parameter, Rules

CATALOG = "standards/catalog"

__all__ = ["CATALOG", "Book", "Edition", "Erratum", "Layer", "Moment", "Parameter", "Rules", "book"]


class Book:
    """Every edition found in the catalog folders. A family is read when it is first asked for."""

    def __init__(self) -> None:
        self._files: dict[str, list[Path]] = {}
        for path in registry.files(CATALOG, ".yaml"):
            self._files.setdefault(path.parent.name, []).append(path)
        self._editions: dict[str, tuple[Edition, ...]] = {}
        self._families: dict[str, files.FamilyFile] = {}

    def families(self) -> tuple[str, ...]:
        return tuple(sorted(self._files))

    def title(self, family: str) -> Text:
        return self._family(family).title

    def labels(self, family: str) -> Mapping[str, Text]:
        """The label of every parameter that any edition of the family may hold."""
        return self._family(family).labels

    def editions(self, family: str) -> tuple[Edition, ...]:
        """The editions of a family by effect date; STD002 for no such family, STD004 when two cannot be told apart."""
        if family not in self._editions:
            found = [files.read_edition(path) for path in self._of(family) if files.is_edition(path)]
            self._editions[family] = _chained(family, sorted(found, key=lambda edition: edition.effective))
        return self._editions[family]

    def edition(self, key: str) -> Edition:
        """The edition of a key; STD001 when there is none."""
        family = key.partition(":")[0]
        known = self.editions(family) if family in self._files else ()
        for edition in known:
            if edition.key == key:
                return edition
        names = ", ".join(edition.key for edition in known) or ", ".join(self.families())
        raise problems.UNKNOWN_EDITION.at(key, key, key=key, known=names)

    def in_force(self, family: str, day: date) -> Edition:
        """The edition of a family in force on a day; STD003 before the first one."""
        editions = self.editions(family)
        begun = [edition for edition in editions if edition.effective <= day]
        if not begun:
            first = editions[0].effective if editions else "—"
            raise problems.BEFORE_ANY_EDITION.at(str(day), day, family=family, day=day, first=first)
        return begun[-1]

    def _of(self, family: str) -> list[Path]:
        if family not in self._files:
            raise problems.UNKNOWN_FAMILY.at(family, family, family=family, known=", ".join(self.families()))
        return self._files[family]

    def _family(self, family: str) -> files.FamilyFile:
        if family not in self._families:
            shared = [files.read(path, files.FamilyFile) for path in self._of(family) if path.name == files.FAMILY_FILE]
            if not shared:
                raise problems.BAD_FILE.at(f"{family}/{files.FAMILY_FILE}", "—")
            labels = {key: text for entry in reversed(shared) for key, text in entry.labels.items()}
            self._families[family] = files.FamilyFile(family, shared[0].title, labels)
        return self._families[family]


def _chained(family: str, editions: list[Edition]) -> tuple[Edition, ...]:
    if len({edition.key for edition in editions}) < len(editions) or len(
        {edition.effective for edition in editions}
    ) < len(editions):
        found = ", ".join(f"{edition.key} ({edition.effective})" for edition in editions)
        raise problems.AMBIGUOUS.at(family, found, family=family)
    ends = [edition.effective - timedelta(days=1) for edition in editions[1:]] + [None]
    return tuple(replace(edition, until=end) for edition, end in zip(editions, ends, strict=True))


def book() -> Book:
    """The book of this installation and the definition folders set for it; read once."""
    return _book(os.environ.get(registry.SETTING, ""))


@lru_cache(maxsize=4)
def _book(_definition_folders: str) -> Book:
    return Book()
