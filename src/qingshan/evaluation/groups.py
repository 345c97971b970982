"""Which sites speak for which areas: from the dated memberships of a lake to the members of an area group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from qingshan.kernel.places import Membership

SPEAKING = ("assessment", "local")
"""Roles whose sites enter an area's value; a background site speaks only where a person declared it local."""
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Group:
    """Areas judged as one. ``key`` is how results name it; ``names`` are the areas whose sites it takes."""

    key: str
    names: tuple[str, ...]

    def members(self, memberships: Iterable[Membership]) -> list[Membership]:
        """The memberships that speak for the group, one a site and span of days."""
        speaking = [m for m in memberships if m.area in self.names and m.role in SPEAKING]
        return list({(m.site, m.since, m.until): m for m in speaking}.values())


def member_table(groups: dict[str, list[Membership]]) -> pa.Table:
    """``site``, ``area`` (the group's key), ``since``, ``until``; open ends become far dates."""
    rows = [
        {"site": m.site, "area": key, "since": m.since or EARLIEST, "until": m.until or LATEST}
        for key, members in groups.items()
        for m in members
    ]
    schema = pa.schema(
        [("site", pa.string()), ("area", pa.string()), ("since", pa.timestamp("us")), ("until", pa.timestamp("us"))]
    )
    columns = {name: [row[name] for row in rows] for name in schema.names}
    days = {name: pa.array(columns[name], pa.date32()).cast(pa.timestamp("us")) for name in ("since", "until")}
    return pa.table({**columns, **days}, schema=schema)
