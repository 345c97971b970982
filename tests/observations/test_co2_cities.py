"""Cities' CO2 of a third party become figures that say so; numbers exact, revisions counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qingshan.observations.returns.figures import figures, standing

HEADER = "ID,city,year,emission\n"
ROW = "江西甲2007,江西甲,2007,8.684656585\n"


def test_millions_of_tonnes_become_ten_thousands_rounded_half_to_even_once(bench):
    done = bench.read("co2-cities", HEADER + ROW + "x,江西乙,2007,8.68465657500001\n" + "x,江西丙,2008,1.5\n")
    found = {one.area: one for one in figures(bench.lake)}
    assert found["甲市"].value == Decimal("868.465658")
    assert found["乙市"].value == Decimal("868.465658")
    assert found["丙市"].value == Decimal(150)
    assert [note.en[:9] for note in done.notes] == ["computed ", "2 numbers"]


def test_a_figure_says_that_a_third_party_computed_it_and_that_nobody_reviewed_it(bench):
    bench.read("co2-cities", HEADER + ROW)
    (one,) = figures(bench.lake)
    assert (one.key, one.period, one.unit, one.stage, one.source) == ("carbon.co2", "2007", "10⁴ t", 0, "co2-cities")
    assert "第三方核算（未核实）" in one.document
    assert (one.dated, one.flags) == (date(2007, 12, 31), ())


def test_another_value_later_is_a_revision_and_the_earlier_one_stays_known(bench):
    bench.read("co2-cities", HEADER + ROW)
    first = bench.last_known
    assert bench.read("co2-cities", HEADER + ROW.replace("8.68", "9.68")).counts["revised"] == 1
    assert [(one.figure.value, one.revision) for one in standing(bench.lake)] == [(Decimal("968.465658"), 1)]
    assert [one.value for one in figures(bench.lake, first)] == [Decimal("868.465658")]
    ((batches,),) = bench.all_rows("figures", "count(DISTINCT batch)")
    assert batches == 2


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ("江西甲,", "浙江甲,", "area"),
        ("江西甲,", "江西,", "area"),
        ("江西甲,", "江西甲市,", "area"),
        (",2007,", ",07,", "time"),
        ("8.684656585", "NA", "number"),
        ("8.684656585", "-1", "number"),
        ("8.684656585", "1e3", "number"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_reason(bench, was, now, reason):
    assert bench.read("co2-cities", HEADER + ROW.replace(was, now)).reasons == {reason: 1}
    assert figures(bench.lake) == []
