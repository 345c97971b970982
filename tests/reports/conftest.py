"""One evaluated plan with what a page must show: verdicts, gaps, dust, missing and invalid days, no site."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.evaluation.small_lake import NEW_YEAR, days, exclusion, make, plan, target

from qingshan.evaluation.judge import Question
from qingshan.evaluation.run import Evaluation, evaluate
from qingshan.plans import ir

AS_OF = date(2021, 2, 10)
QUOTE = "甲区<script>alert('&')</script>细颗粒物34以内,力争33"


def targets():
    pm25 = target("air.pm25_mean", "<=", "34", "μg/m3", stretch=ir.Stretch("33", "<="), number=1)
    own = ir.Stretch("100", ">=", indicator="考核断面")
    return [
        replace(pm25, quote=QUOTE),
        target("air.pm25_mean", "<=", "1", "μg/m3", number=2),
        target("air.good_day_ratio", ">=", "90", "%", ("甲区", "无站区"), number=3),
        target("air.good_day_ratio", ">=", "100", "%", number=4),
        replace(target(None, ">=", "95", "%", stretch=own, number=5), path="二(二)1", embedded=True),
        replace(target(None, "qualitative", None, None, number=6), path="三(一)2(1)"),
        replace(target("air.pm25_mean", "<=", "35", "μg/m3", number=7), tier_only=True, stretch=ir.Stretch("35", "<=")),
    ]


@pytest.fixture(scope="session")
def lake(tmp_path_factory):
    rows = [
        *days("s1", NEW_YEAR, 19, pm25=30),
        *days("s1", date(2021, 1, 21), 2, pm25=None),
        *days("s1", date(2021, 1, 23), 1, pm25=210, pm10=220),
        *days("s1", date(2021, 1, 24), 18, pm25=31),
    ]
    dust = exclusion("dust", datetime(2021, 2, 1, 1), datetime(2021, 2, 2, 0))
    return make(tmp_path_factory.mktemp("reports") / "lake", rows, [("s1", "甲区")], [dust])


@pytest.fixture(scope="session")
def running(lake) -> Evaluation:
    """As of 10 February: 20 January has no reading, the two days after no PM2.5, the 23rd is heavy, 1 February dust."""
    return evaluate(plan(*targets()), lake, Question(AS_OF))


@pytest.fixture(scope="session")
def synthetic(running) -> Evaluation:
    return replace(running, records=running.records | {"air": replace(running.air, sources=("demo-synthetic",))})
