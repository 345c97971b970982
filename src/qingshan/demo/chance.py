"""Chance that is the same on every machine: integer hashes on engine columns, no library's random numbers."""

from __future__ import annotations

import polars as pl

PRIME = 2**31 - 1
_SPREAD = (48_271, 69_621, 39_373)
_KEYS = (15_485_863, 32_452_843, 49_979_687, 67_867_967)
PERMILLE = 1000


def draw(seed: int, *keys: pl.Expr) -> pl.Expr:
    """A number from 0 to 999 for each combination of at most four integer keys; a missing key gives missing."""
    mixed = pl.lit(seed % PRIME, pl.Int64)
    for key, factor in zip(keys, _KEYS, strict=False):
        mixed = (mixed + key.cast(pl.Int64) % PRIME * factor) % PRIME
    for factor in _SPREAD:
        mixed = mixed ^ (mixed // 2**15)
        mixed = mixed * factor % PRIME
    return mixed // 2**8 % PERMILLE
