"""Exact arithmetic on engine columns: the verbs of ``kernel.exact`` as narwhals expressions.

A formula names a value once and uses it many times; an expression tree would repeat it each time.
A :class:`Sheet` therefore settles every expression that has grown into a column of its own, and lays
the columns out in levels, so the query stays as long as the formula and no longer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import narwhals as nw

from qingshan.kernel import exact
from qingshan.kernel.exact import Value

LARGEST_INLINE = 4
"""References an expression may hold before it becomes a column."""

Frame = nw.LazyFrame[Any]


class Column:
    """A value of a formula on a frame: an expression over columns settled on lower levels."""

    __slots__ = ("expression", "level", "references", "sheet")

    def __init__(self, sheet: Sheet, expression: nw.Expr, level: int, references: int) -> None:
        self.sheet, self.expression, self.level, self.references = sheet, expression, level, references


class Sheet:
    """The columns one formula needs, in the order in which a frame can compute them."""

    def __init__(self) -> None:
        self._levels: list[list[nw.Expr]] = []
        self._names = 0

    def column(self, name: str) -> Column:
        """A column of the frame, read as 64-bit integers."""
        return Column(self, nw.col(name).cast(nw.Int64), 0, 1)

    def settle(self, value: Column) -> None:
        name = f"_q{self._names}"
        self._names += 1
        while len(self._levels) <= value.level:
            self._levels.append([])
        self._levels[value.level].append(value.expression.alias(name))
        value.expression, value.level, value.references = nw.col(name), value.level + 1, 1

    def apply(self, frame: Frame, outputs: Mapping[str, Value]) -> Frame:
        """The frame with one more column for each output; missing outputs are null columns."""
        kept = frame.collect_schema().names()
        for value in outputs.values():
            if isinstance(value, Column):
                self.settle(value)
        for level in self._levels:
            frame = frame.with_columns(*level)
        named = {name: _expression(value).alias(name) for name, value in outputs.items()}
        return frame.select(*(nw.col(name) for name in kept if name not in named), *named.values())


def _expression(value: Value) -> nw.Expr:
    if isinstance(value, Column):
        return value.expression
    if isinstance(value, bool):
        return nw.lit(value, dtype=nw.Boolean)
    return nw.lit(value, dtype=nw.Int64)


def _operands(*values: Value) -> tuple[Sheet, int, int, list[nw.Expr]]:
    columns = [value for value in values if isinstance(value, Column)]
    sheet = columns[0].sheet
    for column in columns:
        if column.references > LARGEST_INLINE:
            sheet.settle(column)
    level = max(column.level for column in columns)
    references = sum(column.references for column in columns)
    return sheet, level, references, [_expression(value) for value in values]


class _Columns:
    """The verbs on columns; missing (null) passes through as the engines themselves pass it."""

    def add(self, left: Value, right: Value) -> Value:
        sheet, level, references, (first, second) = _operands(left, right)
        return Column(sheet, first + second, level, references)

    def subtract(self, left: Value, right: Value) -> Value:
        sheet, level, references, (first, second) = _operands(left, right)
        return Column(sheet, first - second, level, references)

    def multiply(self, left: Value, right: Value) -> Value:
        sheet, level, references, (first, second) = _operands(left, right)
        return Column(sheet, first * second, level, references)

    def floor_div(self, numerator: Value, denominator: Value) -> Value:
        """Engines differ on negatives and zero, so the quotient is mended from its own remainder."""
        if denominator is None or (isinstance(denominator, int) and denominator == 0):
            return None
        sheet, level, references, (first, second) = _operands(numerator, denominator)
        quotient = Column(sheet, (first // second).cast(nw.Int64), level, references)
        sheet.settle(quotient)
        return quotient

    def at_most(self, left: Value, right: Value) -> Value:
        sheet, level, references, (first, second) = _operands(left, right)
        return Column(sheet, first <= second, level, references)

    def equal(self, left: Value, right: Value) -> Value:
        sheet, level, references, (first, second) = _operands(left, right)
        return Column(sheet, first == second, level, references)

    def choose(self, condition: Value, then: Value, otherwise: Value) -> Value:
        if condition is None:
            return None
        if isinstance(condition, bool):
            return then if condition else otherwise
        sheet, level, references, (test, first, second) = _operands(condition, then, otherwise)
        chosen = nw.when(test).then(first).otherwise(nw.when(~test).then(second))
        return Column(sheet, chosen, level, references + condition.references)

    def greatest(self, values: Sequence[Value]) -> Value:
        if any(value is None for value in values):
            return None
        sheet, level, references, expressions = _operands(*values)
        complete = reduce(lambda left, right: left & right, (~expression.is_null() for expression in expressions))
        largest = nw.when(complete).then(nw.max_horizontal(*expressions))
        return Column(sheet, largest, level, 2 * references)

    def greatest_present(self, values: Sequence[Value]) -> Value:
        sheet, level, references, expressions = _operands(*(value for value in values if value is not None))
        return Column(sheet, nw.max_horizontal(*expressions), level, references)

    def present(self, value: Value) -> Value:
        sheet, level, references, (expression,) = _operands(value)
        return Column(sheet, ~expression.is_null(), level, references)


exact.register_columns(Column, _Columns())
