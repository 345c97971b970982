"""Tables: stretches of a text that were one, which hold neither targets nor clauses."""

from __future__ import annotations

import re

from qingshan.plans.document import Span, View

_FEWEST_CELLS, _WIDEST_CELL, _CELLS_FOR_A_CLAUSE = 8, 12, 4
_CLAUSE_ENDS = re.compile(r"[,，;；]")


def flat_tables(view: View) -> list[Span]:
    """Stretches of the view that are a table run flat: a line of many short cells, few clauses and no full stop."""
    found: list[Span] = []
    begin = 0
    for line in view.source.split("\n"):
        cells = line.split()
        short = len(cells) >= _FEWEST_CELLS and sum(map(len, cells)) <= _WIDEST_CELL * len(cells)
        if short and "。" not in line and len(_CLAUSE_ENDS.findall(line)) * _CELLS_FOR_A_CLAUSE < len(cells):
            inside = [place for place, at in enumerate(view.at) if begin <= at < begin + len(line)]
            if inside:
                found.append((inside[0], inside[-1] + 1))
        begin += len(line) + 1
    return found
