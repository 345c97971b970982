from __future__ import annotations

from datetime import date, datetime

import pytest

from qingshan.kernel.problems import Problem
from qingshan.observations.decisions import Decision, decide
from qingshan.observations.places import sites_of

TABLE = (
    "site,area,role,since,until,source\n"
    "2360A,月湖区,assessment,2020-01-01,2020-12-31,方案\n"
    "2358A,月湖区,assessment,,,方案\n"
    "2357A,龙虎山景区,background,,,方案\n"
)
NOON, EVENING = datetime(2021, 3, 15, 12), datetime(2021, 3, 15, 20)


def names(bench, area, day, known_on=None):
    return [(member.site, member.role) for member in sites_of(bench.lake, area, day, known_on)]


def test_membership_holds_between_its_dates(bench):
    bench.read("memberships", TABLE)
    assert names(bench, "月湖区", date(2020, 12, 31)) == [("2358A", "assessment"), ("2360A", "assessment")]
    assert names(bench, "月湖区", date(2021, 1, 1)) == [("2358A", "assessment")]
    assert names(bench, "贵溪市", date(2021, 1, 1)) == []


def test_a_later_word_on_a_membership_replaces_it_from_when_it_is_known(bench):
    bench.read("memberships", TABLE)
    first = bench.last_known
    bench.read("memberships", TABLE.replace("background", "local"))
    assert names(bench, "龙虎山景区", date(2021, 1, 1)) == [("2357A", "local")]
    assert names(bench, "龙虎山景区", date(2021, 1, 1), first) == [("2357A", "background")]


def test_a_decision_is_recorded_with_who_and_why(bench):
    decide(bench.lake, Decision("dust", NOON, EVENING, "沙尘过程", "张三", area="鹰潭市"), datetime(2021, 4, 1))
    assert bench.all_rows("exclusions", "site, area, item, kind, reason, decided_by, known_from") == [
        ("*", "鹰潭市", "*", "dust", "沙尘过程", "张三", datetime(2021, 4, 1))
    ]


@pytest.mark.parametrize(
    "decision",
    [
        Decision("dust", EVENING, NOON, "沙尘", "张三", area="鹰潭市"),
        Decision("dust", NOON, EVENING, " ", "张三", area="鹰潭市"),
        Decision("dust", NOON, EVENING, "沙尘", "", area="鹰潭市"),
        Decision("dust", NOON, EVENING, "沙尘", "张三"),
        Decision("flood", NOON, EVENING, "洪水", "张三", site="2360A"),
    ],
)
def test_an_incomplete_decision_is_a_problem(bench, decision):
    with pytest.raises(Problem) as caught:
        decide(bench.lake, decision, datetime(2021, 4, 1))
    assert caught.value.code.key == "OBS012"
    assert bench.lake.version("exclusions") == 0
