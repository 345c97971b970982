"""What changed between two views of a family of standards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qingshan.kernel.text import LANGUAGES, Language
from qingshan.standards.view import Parameter, Rules


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that differs: the parameter on either side (None where it is absent), and the entry's two values."""

    key: str
    entry: str
    before: str | None
    after: str | None
    old: Parameter | None
    new: Parameter | None


def changes(before: Rules, after: Rules, language: Language = "zh") -> list[Change]:
    """Entries whose value differs, in the order of the newer edition; what only moved to another clause is left out."""
    old = {parameter.key: parameter for parameter in before.parameters}
    new = {parameter.key: parameter for parameter in after.parameters}
    sides = {key: (old.get(key), new.get(key)) for key in dict.fromkeys([*new, *old])}
    return [change for key, pair in sides.items() for change in _of(key, pair, language)]


def _of(key: str, sides: tuple[Parameter | None, Parameter | None], language: Language) -> Iterator[Change]:
    old, new = sides
    before = {} if old is None else dict(entries(old.value, language))
    after = {} if new is None else dict(entries(new.value, language))
    for entry in dict.fromkeys([*after, *before]):
        if before.get(entry) != after.get(entry):
            yield Change(key, entry, before.get(entry), after.get(entry), old, new)


def entries(value: Any, language: Language = "zh", path: str = "") -> Iterator[tuple[str, str]]:
    """The single values inside a value, each with the path to it; a breakpoint's path ends in its index.

    >>> dict(entries({"pm25_day": [[0, "0"], [50, "35"]]}))
    {'pm25_day 0': '0', 'pm25_day 50': '35'}
    """
    match value:
        case dict() if set(value) == set(LANGUAGES):
            yield path, str(value[language])
        case dict():
            for name, part in value.items():
                yield from entries(part, language, f"{path} {name}".strip())
        case list() if any(isinstance(part, list | dict) for part in value):
            for position, part in enumerate(value, start=1):
                index, rest = _indexed(position, part)
                yield from entries(rest, language, f"{path} {index}".strip())
        case list():
            yield path, ", ".join(_plain(part) for part in value)
        case _:
            yield path, _plain(value)


def _indexed(position: int, part: Any) -> tuple[Any, Any]:
    """A pair of a bare index and a quantity is named by its index, anything else by its place in the list."""
    match part:
        case [int() as index, str() as quantity]:
            return index, quantity
    return position, part


def _plain(value: Any) -> str:
    if value is None:
        return "—"
    return str(value).lower() if isinstance(value, bool) else str(value)
