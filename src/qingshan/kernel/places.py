"""Areas, monitoring sites and groups of areas; which site speaks for which area, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from qingshan.kernel.periods import Period

Role = Literal["assessment", "background", "local", "stopped"]


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative or functional area: a city, district, development zone, scenic area."""

    key: str
    name: str
    kind: str = "area"
    parent: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A monitoring site (点位). Coordinates are degrees in the datum named, never converted silently."""

    key: str
    name: str
    city: str = ""
    longitude: str | None = None
    latitude: str | None = None
    datum: str = "unknown"
    background: bool = False
    stopped_on: date | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """That a site speaks for an area in an assessment, in a role, between two dates (``until`` inclusive)."""

    site: str
    area: str
    role: Role = "assessment"
    since: date | None = None
    until: date | None = None
    source: str = ""

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def touches(self, period: Period) -> bool:
        """Whether it holds on some day of a period."""
        begun = self.since is None or self.since <= period.end
        return begun and (self.until is None or self.until >= period.start)
