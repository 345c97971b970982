"""A person's dated decision: hours are invalid or dusty, or an item of a section is natural background."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

import pyarrow as pa

from qingshan.observations import problems
from qingshan.observations.store.lake import Lake
from qingshan.observations.tables import TABLES

KINDS = ("invalid", "dust", "background")


@dataclass(frozen=True, slots=True)
class Decision:
    """``site`` is a code, or ``*`` for all of ``area``; ``item`` may be ``*``; both hours are inclusive."""

    kind: Literal["invalid", "dust", "background"]
    from_hour: datetime
    to_hour: datetime
    reason: str
    decided_by: str
    site: str = "*"
    area: str = ""
    item: str = "*"
    document: str = ""


def decide(lake: Lake, decision: Decision, known_from: datetime) -> None:
    """Record a decision, known from that moment (UTC). OBS012 when it is incomplete or its hours are out of order."""
    named = decision.site != "*" or bool(decision.area)
    complete = named and bool(decision.reason.strip()) and bool(decision.decided_by.strip())
    if not complete or decision.from_hour > decision.to_hour or decision.kind not in KINDS:
        raise problems.BAD_DECISION.at("observe exclude", str(decision))
    row = asdict(decision) | {"known_from": known_from.replace(tzinfo=None)}
    with lake.writing():
        lake.append("exclusions", pa.Table.from_pylist([row], schema=TABLES["exclusions"].schema))
