"""Figures set from above: one for each document, known from its import on, refused where it says nothing usable."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qingshan.observations.returns.figures import assigned

HEADER = (
    "indicator,area,period,comparator,value,unit,base_year,base_value,pace,document,issued_on,verification,source\n"
)
ROW = "carbon.co2,某市,2021-2025,decrease_by,19.5,%,2020,,geometric,某规划,2021-12-31,unverified,转录本\n"


def test_a_figure_set_from_above_is_read_back_as_it_stands(bench):
    done = bench.read("assigned", HEADER + ROW)
    assert done.counts["kept"] == 1
    (found,) = assigned(bench.lake)
    assert (found.value, found.base_year, found.base_value, found.pace) == (Decimal("19.5"), 2020, None, "geometric")
    assert (found.issued_on, found.verification) == (date(2021, 12, 31), "unverified")
    assert (found.indicator, found.comparator, found.source) == ("carbon.co2", "decrease_by", "转录本")


def test_a_later_document_stands_beside_the_earlier_and_a_correction_replaces_it_from_when_it_is_known(bench):
    bench.read("assigned", HEADER + ROW)
    first = bench.last_known
    bench.read("assigned", HEADER + ROW.replace("19.5", "20") + ROW.replace("2021-12-31,", "2022-05-01,"))
    assert [(one.value, one.issued_on.year) for one in assigned(bench.lake)] == [
        (Decimal(20), 2021),
        (Decimal("19.5"), 2022),
    ]
    assert [one.value for one in assigned(bench.lake, first)] == [Decimal("19.5")]


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ("某市", "", "place"),
        ("2021-2025", "2025-2021", "time"),
        ("2021-2025", "2025-12-31/2021-01-01", "time"),
        ("2021-2025", "2021-03", "time"),
        ("2021-12-31,", "去年底,", "time"),
        ("19.5", "约20", "number"),
        ("2020", "二〇二〇", "number"),
        ("decrease_by", "下降", "name"),
        ("geometric", "slow", "name"),
        ("unverified", "heard", "name"),
        ("某规划", "", "name"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused(bench, was, now, reason):
    done = bench.read("assigned", HEADER + ROW.replace(was, now))
    assert (done.counts["refused"], done.reasons) == (1, {reason: 1})
    assert assigned(bench.lake) == []
