"""Sums of products: amounts times what one unit of each weighs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import zip_longest

from qingshan.kernel.exact import Value, add, choose, multiply


def weighted_sum(*factors: Sequence[Value]) -> Value:
    """``Σ a·b·…`` over parallel lists. Missing when a value is missing, a list is shorter, or there is nothing to add.

    >>> weighted_sum([2, 3], [10, 100]), weighted_sum([2, 3], [10]), weighted_sum([], [])
    (320, None, None)
    """
    products = [reduce(multiply, row) for row in zip_longest(*factors)]
    return choose(bool(products), add(0, *products), None)
