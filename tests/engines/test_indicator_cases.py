"""Every worked case beside an indicator gives its value on every engine; every indicator has such cases."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qingshan.evaluation import indicator_cases
from qingshan.evaluation.indicator import indicators

CASES = indicator_cases.load()


@pytest.fixture(scope="module")
def answered(here):
    return dict(zip(map(id, CASES), indicator_cases.answers(CASES, here), strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.indicator}: {case.name}")
def test_case_gives_its_value(answered, case):
    value, counted = answered[id(case)]
    assert value == (None if case.value is None else Decimal(case.value))
    assert counted == (case.counted or 0)


def test_every_indicator_has_cases_with_a_boundary_and_a_missing_value():
    for key in indicators():
        own = [case for case in CASES if case.indicator == key]
        assert len(own) >= 2, key
        missing = any(None in values for case in own for values in case.days.values())
        assert missing or any(case.value is None for case in own), key


def test_every_indicator_declares_what_people_read():
    for indicator in indicators().values():
        assert indicator.label.zh
        assert indicator.label.en
        assert indicator.clause.zh
        assert indicator.names
        assert indicator.realm
