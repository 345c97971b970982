"""What happens on a day of the year, and the order in which it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from heapq import heapify, heappop, heappush
from itertools import count

from qingshan.demo.office.bureau import Bureau


@dataclass(frozen=True, slots=True)
class Happening:
    """Something people do on a day, through actions; it may give what follows from it, on that day or later ones."""

    day: date
    run: Callable[[Bureau], Iterable[Happening] | None]


def take_place(happenings: Iterable[Happening], bureau: Bureau, until: date) -> None:
    """Do everything up to a day, in the order of days; on one day in the order given."""
    numbers = count()
    waiting = [(one.day, next(numbers), one) for one in happenings]
    heapify(waiting)
    while waiting:
        day, _, one = heappop(waiting)
        if day > until:
            return
        for following in one.run(bureau) or ():
            heappush(waiting, (following.day, next(numbers), following))
