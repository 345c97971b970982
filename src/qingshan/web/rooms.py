"""The rooms of the desk: a folder with ``urls.py``, which holds ``urlpatterns`` and may hold ``ROOM`` for the menu.

``SCOPE`` there is what a token needs to read the room; without it that of the rest of the desk.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType
from typing import Any

from django.urls import URLPattern, URLResolver, reverse

from qingshan.kernel.registry import SETTING, folders, load_module
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.web.permissions import Rule
from qingshan.web.scopes import DESK


@dataclass(frozen=True, slots=True)
class Room:
    """A place in the menu: its label, where it stands, who sees it, and the name of the address it opens."""

    label: Text
    order: int
    may: Rule
    opens: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A room as somebody sees it in the menu."""

    label: Text
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a room: its pattern from the root on, its name, its view, what a token needs to read it."""

    room: str
    label: Text
    route: str
    name: str
    view: Any
    scope: str


def addresses() -> Iterator[Address]:
    """Every address of every room; a room without a place in the menu is labelled by its folder."""
    for module in _modules():
        folder = module.__name__.split(".")[-2] if "." in module.__name__ else module.__name__
        room: Room | None = getattr(module, "ROOM", None)
        label, scope = room.label if room else Text(folder, folder), getattr(module, "SCOPE", DESK)
        for route, pattern in _flat(module.urlpatterns, "/"):
            yield Address(folder, label, route, pattern.name or "", pattern.callback, scope)


def scope_of(view: Any) -> str:
    """What a token needs to read what a view shows."""
    return _scopes(os.environ.get(SETTING, "")).get(view, DESK)


def patterns() -> list[URLPattern | URLResolver]:
    """The addresses of every room."""
    return [pattern for module in _modules() for pattern in module.urlpatterns]


def menu(who: Actor | None, path: str) -> list[Entry]:
    """The rooms somebody may see, in their order; the one that holds the path is marked."""
    seen = [(room.label, reverse(room.opens)) for room in _rooms() if room.may.holds(who, None)]
    here = max(
        (address for _, address in seen if path == address or path.startswith(_below(address))), key=len, default=""
    )
    return [Entry(label, address, address == here) for label, address in seen]


def _flat(found: Sequence[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, URLPattern]]:
    for one in found:
        route = f"{before}{one.pattern}"
        if isinstance(one, URLPattern):
            yield route, one
        else:
            yield from _flat(one.url_patterns, route)


@lru_cache(maxsize=4)
def _scopes(_definition_folders: str) -> Mapping[Any, str]:
    return {one.view: one.scope for one in addresses()}


def _below(address: str) -> str:
    """What the addresses of a room begin with; those of the front page with nothing that others begin with."""
    return "//" if address == "/" else f"{address.rstrip('/')}/"


def _rooms() -> Sequence[Room]:
    return sorted((module.ROOM for module in _modules() if hasattr(module, "ROOM")), key=lambda room: room.order)


def _modules() -> Sequence[ModuleType]:
    return _loaded(os.environ.get(SETTING, ""))


@lru_cache(maxsize=4)
def _loaded(_definition_folders: str) -> Sequence[ModuleType]:
    return [load_module(path) for root in folders("web") for path in sorted(root.glob("*/urls.py"))]
