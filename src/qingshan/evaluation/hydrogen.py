"""The mean pH of groups on an engine: through hydrogen ions, equal to the plain mean to the last decimal."""

from __future__ import annotations

from functools import partial
from typing import Any

import narwhals as nw

from qingshan.evaluation.columns import Column, Frame, Sheet, made
from qingshan.evaluation.engines import collected, decided
from qingshan.evaluation.reals import UNIT, Real
from qingshan.kernel.approximate import plus
from qingshan.kernel.exact import Value
from qingshan.standards.formulas.hydrogen import hydrogen, ph_of

IONS, BOUND, COUNT = "_ions", "_bound", "_count"


def mean_ph(frame: Frame, by: list[str], ph: str, decimals: tuple[int, int]) -> Frame:
    """``by``, the mean as ``ph`` and the ``count`` of values for each group of rows that has a value.

    ``decimals`` are those of the values (integers of ``10**-decimals``) and of the mean. The columns of ``by`` are
    not missing. The sums are doubles; a group whose mean lies near a rounding edge is computed again from its rows.
    """
    there = frame.filter(~nw.col(ph).is_null()).select(*by, ph)
    sheet = Sheet()
    ions = hydrogen(sheet.column(ph), decimals[0])
    parts = sheet.apply(there, {IONS: ions.value, BOUND: ions.error})
    sums = parts.group_by(*by).agg(nw.col(IONS, BOUND).sum(), nw.len().cast(nw.Int64).alias(COUNT))
    again = Sheet()
    total, bound = (Column(again, nw.col(name), 0, 1, frozenset()) for name in (IONS, BOUND))
    count = again.column(COUNT)
    lost = made("lost", (total, bound, count), lambda t, b, n: b + t * n.cast(nw.Float64) * UNIT)
    outputs: dict[str, Value] = {ph: ph_of(Real(total, lost), count, decimals[1])}
    keys = {name: Column(again, nw.col(name), 0, 1, frozenset()) for name in by}
    found = decided(sums, outputs, keys, partial(_plain, there, ph, decimals))
    return found.select(*by, ph, nw.col(COUNT).alias("count"))


def _plain(there: Frame, ph: str, decimals: tuple[int, int], groups: list[dict[str, Any]]) -> list[dict[str, Value]]:
    answers = []
    for group in groups:
        rows = there.filter(*(nw.col(name) == part for name, part in group.items())).select(ph)
        values = collected(rows).column(ph).to_pylist()
        total = plus(*(hydrogen(value, decimals[0]) for value in values))
        answers.append({ph: ph_of(total, len(values), decimals[1])})
    return answers
