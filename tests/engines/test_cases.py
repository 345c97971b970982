"""Every worked case, as a column with neighbours and nulls on each engine, gives what plain integers give."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import narwhals as nw
import pyarrow as pa
import pytest

from qingshan.evaluation import statistics
from qingshan.evaluation.engines import collected, computed
from qingshan.evaluation.hydrogen import mean_ph
from qingshan.kernel.clock import HOURS_PER_DAY
from qingshan.kernel.exact import percentile_hundredths
from qingshan.standards import cases
from qingshan.standards.rule import SCALE, rule
from qingshan.standards.water import WATER_DECIMALS

SETS = defaultdict(list)
for case in cases.load():
    if not case.definition().series:
        constants = tuple((q.name, case.values()[q.name]) for q in case.definition().inputs if q.constant)
        SETS[case.rule, case.edition, case.day, case.option, case.accept_unverified, constants].append(case)
SERIES = {case.rule for case in cases.load() if case.definition().series}
ZERO, NEGATIVE = 0, -SCALE


def _named(values, names):
    return dict(zip(names, values, strict=True))


@pytest.mark.parametrize("key", SETS, ids=lambda key: "-".join(str(part) for part in key[:3] if part))
def test_cases_agree_with_plain_integers(here, key):
    chosen, constants = SETS[key], dict(key[-1])
    definition, rules = chosen[0].definition(), chosen[0].rules()
    names = [quantity.name for quantity in definition.inputs if quantity.name not in constants]
    rows = [[case.values()[name] for name in names] for case in chosen]
    rows += [[None] * len(names), [ZERO] * len(names), [NEGATIVE] * len(names), *rows[:1]]
    columns = {name: pa.array([row[n] for row in rows], pa.int64()) for n, name in enumerate(names)}
    table = pa.table({"place": list(range(len(rows))), **columns})

    def formula(values):
        outcome = definition.compute(values | constants, rules)
        return {f"out_{name}": value for name, value in outcome.items()}

    frame = computed(here.table(table), formula, {name: name for name in names})
    found = {row["place"]: row for row in collected(frame).to_pylist()}
    for place, row in enumerate(rows):
        expected = definition.compute(_named(row, names) | constants, chosen[0].rules())
        got = {name: found[place][f"out_{name}"] for name in expected}
        assert got == expected, f"row {place}: {_named(row, names)}"


def test_the_series_rules_are_those_tested_below():
    tested = {"o3-8h", "percentile", "mean", "warning-tier", "ph-mean", "straw-collectable", "sewage-collection"}
    assert tested & set(SERIES) == SERIES


def test_ozone_cases_agree_with_plain_integers(here):
    chosen = [case for case in cases.load() if case.rule == "o3-8h"]
    names = [f"h{hour}" for hour in range(1, HOURS_PER_DAY + 1)]
    for edition in {case.edition for case in chosen}:
        some = [case for case in chosen if case.edition == edition]
        padded = [[*case.values()["hours"], *[None] * HOURS_PER_DAY][:HOURS_PER_DAY] for case in some]
        table = pa.table(
            {
                "place": list(range(len(some))),
                **{n: pa.array([row[i] for row in padded], pa.int64()) for i, n in enumerate(names)},
            }
        )
        rules = some[0].rules()

        def formula(values, rules=rules):
            return rule("o3-8h").compute({"hours": [values[name] for name in names]}, rules)

        found = collected(computed(here.table(table), formula, {name: name for name in names})).to_pylist()
        for row in found:
            expected = rule("o3-8h").compute(some[row["place"]].values(), rules)
            assert {name: row[name] for name in expected} == expected, some[row["place"]].name


def test_mean_ph_cases_agree_with_plain_integers(here):
    lists = [case.values()["values"] for case in cases.load() if case.rule == "ph-mean"]
    lists += [[None, None], [5 * 10**WATER_DECIMALS], [0, 0, 0]]
    rows = [{"area": place, "ph": value} for place, values in enumerate(lists) for value in values]
    frame = here.table(pa.Table.from_pylist(rows, schema=pa.schema([("area", pa.int64()), ("ph", pa.int64())])))
    for name, decimals in (("ph", 2), ("ph_full", WATER_DECIMALS)):
        found = collected(mean_ph(frame, ["area"], "ph", (WATER_DECIMALS, decimals))).to_pylist()
        got = {row["area"]: row["ph"] for row in found}
        rules = next(case for case in cases.load() if case.rule == "ph-mean").rules()
        for place, values in enumerate(lists):
            assert got.get(place) == rule("ph-mean").compute({"values": values}, rules)[name]


def test_percentile_and_mean_agree_with_plain_integers(here):
    chosen = [case for case in cases.load() if case.rule in ("percentile", "mean")]
    lists = [next(value for value in case.values().values() if isinstance(value, list)) for case in chosen]
    lists += [[None, None], [5 * SCALE], [0, 0, 0]]
    rows = [{"area": str(place), "item": value} for place, values in enumerate(lists) for value in values]
    frame = here.table(pa.Table.from_pylist(rows, schema=pa.schema([("area", pa.string()), ("item", pa.int64())])))
    for percent in (0, 50, 90, 95, 98, 100):
        got = {row["area"]: row for row in collected(statistics.percentile(frame, "item", percent)).to_pylist()}
        for place, values in enumerate(lists):
            expected = percentile_hundredths(values, percent)
            assert (got[str(place)]["numerator"] if str(place) in got else None) == expected
    means = {
        row["area"]: row for row in collected(statistics.rounded(statistics.mean(frame, "item"), SCALE)).to_pylist()
    }
    for place, values in enumerate(lists):
        there = [value for value in values if value is not None]
        half_even = round(Fraction(sum(there), SCALE * len(there))) * SCALE if there else None
        assert (means[str(place)]["value"] if str(place) in means else None) == half_even


def test_ties_and_nulls_do_not_disturb_neighbouring_groups(here):
    rows = [
        {"area": area, "item": value} for area in ("a", "b") for value in ([7] * 5 + [None] if area == "a" else [1, 9])
    ]
    frame = here.table(pa.Table.from_pylist(rows))
    got = {row["area"]: row["numerator"] for row in collected(statistics.percentile(frame, "item", 50)).to_pylist()}
    assert got == {"a": 700, "b": 500}


def test_the_engine_is_lazy(here):
    assert isinstance(here.table(pa.table({"x": [1]})), nw.LazyFrame)
