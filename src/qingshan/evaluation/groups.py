"""Which area groups a target is judged in, and which sites speak for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from qingshan.evaluation.indicator import Indicator
from qingshan.kernel.places import Membership
from qingshan.plans.ir import Plan, Target

SPEAKING = ("assessment", "local")
"""Roles whose sites enter an area's value; a background site speaks only where a person declared it local."""
WHOLE_AREA = ("全市", "全区", "全县", "全省", "全域", "本市")
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Group:
    """Areas judged as one. ``key`` is how results name it; ``names`` are the areas whose data it takes.

    ``controls`` are the levels of sections a sentence names (国控, 省控 …); empty means all of them.
    """

    key: str
    names: tuple[str, ...]
    controls: tuple[str, ...] = ()

    def members(self, memberships: Iterable[Membership]) -> list[Membership]:
        """The memberships that speak for the group, one a site and span of days."""
        speaking = [m for m in memberships if m.area in self.names and m.role in SPEAKING]
        return list({(m.site, m.since, m.until): m for m in speaking}.values())


def groups_of(target: Target, plan: Plan, known: Mapping[str, Indicator]) -> list[Group]:
    """The area groups a target is judged in: its areas as one, each on its own, or the document's area.

    An indicator by object is judged for what its sentence names (a list of problems), within the document's area.
    """
    indicator = known.get(target.indicator.key or "")
    controls = () if indicator is None else indicator.controls(target.quote)
    whole = plan.document.area or ""
    if indicator is not None and indicator.by_object:
        return [Group(target.indicator.name, (target.indicator.name,))]
    names = [whole if name in WHOLE_AREA and whole else name for name in target.scope.areas]
    if not names:
        return [Group(whole or WHOLE_AREA[0], (whole,) if whole else (), controls)]
    if target.scope.how == "each":
        return [Group(name, (name,), controls) for name in names]
    return [Group("、".join(names), (*names, *target.scope.members), controls)]


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
