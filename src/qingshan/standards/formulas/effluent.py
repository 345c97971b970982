"""Whether effluent meets its limits: 1, 0, or missing where that cannot be told."""

from __future__ import annotations

from collections.abc import Sequence

from qingshan.kernel.exact import (
    PERCENT,
    Value,
    at_most,
    below,
    choose,
    equal,
    flag,
    greatest_present,
    multiply,
    present,
    subtract,
)


def of_grade(grade: Value, found: Sequence[Value]) -> Value:
    """What was found for the grade of the row; missing for no grade, and for one that there is not."""
    outcome: Value = None
    for number, value in reversed(list(enumerate(found))):
        outcome = choose(equal(grade, number), value, outcome)
    return outcome


def within(value: Value, limit: int) -> Value:
    return flag(at_most(value, limit))


def measured(value: Value) -> Value:
    """The verdict without a limit: whatever was measured meets it."""
    return choose(present(value), 1, None)


def either(first: Value, second: Value, first_holds: Value) -> Value:
    """The verdict of the limit that applies; where both agree it need not be known which one does."""
    return choose(equal(first, second), first, choose(first_holds, first, second))


def removed(inflow: Value, outflow: Value, percent: int) -> Value:
    """Whether more than so many per cent were removed."""
    return flag(below(multiply(inflow, percent), multiply(subtract(inflow, outflow), PERCENT)))


def removal_instead(inflow: Value, above: int, by_removal: Value, by_limit: Value) -> Value:
    """The verdict by removal where the inflow lies above a bound, by the limit where it does not or is unknown."""
    return choose(at_most(1, greatest_present(0, flag(below(above, inflow)))), by_removal, by_limit)


def meets_all(values: Sequence[Value], verdicts: Sequence[Value]) -> Value:
    """0 where any verdict is; else missing where a value has no verdict, or there is no value; else 1."""
    fails = greatest_present(0, *(subtract(1, verdict) for verdict in verdicts))
    anything = greatest_present(*(choose(present(value), 1, 0) for value in values))
    undecided = greatest_present(
        *(
            choose(present(verdict), 0, choose(present(value), 1, 0))
            for value, verdict in zip(values, verdicts, strict=True)
        )
    )
    all_met = choose(equal(undecided, 0), choose(equal(anything, 1), 1, None), None)
    return choose(equal(fails, 1), 0, all_met)
