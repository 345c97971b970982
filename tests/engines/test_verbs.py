"""Every verb of kernel.exact gives on engine columns what it gives on plain integers."""

from __future__ import annotations

from itertools import product

import pyarrow as pa

from qingshan.evaluation.engines import collected, computed
from qingshan.kernel import exact

NUMERATORS = [-7, -5, -3, -2, -1, 0, 1, 2, 3, 5, 7, 25, 35, None, exact.LARGEST, -exact.LARGEST]
DENOMINATORS = [1, 2, 3, 4, 7, None]


def verbs(values):
    n, d = values["n"], values["d"]
    return {
        "add": exact.add(n, d),
        "subtract": exact.subtract(n, d),
        "multiply": exact.multiply(d, d),
        "floor": exact.floor_div(n, d),
        "ceil": exact.ceil_div(n, d),
        "half_even": exact.half_even(n, d),
        "at_most": exact.at_most(n, d),
        "below": exact.below(n, d),
        "equal": exact.equal(n, d),
        "choose": exact.choose(exact.below(n, d), n, d),
        "greatest": exact.greatest(n, d),
        "greatest_present": exact.greatest_present(n, d),
        "present": exact.present(n),
        "by_zero": exact.floor_div(n, 0),
        "mean": exact.mean([n, d, 4]),
        "rank": exact.percentile_position(d, 90)[0],
    }


def _ordered(rows):
    return sorted(rows, key=lambda row: [(value is not None, value) for value in row])


def test_verbs_agree_with_plain_integers(here):
    rows = list(product(NUMERATORS, DENOMINATORS))
    table = pa.table({"n": pa.array([n for n, _ in rows], pa.int64()), "d": pa.array([d for _, d in rows], pa.int64())})
    found = collected(computed(here.table(table), verbs, {"n": "n", "d": "d"})).to_pylist()
    expected = [(n, d, *verbs({"n": n, "d": d}).values()) for n, d in rows]
    assert _ordered(tuple(row.values()) for row in found) == _ordered(expected)


def test_a_zero_column_as_denominator_gives_missing(here):
    table = pa.table({"n": pa.array([5, -5], pa.int64()), "d": pa.array([0, 0], pa.int64())})
    outputs = {"q": lambda v: exact.floor_div(v["n"], v["d"]), "r": lambda v: exact.half_even(v["n"], v["d"])}
    frame = computed(here.table(table), lambda v: {k: f(v) for k, f in outputs.items()}, {"n": "n", "d": "d"})
    assert [(row["q"], row["r"]) for row in collected(frame).to_pylist()] == [(None, None)] * 2
