"""LMDI-I additive: the change of a product, shared among its factors without a remainder."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel import approximate
from qingshan.kernel.approximate import Real, ln, log_mean, minus, real, times
from qingshan.kernel.exact import Value, add, below, choose, equal, flag, multiply


def effects(before: Mapping[str, Value], after: Mapping[str, Value], decimals: int) -> dict[str, Real]:
    """For each factor L(C_T, C_0) · ln(x_T / x_0), where C is the product of all factors.

    Where one factor alone is zero at one of the two times, the limit: it takes the whole change. Missing where a
    factor is missing or negative, or where more than one zero leaves no single limit.
    """
    old = {name: real(value, decimals) for name, value in before.items()}
    new = {name: real(value, decimals) for name, value in after.items()}
    weight = log_mean(times(*new.values()), times(*old.values()))
    change = minus(times(*new.values()), times(*old.values()))
    zeros = {name: add(_is_zero(before[name]), _is_zero(after[name])) for name in before}
    limit = equal(multiply(_all_sound([*before.values(), *after.values()]), add(*zeros.values())), 1)
    found = {}
    for name, zero in zeros.items():
        whole = approximate.choose(equal(zero, 1), change, real(0, 0))
        share = times(weight, minus(ln(new[name]), ln(old[name])))
        found[name] = approximate.choose(limit, whole, share)
    return found


def _is_zero(value: Value) -> Value:
    return flag(equal(value, 0))


def _all_sound(values: list[Value]) -> Value:
    sound: Value = 1
    for value in values:
        sound = multiply(sound, choose(below(value, 0), 0, 1))
    return sound
