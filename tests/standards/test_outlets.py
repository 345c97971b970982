from __future__ import annotations

from datetime import date

import pytest

from qingshan.standards.book import book
from qingshan.standards.outlets import OutletCode, levels_of, read_code


@pytest.fixture
def rules():
    return book().in_force("outlets", date(2024, 1, 1)).on(date(2024, 1, 1))


def test_a_code_says_what_the_outlet_discharges(rules):
    assert read_code("DW001", rules) == OutletCode("water", 1)
    assert read_code(" DA012 ", rules) == OutletCode("air", 12)


@pytest.mark.parametrize("text", ["", "DW01", "DW0001", "DW000", "dw001", "DX001", "W001", "DW００１", "DW001A"])
def test_what_is_no_code_is_none(rules, text):
    assert read_code(text, rules) is None


def test_a_name_has_the_levels_above_it(rules):
    assert levels_of("矿山排污口", rules) == ("工业排污口", "工矿企业排污口", "矿山排污口")
    assert levels_of("港口码头排口", rules) == ("其他排口", "港口码头排口")
    assert levels_of("农业排口", rules) == ("农业排口",)
    assert levels_of("城镇雨洪排口", rules) is None, "its row was not reached, so it is not there"
