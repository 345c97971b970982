"""Logarithms and powers give on every engine the integers that 80 digits give, at the edges too."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal, localcontext
from random import Random

import pyarrow as pa

from qingshan.evaluation import engines
from qingshan.evaluation.columns import Sheet
from qingshan.evaluation.engines import collected, computed
from qingshan.evaluation.hydrogen import mean_ph
from qingshan.kernel import exact
from qingshan.kernel.approximate import (
    NEAR,
    at_most,
    choose,
    ln,
    log10,
    log_mean,
    minus,
    nearest,
    over,
    plus,
    power10,
    times,
)
from qingshan.kernel.approximate import real as as_real
from qingshan.kernel.exact import LARGEST
from qingshan.standards.formulas.hydrogen import hydrogen, ph_of

DECIMALS = 6


def shapes(values):
    a, b = as_real(values["a"], DECIMALS), as_real(values["b"], DECIMALS)
    logarithm = plus(times(as_real(1086, 3), ln(a)), as_real(25, 1))
    return {
        "log": nearest(times(logarithm, as_real(10, 0)), 3),
        "mean": nearest(log_mean(a, b), DECIMALS),
        "effect": nearest(times(log_mean(a, b), minus(ln(a), ln(b))), DECIMALS),
        "quotient": nearest(over(a, b), 3),
        "power": nearest(power10(minus(as_real(0, 0), over(a, as_real(10**6, 0)))), 8),
        "back": nearest(log10(power10(a)), 3),
        "chosen": nearest(choose(exact.below(values["a"], values["b"]), a, ln(b)), 2),
        "at_most": exact.flag(at_most(ln(a), over(a, b))),
        "most_small": exact.flag(at_most(logarithm, as_real(30, 0))),
    }


def found(here, rows):
    columns = {name: pa.array([row[n] for row in rows], pa.int64()) for n, name in enumerate("ab")}
    table = pa.table({"place": list(range(len(rows))), **columns})
    frame = computed(here.table(table), shapes, {"a": "a", "b": "b"})
    ordered = sorted(collected(frame).to_pylist(), key=lambda row: row["place"])
    return [{name: row[name] for name in shapes({"a": 1, "b": 1})} for row in ordered]


def test_they_agree_with_decimals(here):
    chance = Random(5)  # noqa: S311 (no secret)
    edges = [None, 0, -1, 1, 2, 5, 10**6, 5 * 10**5, -(10**6), 10**9, LARGEST, -LARGEST]
    rows = [(a, b) for a in edges for b in edges]
    rows += [(chance.randrange(1, 10**9), chance.randrange(1, 10**9)) for _ in range(300)]
    rows += [(a, a + chance.randrange(3)) for a in (chance.randrange(1, 10**15) for _ in range(50))]
    for row, got in zip(rows, found(here, rows), strict=True):
        assert got == shapes({"a": row[0], "b": row[1]}), row


def beside_edges(count):
    """For each edge of the third decimal the last value of ``edge`` below it and the first above, within NEAR."""
    values = []
    for step in range(count):
        logarithm = ((Decimal(24_000 + step) + Decimal("0.5")) / 1000 - Decimal("2.5")) / Decimal("1.086")
        below = int(logarithm.exp().scaleb(DECIMALS).to_integral_value(ROUND_FLOOR))
        values += [below, below + 1]
    return values


def edge(values):
    return {"log": nearest(plus(times(as_real(1086, 3), ln(as_real(values["a"], DECIMALS))), as_real(25, 1)), 3)}


def doubles(frame):
    sheet = Sheet()
    return sheet.apply(frame, edge({"a": sheet.column("a")}))


def test_beside_an_edge_the_decimals_decide(here):
    with localcontext() as context:
        context.prec = 40
        values = beside_edges(100)
        for value in values:
            scaled = (Decimal(value).scaleb(-DECIMALS).ln() * Decimal("1.086") + Decimal("2.5")) * 1000
            assert abs(scaled - scaled.to_integral_value(ROUND_FLOOR) - Decimal("0.5")) < Decimal(repr(NEAR))
    expected = [edge({"a": value})["log"] for value in values]
    assert expected == [step + up for step in range(24_000, 24_100) for up in (0, 1)]
    frame = here.table(pa.table({"place": list(range(len(values))), "a": pa.array(values, pa.int64())}))

    def in_order(frame):
        rows = sorted(collected(frame).to_pylist(), key=lambda row: row["place"])
        return [row["log"] for row in rows]

    assert in_order(computed(frame, edge, {"a": "a"})) == expected
    assert in_order(doubles(frame)) != expected, "doubles are right by themselves: this shows nothing"


def test_far_from_edges_no_row_is_computed_again(here, monkeypatch):
    seen = []
    kept = engines.decided
    monkeypatch.setattr(
        engines, "decided", lambda *given: kept(*given[:3], lambda rows: (seen.extend(rows), given[3](rows))[1])
    )
    frame = here.table(pa.table({"a": pa.array([10**6, 5 * 10**6, -1, 0, None], pa.int64())}))
    collected(computed(frame, edge, {"a": "a"}))
    assert seen == []
    collected(computed(frame, edge, {"a": "a"}))
    near = here.table(pa.table({"a": pa.array(beside_edges(1), pa.int64())}))
    collected(computed(near, edge, {"a": "a"}))
    assert sorted(row["a"] for row in seen) == beside_edges(1)


def test_the_mean_ph_of_groups_is_the_plain_mean(here):
    chance = Random(7)  # noqa: S311 (no secret)
    groups = {f"{n}": [chance.randrange(0, 1400) for _ in range(chance.randrange(1, 40))] for n in range(60)}
    groups |= {"tie even": [705], "tie odd": [715, 715, 715], "null": [710, None], "only null": [None], "low": [-300]}
    rows = [{"section": name, "year": 2021, "ph": value} for name, values in groups.items() for value in values]
    frame = here.table(pa.Table.from_pylist(rows))
    for places in (0, 1, 2, 8):
        means = collected(mean_ph(frame, ["section", "year"], "ph", (2, places))).to_pylist()
        got = {row["section"]: row for row in means}
        assert "only null" not in got
        for name, row in got.items():
            there = [value for value in groups[name] if value is not None]
            expected = ph_of(plus(*(hydrogen(value, 2) for value in there)), len(there), places)
            assert (row["ph"], row["count"]) == (expected, len(there)), (name, places)
    assert [got["tie even"]["ph"], got["tie odd"]["ph"]] == [705000000, 715000000]
    rounded = {row["section"]: row["ph"] for row in collected(mean_ph(frame, ["section"], "ph", (2, 1))).to_pylist()}
    assert [rounded["tie even"], rounded["tie odd"]] == [70, 72]
