"""Units under the names they have on a day: institutions are renamed and merged, plans keep the old words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Renaming:
    """That a unit is called something else from a day on; several units with one new name were merged."""

    old: str
    new: str
    since: date
    document: str


def name_on(name: str, day: date, renamings: Iterable[Renaming]) -> str:
    """The name a unit written as ``name`` has on a day; its own where nothing was decided by then.

    >>> moves = [Renaming("市环保局", "市生态环境局", date(2019, 1, 1), "机构改革方案")]
    >>> name_on("市环保局", date(2018, 12, 31), moves), name_on("市环保局", date(2019, 1, 1), moves)
    ('市环保局', '市生态环境局')
    """
    for move in sorted(renamings, key=lambda move: move.since):
        if move.since <= day and move.old == name:
            name = move.new
    return name
