"""What happens on a day of the year, and the order in which it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from qingshan.demo.office.bureau import Bureau


@dataclass(frozen=True, slots=True)
class Happening:
    """Something people do on a day, through actions."""

    day: date
    run: Callable[[Bureau], object]


def take_place(happenings: Iterable[Happening], bureau: Bureau) -> None:
    """Do everything in the order of days; on one day in the order given."""
    for one in sorted(happenings, key=lambda one: one.day):
        one.run(bureau)
