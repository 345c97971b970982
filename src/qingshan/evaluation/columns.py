"""Exact arithmetic on engine columns: the verbs of ``kernel.exact`` as narwhals expressions.

A formula names a value once and uses it many times; an expression tree would repeat it each time.
A :class:`Sheet` therefore settles every expression that has grown into a column of its own, and lays
the columns out in levels, so the query stays as long as the formula and no longer.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import narwhals as nw

from qingshan.kernel import exact
from qingshan.kernel.exact import Value

LARGEST_INLINE = 4
"""References an expression may hold before its next use makes it a column."""
LONGEST_CHAIN = 64
"""References a chain of choices may hold: its tail stands in it only once, so it grows by the link."""

Frame = nw.LazyFrame[Any]


class Column:
    """A value of a formula on a frame: an expression over columns settled on lower levels, whose names it ``uses``."""

    __slots__ = ("costly", "expression", "level", "references", "sheet", "uses")

    def __init__(self, sheet: Sheet, expression: nw.Expr, level: int, references: int, uses: frozenset[str]) -> None:
        self.sheet, self.expression, self.level = sheet, expression, level
        self.references, self.uses, self.costly = references, uses, False


@dataclass(frozen=True, slots=True)
class _Settled:
    name: str
    expression: nw.Expr
    uses: frozenset[str]


class Sheet:
    """The columns one formula needs, in the order in which a frame can compute them."""

    def __init__(self) -> None:
        self._levels: list[list[_Settled]] = []
        self._names = 0
        self.known: dict[tuple[Any, ...], Column] = {}
        self.doubts: list[Column] = []
        """Conditions that all hold (or are missing) where approximate verbs came out right."""

    def column(self, name: str) -> Column:
        """A column of the frame, read as 64-bit integers."""
        return Column(self, nw.col(name).cast(nw.Int64), 0, 1, frozenset())

    def settle(self, value: Column) -> None:
        name = f"_q{self._names}"
        self._names += 1
        while len(self._levels) <= value.level:
            self._levels.append([])
        self._levels[value.level].append(_Settled(name, value.expression.alias(name), value.uses))
        value.expression, value.level, value.references = nw.col(name), value.level + 1, 1
        value.uses, value.costly = frozenset([name]), False

    def apply(self, frame: Frame, outputs: Mapping[str, Value]) -> Frame:
        """The frame with one more column for each output; missing outputs are null columns."""
        names = frame.collect_schema().names()
        kept = [nw.col(name) for name in names]
        for carried, made in self._steps(outputs.values()):
            frame = frame.select(*kept, *(nw.col(name) for name in carried), *made)
        named = {name: _expression(value).alias(name) for name, value in outputs.items()}
        return frame.select(*(nw.col(name) for name in names if name not in named), *named.values())

    def _steps(self, outputs: Iterable[Value]) -> list[tuple[list[str], list[nw.Expr]]]:
        """For each level the columns still needed that it passes on, and those it makes; what nobody uses is left."""
        needed = {name for value in outputs if isinstance(value, Column) for name in value.uses}
        steps = []
        for level in reversed(self._levels):
            made = [entry for entry in level if entry.name in needed]
            needed -= {entry.name for entry in made}
            steps.append((sorted(needed), [entry.expression for entry in made]))
            needed |= {name for entry in made for name in entry.uses}
        return steps[::-1]


def _expression(value: Value) -> nw.Expr:
    if isinstance(value, Column):
        return value.expression
    if isinstance(value, bool):
        return nw.lit(value, dtype=nw.Boolean)
    if isinstance(value, float):
        return nw.lit(value, dtype=nw.Float64)
    return nw.lit(value, dtype=nw.Int64)


def made(
    verb: str,
    operands: Sequence[Value],
    build: Callable[..., nw.Expr],
    *,
    costly: bool = False,
    tail: int | None = None,
) -> Column:
    """The column of a verb on operands; asked for again, the same one.

    A costly one becomes a column at its first use, except as the ``tail`` of a chain (the place of that operand).
    """
    columns = [value for value in operands if isinstance(value, Column)]
    sheet = columns[0].sheet
    key = (verb, *(value if isinstance(value, Column) else (type(value), value) for value in operands))
    if key not in sheet.known:
        for place, value in enumerate(operands):
            if isinstance(value, Column):
                chained = place == tail and value.references <= LONGEST_CHAIN
                if not chained and (value.costly or value.references > LARGEST_INLINE):
                    sheet.settle(value)
        level = max(column.level for column in columns)
        references = sum(column.references for column in columns)
        uses = frozenset[str]().union(*(column.uses for column in columns))
        made = Column(sheet, build(*(_expression(value) for value in operands)), level, references, uses)
        made.costly = costly
        sheet.known[key] = made
    return sheet.known[key]


class _Columns:
    """The verbs on columns; missing (null) passes through as the engines themselves pass it."""

    def add(self, left: Value, right: Value) -> Value:
        return made("add", (left, right), operator.add)

    def subtract(self, left: Value, right: Value) -> Value:
        return made("subtract", (left, right), operator.sub)

    def multiply(self, left: Value, right: Value) -> Value:
        return made("multiply", (left, right), operator.mul)

    def floor_div(self, numerator: Value, denominator: Value) -> Value:
        if denominator is None or (isinstance(denominator, int) and denominator == 0):
            return None
        return made("floor_div", (numerator, denominator), lambda n, d: (n // d).cast(nw.Int64), costly=True)

    def at_most(self, left: Value, right: Value) -> Value:
        return made("at_most", (left, right), operator.le)

    def below(self, left: Value, right: Value) -> Value:
        return made("below", (left, right), operator.lt)

    def flag(self, condition: Value) -> Value:
        return made("flag", (condition,), lambda expression: expression.cast(nw.Int64))

    def equal(self, left: Value, right: Value) -> Value:
        return made("equal", (left, right), operator.eq)

    def choose(self, condition: Value, then: Value, otherwise: Value) -> Value:
        if condition is None:
            return None
        if isinstance(condition, bool):
            return then if condition else otherwise
        return made("choose", (condition, then, otherwise), _chosen, costly=True, tail=2)

    def greatest(self, values: Sequence[Value]) -> Value:
        if any(value is None for value in values):
            return None
        return made("greatest", values, _greatest, costly=True)

    def greatest_present(self, values: Sequence[Value]) -> Value:
        present = [value for value in values if value is not None]
        return made("greatest_present", present, nw.max_horizontal, costly=True)

    def present(self, value: Value) -> Value:
        return made("present", (value,), lambda expression: ~expression.is_null())


def _chosen(test: nw.Expr, then: nw.Expr, otherwise: nw.Expr) -> nw.Expr:
    """A null condition chooses nothing; engines would choose ``otherwise``."""
    return nw.when(test).then(then).otherwise(nw.when(~test).then(otherwise))


def _greatest(*values: nw.Expr) -> nw.Expr:
    complete = reduce(operator.and_, (~value.is_null() for value in values))
    return nw.when(complete).then(nw.max_horizontal(*values))


exact.register_columns(Column, _Columns())
