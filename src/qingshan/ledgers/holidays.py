"""The holidays and make-up days China announces for each year, from the package chinesecalendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import chinese_calendar


@dataclass(frozen=True, slots=True)
class China:
    """The announced calendar; None before its first and after its last year."""

    def is_working(self, day: date) -> bool | None:
        return _announced(day)


@lru_cache(maxsize=16384)  # the package looks for its first and last year each time it is asked
def _announced(day: date) -> bool | None:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # so the package says that it does not know a year
        return None


CHINA = China()
