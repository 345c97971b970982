"""Which reader answers for which realm of data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qingshan.evaluation.air import read_air
from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import Indicator
from qingshan.evaluation.record import Asked, Reader, Record
from qingshan.evaluation.returns import read_returns
from qingshan.evaluation.water import read_water
from qingshan.kernel.periods import Period
from qingshan.observations.store.lake import Lake

READERS: Mapping[str, Reader[Any]] = {"air": read_air, "water": read_water, "reported": read_returns}


def read(
    lake: Lake, wanted: Iterable[tuple[Indicator, Group]], period: Period, asked: Asked, *, every: bool = True
) -> dict[str, Record[Any]]:
    """The record of each realm for the pairs of indicator and group that belong to it.

    ``every`` gives a record of the realms nobody asks about too.
    """
    pairs = list(wanted)
    records: dict[str, Record[Any]] = {}
    for realm, reader in READERS.items():
        own = [(indicator, group) for indicator, group in pairs if indicator.realm == realm]
        if own or every:
            groups = list({(group.key, group.controls): group for _, group in own}.values())
            records[realm] = reader(lake, groups, list({one.key: one for one, _ in own}.values()), period, asked)
    return records
