"""What is worked out from the office, kept in memory until a record of the log touches what it rests on."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from django.db import connection

from qingshan.kernel.registry import SETTING
from qingshan.operations.log.chain import Anchor, anchor
from qingshan.operations.log.models import Record

Value = TypeVar("Value")
EMPTY = Anchor(0, b"")


@dataclass(slots=True)
class _Kept(Generic[Value]):
    value: Value
    at: Anchor


@dataclass(slots=True)
class Remembered(Generic[Value]):
    """Values by key that rest on subjects of these kinds whose keys begin so.

    For each office its own; the ``size`` used last are kept. A value is made by one thread while others wait for it. A
    log that was set back or replaced lets nothing stand.
    """

    kinds: tuple[str, ...]
    begins: str = ""
    size: int = 8
    _kept: dict[Hashable, _Kept[Value]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value as it follows from the log now; ``make`` is called where none is kept or something has changed."""
        place = (str(connection.settings_dict["NAME"]), os.environ.get(SETTING, ""), key)
        with self._lock:
            now = anchor() or EMPTY
            found = self._kept.pop(place, None)
            if found is None or not self._stands(found.at, now):
                found = _Kept(make(), now)
            found.at = now
            self._kept[place] = found
            while len(self._kept) > self.size:
                del self._kept[next(iter(self._kept))]
            return found.value

    def _stands(self, then: Anchor, now: Anchor) -> bool:
        if then == now or then.count >= now.count:
            return then == now
        before = Record.objects.filter(number=then.count).values_list("hash", flat=True).first()
        since = Record.objects.filter(number__gt=then.count, number__lte=now.count, kind__in=self.kinds)
        touched = since.filter(key__startswith=self.begins).exists()
        return not touched and (then == EMPTY or (before is not None and bytes(before) == then.hash))
