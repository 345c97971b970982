"""One value for each key at a moment of knowledge, on any engine."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import narwhals as nw

Frame = nw.LazyFrame[Any]

_LAST = ("stage", "known_from", "revision")


def known_by(frame: Frame, known_on: datetime) -> Frame:
    """The rows known at that moment (UTC, naive)."""
    return frame.filter(nw.col("known_from") <= nw.lit(known_on))


def resolved(frame: Frame, key: tuple[str, ...]) -> Frame:
    """The row that counts for each key: highest stage, then latest known, then latest revision.

    Keys without a later value pass straight through; only the few with one are ranked.
    """
    names = list(key)
    revised = frame.filter(nw.col("revision") > 0).select(*names).unique()
    single = frame.join(revised, on=names, how="anti")
    several = frame.join(revised, on=names, how="semi")
    place = nw.col("revision").cum_count(reverse=True).over(*names, order_by=list(_LAST))
    latest = several.with_columns(place.alias("_place")).filter(nw.col("_place") == 1).drop("_place")
    return nw.concat([single, latest], how="vertical")
