"""The dispatch, pure: what is asked of whom, whether it was answered, what the answers decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from qingshan.evaluation.dispatch.asking import figures_asked, month_of, named, tasks_asked
from qingshan.evaluation.dispatch.filling import (
    NUMBERS,
    HandedIn,
    figure_rows,
    filled_figures,
    filled_tasks,
    returned,
    row_of,
)
from qingshan.evaluation.dispatch.reporting import Accepted, decisions_of, period_spoken_of
from qingshan.evaluation.duties.compose import duties
from qingshan.evaluation.duties.decisions import Decision
from qingshan.evaluation.duties.duty import Assignment, Milestone
from qingshan.kernel.problems import Problem
from qingshan.observations.returns.reading import Cell
from tests.evaluation.city_plan import CITY, SEWAGE, SEWERS, STRAW, TREES, figure, plan

MARCH = month_of("2021-03")
DUTIES = duties(plan())
HANDED = HandedIn("市住建局", date(2021, 4, 8), ("E1",))


def decided(*kinds, milestone="1", duty=SEWERS):
    return tuple(
        Decision(duty, milestone, kind, date(2021, 3, day), "甲", "liaison", "函") for day, kind in enumerate(kinds, 1)
    )


def test_every_unit_of_a_task_is_asked_but_one_that_guides():
    sewers, trees = DUTIES
    more = (Assignment("省厅", "省厅", "guide"), Assignment("甲区", "甲区", "implement", by_rule=True))
    asked = tasks_asked(
        [replace(sewers, units=(*sewers.units, *more)), trees], (), {("市林业局", TREES, "open"): "植完"}
    )
    assert {unit: [(one.task, one.role) for one in lines] for unit, lines in asked.items()} == {
        "市住建局": [(SEWERS, "responsible")], "市城管局": [(SEWERS, "responsible")], "甲区": [(SEWERS, "implement")],
        "市林业局": [(TREES, "responsible")],
    }  # fmt: skip
    assert asked["市住建局"][0].as_json() == {
        "task": SEWERS, "milestone": "1", "path": "三(一)1", "heading": "修管网",
        "measures": "污水管网2021年8月底前修好",
        "role": "responsible", "due_text": "2021年8月底前", "due": "2021-08-31",
    }  # fmt: skip
    assert asked["市林业局"][0].last == "植完"


@pytest.mark.parametrize(
    ("taken", "is_asked"),
    [(("start",), True), (("start", "suspend"), False), (("done",), False), (("done", "return_proof"), True)],
)
def test_a_task_is_asked_for_while_it_is_new_or_running(taken, is_asked):
    assert ("市住建局" in tasks_asked(DUTIES, decided(*taken), {})) is is_asked


def test_a_task_that_was_extended_is_asked_for_with_its_new_day():
    longer = replace(decided("extend")[0], until=date(2021, 10, 31))
    assert tasks_asked(DUTIES, [longer], {})["市住建局"][0].due == "2021-10-31"


def asked(known, month=MARCH):
    return [(one.reporter, one.indicator, one.period) for one in figures_asked(plan(), known, month)]


def test_a_figure_is_asked_of_who_reported_the_last_one_in_the_periods_it_was_reported_in():
    assert asked([figure()]) == [("市住建局", SEWAGE, "2021Q1"), ("", STRAW, "2021Q1")]
    assert asked([figure("2020-12")])[:3] == [("市住建局", SEWAGE, f"2021-0{number}") for number in (1, 2, 3)]
    assert asked([figure("2020")], month_of("2021-11")) == [("", STRAW, f"2021Q{number}") for number in (1, 2, 3)]
    (line, _) = figures_asked(plan(), [figure()], MARCH)
    assert (line.area, line.unit, line.last) == (CITY, "%", "2020Q4：94.6/100")


def test_a_figure_that_is_known_is_not_asked_for_again():
    """The half-year covers both quarters; before a quarter is over nothing is asked."""
    assert asked([figure(), figure("2021Q1")]) == [("", STRAW, "2021Q1")]
    known = [figure(), figure("2021H1")]
    assert [one for one in asked(known, month_of("2021-06")) if one[1] == SEWAGE] == []
    assert asked([figure()], month_of("2021-02")) == []
    assert asked([figure(area="外市")])[0] == ("", SEWAGE, "2021Q1")


def test_a_person_names_who_reports_what_nobody_ever_reported():
    lines = named(figures_asked(plan(), [figure()], MARCH), {STRAW: "市农业农村局"})
    assert [(one.indicator, one.reporter) for one in lines] == [(SEWAGE, "市住建局"), (STRAW, "市农业农村局")]


@pytest.mark.parametrize("text", ["2021", "2021Q1", "三月", "2021-13"])
def test_a_dispatch_is_of_a_month(text):
    with pytest.raises(Problem) as problem:
        month_of(text)
    assert problem.value.code.key == "EVA068"


TASK = {"task": SEWERS, "milestone": "1", "heading": "修管网", "due": "2021-08-31"}
FIGURE = {"indicator": SEWAGE, "area": CITY, "period": "2021Q1", "unit": "%", "name": "城镇污水处理率"}


def tasks(*answers, lines=(TASK,)):
    return filled_tasks(
        lines, [row_of({"task": SEWERS, "milestone": "1", **one}, "行", NUMBERS) for one in answers], HANDED
    )


def figures(*answers, lines=(FIGURE,)):
    key = {"indicator": SEWAGE, "area": CITY, "period": "2021Q1"}
    return filled_figures(lines, [row_of({**key, **one}, "行", NUMBERS) for one in answers], HANDED)


def codes(found):
    return [(one.code.key, one.where) for one in found[1]]


def test_an_answered_task_keeps_what_was_asked():
    lines, mistakes = tasks({"progress": "3公里", "percent": "40", "claim": "已完成", "evidence": ("E1",)})
    assert (lines, mistakes) == (
        [{**TASK, "progress": "3公里", "percent": "40", "claim": "done", "evidence": ["E1"]}],
        [],
    )
    assert tasks({"progress": "无进展"})[0][0]["claim"] == "running"


def test_every_mistake_of_a_task_is_named():
    assert codes(tasks({})) == [("EVA061", "行 progress")]
    assert codes(tasks()) == [("EVA061", f"{SEWERS} 1 progress")]
    wrong = tasks({"percent": "101", "claim": "done"})
    assert codes(wrong) == [("EVA061", "行 progress"), ("EVA067", "行 percent"), ("EVA062", "行 evidence")]
    assert codes(tasks({"progress": "好", "claim": "done", "evidence": ("E9",)})) == [("EVA062", "行 evidence")]
    wrong = tasks({"progress": "好", "claim": "快了", "percent": "四成"})
    assert codes(wrong) == [("LED019", "行 percent"), ("LED019", "行 claim")]
    twice = tasks({"progress": "好"}, {"progress": "坏"}, {"task": "K-九", "progress": "好"})
    assert [code for code, _ in codes(twice)] == ["EVA065", "EVA064"]


def test_a_figure_needs_its_numbers_document_and_date_or_a_reason():
    given = {"numerator": "95.2", "denominator": "100", "document": "统计表", "dated": "2021-04-06"}
    lines, mistakes = figures(given)
    assert (lines, mistakes) == ([{**FIGURE, **given}], [])
    assert figures({"why_not": "未出表"}) == ([{**FIGURE, "why_not": "未出表"}], [])
    assert codes(figures({})) == [("EVA063", "行 value")]
    assert codes(figures({**given, "why_not": "未出表"})) == [("EVA066", "行 why_not")]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"numerator": "约95"}, "OBS037"), ({"numerator": "101"}, "OBS044"), ({"denominator": None}, "OBS041"),
        ({"denominator": "0"}, "OBS043"), ({"value": "90"}, "OBS046"), ({"numerator": "1.1234567"}, "OBS040"),
        ({"document": None}, "OBS047"), ({"dated": None}, "OBS047"), ({"dated": "四月"}, "OBS048"),
        ({"dated": "2021-04-09"}, "OBS049"),
    ],
)  # fmt: skip
def test_a_figure_is_checked_as_the_excel_returns_are(wrong, code):
    given = {"numerator": "95.2", "denominator": "100", "document": "统计表", "dated": "2021-04-06"}
    assert [found for found, _ in codes(figures({**given, **wrong}))] == [code]


def test_a_figure_of_an_indicator_nobody_declares_is_refused():
    line = {**FIGURE, "indicator": "moon.phase"}
    given = {"indicator": "moon.phase", "value": "1", "document": "d", "dated": "2021-04-06"}
    assert [code for code, _ in codes(figures(given, lines=[line]))] == ["OBS032"]


def test_a_number_a_spreadsheet_holds_is_taken_as_it_was_typed():
    key = {"indicator": SEWAGE, "area": CITY, "period": "2021Q1", "document": "d", "dated": "2021-04-06"}
    row = {
        **row_of(key, "行", ()),
        "numerator": Cell("G5", 95.2, "General", None),
        "denominator": Cell("H5", 100, "General", None),
    }
    lines, mistakes = filled_figures([FIGURE], [row], HANDED)
    assert (lines[0]["numerator"], mistakes) == ("95.2", [])
    percent = {**row, "numerator": Cell("G5", 0.952, "0.0%", None)}
    assert codes(filled_figures([FIGURE], [percent], HANDED)) == [("OBS039", "G5")]


def test_stored_figures_become_rows_of_a_return_again():
    stored = [{**FIGURE, "why_not": "未出表"}, {**FIGURE, "period": "2021Q2", "value": "95.200000", "numerator": "0"}]
    ((number, line, row),) = figure_rows(stored)
    found = returned("市住建局", number, line, row, "某单")
    assert (found.place, found["value"].value, found["reporter"].text) == ("填报!2", Decimal("95.200000"), "市住建局")


def sheet(unit="市住建局", claim="running", month=MARCH, task=SEWERS, milestone="1"):
    rows = [{"task": task, "milestone": milestone, "progress": "好", "claim": claim}]
    return Accepted(unit, month, "刘联络", date(2021, 4, 9), "调度填报单 x", rows)


def kinds(accepted, made=(), claims=()):
    known = {duty.key: duty for duty in DUTIES}
    return [
        (duty.key, one.kind, one.by, one.period)
        for duty, all_ in decisions_of(accepted, known, made, claims)
        for one in all_
    ]


def test_an_accepted_sheet_is_a_report_by_who_handed_it_in():
    assert kinds(sheet()) == [(SEWERS, "report", "刘联络", "2021-03")]


def test_a_task_is_done_when_all_who_answer_for_it_say_so():
    assert [kind for _, kind, _, _ in kinds(sheet(claim="done"))] == ["report"]
    others = {("市城管局", SEWERS, "1")}
    assert [kind for _, kind, _, _ in kinds(sheet(claim="done"), claims=others)] == ["report", "done"]
    assert [kind for _, kind, _, _ in kinds(sheet(), claims=others)] == ["report"]
    alone = sheet("市林业局", "done", task=TREES, milestone="open")
    assert [kind for _, kind, _, _ in kinds(alone)] == ["report", "done"]


def test_what_a_supporting_unit_writes_decides_nothing_and_a_claimed_task_takes_no_report():
    assert kinds(sheet("市财政局")) == []
    assert kinds(sheet(), made=decided("done")) == []
    assert kinds(sheet(), made=decided("start", "suspend")) == []
    assert kinds(sheet(task="K-九")) == []


@pytest.mark.parametrize(
    ("rhythm", "month", "period"),
    [
        ("quarter", "2021-03", "2021Q1"), ("quarter", "2021-04", "2021-04"), ("half", "2021-12", "2021H2"),
        ("year", "2021-12", "2021"), ("month", "2021-02", "2021-02"), ("week", "2021-12", "2021-12"),
        (None, "2021-12", "2021-12"),
    ],
)  # fmt: skip
def test_a_report_speaks_of_the_period_that_is_due(rhythm, month, period):
    assert period_spoken_of(Milestone("1", "recurring", "", rhythm=rhythm), month_of(month)) == period
