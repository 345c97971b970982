"""Which evaluation pages should show now: of the plan in force, the data of the lake, the day the desk works on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from qingshan.kernel.clock import today
from qingshan.observations.store.lake import Lake
from qingshan.observations.tables import TABLES
from qingshan.operations.plan.models import PlanNow
from qingshan.web.evaluations.models import Finished


@dataclass(frozen=True, slots=True)
class Wanted:
    """A plan's year and version, the day, and the version of the data."""

    plan: str
    plan_version: int
    as_of: date
    data: str

    @property
    def key(self) -> dict[str, Any]:
        """The columns by which a finished one is found."""
        said = {"plan": self.plan, "plan_version": self.plan_version, "as_of": self.as_of}
        return {**said, "known_on": "", "data": self.data}

    def is_finished(self) -> bool:
        return Finished.objects.filter(**self.key).exists()


def wanted() -> Wanted | None:
    """None while no plan is in force or no lake is named."""
    plan = PlanNow.objects.order_by("-key").values_list("key", "version").first()
    if plan is None or settings.LAKE is None:
        return None
    return Wanted(*plan, working_day(), data_of(settings.LAKE))


def working_day() -> date:
    """The day the desk works on: the one it was opened with, else today."""
    day: date | None = settings.AS_OF
    return day or today()


def data_of(lake: Path) -> str:
    """What changes with every import: a digest of the versions of all tables of a lake."""
    opened = Lake.open(lake)
    versions = {name: opened.version(name) for name in TABLES}
    return hashlib.sha256(json.dumps([str(lake), versions]).encode()).hexdigest()[:16]


def newest() -> Finished | None:
    """The newest finished evaluation of the plan in force, whatever data it was made on; None when there is none."""
    plan = PlanNow.objects.order_by("-key").values_list("key", flat=True).first()
    return Finished.objects.filter(plan=plan).order_by("-finished_at", "-pk").first()
