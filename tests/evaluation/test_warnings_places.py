"""Places in the monthly ranking: read backwards, only when a rule asks and only as far as it counts."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from qingshan.evaluation.judge import Question
from qingshan.evaluation.warnings import places
from qingshan.evaluation.warnings.detect import detect
from qingshan.evaluation.warnings.facts import Facts, Ranks
from qingshan.evaluation.warnings.places import ranks
from qingshan.evaluation.warnings.rule import rules
from qingshan.kernel.text import Text
from tests.evaluation.small_lake import days, make

LAST = msgspec.structs.replace(rules()["hebei_last_ten"], last_places=1)
MARCH = date(2021, 3, 31)


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """Three areas: a is the last in February and March, b in January; c has no data in March."""
    rows = [
        *days("a", date(2021, 1, 1), 31, pm25=50), *days("a", date(2021, 2, 1), 59, pm25=70),
        *days("b", date(2021, 1, 1), 31, pm25=60), *days("b", date(2021, 2, 1), 59, pm25=20),
        *days("c", date(2021, 1, 1), 59, pm25=10),
    ]  # fmt: skip
    members = [("a", "甲区"), ("b", "乙区"), ("c", "丙区"), ("d", "丁区", "background")]
    return make(tmp_path_factory.mktemp("places") / "lake", rows, members)


def stood(lake, *areas, day=MARCH, rule=LAST):
    return {one.area: one.places for one in ranks(lake, areas, [rule], Question(day))}


def test_months_are_read_backwards_while_an_area_is_among_the_last(lake):
    assert stood(lake, "甲区") == {"甲区": (("2021-01", 2, 3), ("2021-02", 3, 3), ("2021-03", 2, 2))}
    assert stood(lake, "乙区") == {"乙区": (("2021-03", 1, 2),)}


def test_an_area_without_a_place_in_the_last_month_has_none(lake):
    assert stood(lake, "丙区") == {}
    assert stood(lake, "丙区", day=date(2021, 2, 28)) == {"丙区": (("2021-02", 1, 3),)}


def test_the_rule_counts_the_months_up_to_the_last(lake):
    facts = Facts(ranks=tuple(ranks(lake, ("甲区", "乙区"), [LAST], Question(MARCH))))
    (alert,) = detect([LAST], facts, MARCH)
    assert (alert.cause, alert.value) == ("indicator:air.composite_index:甲区", "2")


def test_nothing_is_ranked_unless_a_rule_asks_and_there_are_more_areas_than_last_places(lake, monkeypatch):
    monkeypatch.setattr(places, "rank", None)
    assert stood(lake, "甲区", rule=rules()["air_silent"]) == {}
    assert stood(lake, "甲区", rule=rules()["hebei_last_ten"]) == {}
    with pytest.raises(TypeError):
        stood(lake, "甲区")


def test_in_a_ranking_of_no_more_areas_than_the_last_places_nobody_is_among_the_last():
    few = Ranks("air.composite_index", Text("甲", "a"), "甲区", (("2021-02", 3, 3), ("2021-03", 3, 3)))
    assert detect([rules()["hebei_last_ten"]], Facts(ranks=(few,)), MARCH) == ()
    assert detect([LAST], Facts(ranks=(few,)), MARCH) != ()
