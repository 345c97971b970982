"""Which sites speak for an area on a day, as the dated memberships say."""

from __future__ import annotations

from datetime import date, datetime

from qingshan.kernel.places import Membership
from qingshan.observations.store.lake import FAR_FUTURE, Lake, connect

_LATEST = """
SELECT site, area, role, since, until, source FROM declared WHERE known_from <= ?
QUALIFY row_number() OVER (PARTITION BY site, area, since ORDER BY known_from DESC) = 1
ORDER BY area, site, since NULLS FIRST
"""


def memberships(lake: Lake, known_on: datetime | None = None) -> list[Membership]:
    """All memberships as known at ``known_on`` (UTC, naive): the latest word on each site, area and beginning."""
    with connect() as connection:
        lake.all_rows(connection, "memberships").create_view("declared")
        rows = connection.execute(_LATEST, [known_on or FAR_FUTURE]).fetchall()
    return [Membership(*row) for row in rows]


def sites_of(lake: Lake, area: str, day: date, known_on: datetime | None = None) -> list[Membership]:
    """The memberships of an area that hold on a day; empty when no site speaks for it (that is *no site*, no guess)."""
    return [member for member in memberships(lake, known_on) if member.area == area and member.holds(day)]
