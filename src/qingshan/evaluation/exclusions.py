"""Hours a person declared invalid or dusty: dated decisions, applied to readings, never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import narwhals as nw
import pyarrow as pa

from qingshan.evaluation.area_days import MEANS
from qingshan.evaluation.columns import Frame
from qingshan.evaluation.concentrations import PARTICLES
from qingshan.evaluation.engines import Engine
from qingshan.kernel.places import Membership

ANY = "*"
KEY = ("site", "item", "hour_end")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One decision: which sites and items lose which hours (both ends inclusive), of what kind, and on whose word."""

    kind: str
    sites: tuple[str, ...]
    items: tuple[str, ...]
    from_hour: datetime
    to_hour: datetime
    reason: str
    document: str
    decided_by: str


def exclusions(
    rows: pa.Table, known_on: datetime | None, standing: Iterable[Membership], sites: Iterable[str]
) -> tuple[Exclusion, ...]:
    """The decisions known at ``known_on`` that touch the sites; dust takes particles only (环办监测〔2016〕120号)."""
    wanted, members = set(sites), list(standing)
    found = []
    for row in rows.to_pylist():
        if known_on is not None and row["known_from"] > known_on:
            continue
        area_sites = {member.site for member in members if member.area == row["area"]} if row["area"] else wanted
        named = area_sites if row["site"] in (ANY, "", None) else {row["site"]}
        every = row["item"] in (ANY, "", None)
        items = tuple(
            item
            for item in ((*MEANS, "o3") if every else (str(row["item"]),))
            if row["kind"] != "dust" or item in PARTICLES
        )
        if touched := tuple(sorted(named & wanted)):
            words = (row["reason"] or "", row["document"] or "", row["decided_by"] or "")
            found.append(Exclusion(row["kind"], touched, items, row["from_hour"], row["to_hour"], *words))
    return tuple(found)


def left_out(readings: Frame, decided: Iterable[Exclusion], kind: str, made: Engine) -> Frame:
    """The readings without the hours of one kind of exclusion; the same frame when there is none."""
    rows = [
        {"site": site, "item": item, "from_hour": one.from_hour, "to_hour": one.to_hour}
        for one in decided
        if one.kind == kind
        for site in one.sites
        for item in one.items
    ]
    if not rows:
        return readings
    spans = made.table(pa.Table.from_pylist(rows))
    covered = readings.join(spans, on=["site", "item"]).filter(
        nw.col("hour_end") >= nw.col("from_hour"), nw.col("hour_end") <= nw.col("to_hour")
    )
    return readings.join(covered.select(*KEY).unique(), on=list(KEY), how="anti")
