"""A month of the dispatch through its actions: asked, handed in, reviewed, locked, amended, brought into the lake."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from qingshan.evaluation.dispatch.asking import figures_asked, month_of, named
from qingshan.evaluation.dispatch.filling import HandedIn, Mistakes
from qingshan.kernel.problems import Problem
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.entry import Actor
from qingshan.observations.returns.figures import figures
from qingshan.observations.store.lake import Lake
from qingshan.operations.action import perform
from qingshan.operations.dispatch import form
from qingshan.operations.dispatch.figures import deliver
from qingshan.operations.dispatch.queries import counts, late
from qingshan.operations.dispatch.sheets import sheet
from qingshan.operations.ledger.importing import import_table
from qingshan.operations.ledger.queries import entries, history
from qingshan.operations.ledger.sheet import write
from qingshan.operations.log.models import Record
from qingshan.operations.log.verify import verify
from qingshan.operations.task.decided import decisions
from tests.evaluation.city_plan import CITY, SEWAGE, SEWERS, STRAW, TREES, figure, plan
from tests.operations.conftest import HEAD, call

DISPATCH = Actor("陈调度", "市污防办", frozenset({"coordinator"}))
HOUSING = Actor("刘联络", "市住建局", frozenset({"liaison"}))
CITY_CARE = Actor("钱联络", "市城管局", frozenset({"liaison"}))
TREE_UNIT = Actor("林联络", "市林业局", frozenset({"liaison"}))
OPENED, HANDED, REVIEWED = date(2021, 4, 1), date(2021, 4, 8), date(2021, 4, 9)
OVER = date(2021, 4, 15)
KEY = {"indicator": SEWAGE, "area": CITY, "period": "2021Q1"}
NUMBERS = {**KEY, "numerator": "95.2", "denominator": "100", "document": "一季度统计表", "dated": "2021-04-06"}
PROGRESS = {"task": SEWERS, "milestone": "1", "progress": "完成3公里", "percent": "40"}


def missing(known=(), month="2021-03", reporters=()):
    lines = named(figures_asked(plan(), [figure(), *known], month_of(month)), dict(reporters))
    return [one for one in lines if one.reporter]


def opens(period="2021-03", day=OPENED, actor=DISPATCH, **more):
    lines = [{"reporter": one.reporter, **one.as_json()} for one in missing(month=period, **more)]
    return perform("dispatch.open", {"period": period, "figures": lines}, call(actor, day))


def hands(
    actor=HOUSING, day=HANDED, period="2021-03", unit=None, tasks=(PROGRESS,), figures=(NUMBERS,), evidence=(), **more
):
    given = {"period": period, "unit": unit or actor.unit, "tasks": list(tasks), "figures": list(figures)}
    return perform("dispatch.submit", {**given, "evidence": list(evidence), **more}, call(actor, day))


def does(action, unit="市住建局", day=REVIEWED, reason="", document="", actor=DISPATCH, period="2021-03", **given):
    return perform(f"dispatch.{action}", {"period": period, "unit": unit, **given}, call(actor, day, reason, document))


def paper(tmp_path, key, kind="bulletin", day=OVER, actor=DISPATCH):
    path = tmp_path / f"{key}.txt"
    path.write_text(key)
    given = {"key": key, "kind": kind, "title": key, "dated": day.isoformat(), "file": str(path)}
    perform("evidence.add", given, call(actor, day))
    return key


def locks(tmp_path, day=OVER, reason="", **more):
    bulletin = paper(tmp_path, f"通报{day}", day=day)
    return perform("dispatch.lock", {"period": "2021-03", "evidence": [bulletin], **more}, call(DISPATCH, day, reason))


def refused(run, *given, **named_):
    count = Record.objects.count()
    with pytest.raises(Problem) as problem:
        run(*given, **named_)
    assert Record.objects.count() == count
    return problem.value.code.key


@pytest.fixture
def city(office):
    """An office with the plan in force and the month of March asked for."""
    perform("plan.adopt", {"plan": plan().as_json()}, call(DISPATCH, date(2021, 1, 4)))
    opens()
    return office


def lines_of(unit, table, period="2021-03"):
    return sheet(period, unit, OVER).lines(table)


def test_each_unit_gets_one_sheet_with_its_tasks_and_the_figures_it_lacks(city):
    assert counts("2021-03", OPENED) == {"asked": 3}
    (task,) = lines_of("市住建局", "tasks")
    assert (task["task"], task["heading"], task["due"], task["role"]) == (SEWERS, "修管网", "2021-08-31", "responsible")
    (line,) = lines_of("市住建局", "figures")
    assert (line["indicator"], line["period"], line["last"]) == (SEWAGE, "2021Q1", "2020Q4：94.6/100")
    assert lines_of("市林业局", "figures") == []
    assert refused(opens) == "OPS012"


def test_opening_again_adds_the_units_without_a_sheet(city):
    (line,) = opens(reporters={STRAW: "市农业农村局"})
    assert line.key == "dispatch_sheets/2021-03 市农业农村局"
    assert lines_of("市农业农村局", "tasks") == []


def test_who_may_open_and_what(office):
    assert refused(opens, actor=HOUSING) == "OPS006"
    assert refused(opens) == "OPS013"
    perform("plan.adopt", {"plan": plan().as_json()}, call(DISPATCH, date(2021, 1, 4)))
    assert refused(opens, period="2021") == "EVA068"
    line = {"reporter": "市住建局", "indicator": SEWAGE, "area": CITY, "period": "去年"}
    given = {"period": "2021-03", "figures": [line]}
    assert refused(perform, "dispatch.open", given, call(DISPATCH, OPENED)) == "OBS035"
    unknown = {"period": "2021-03", "figures": [{**line, "indicator": "moon.phase"}]}
    assert refused(perform, "dispatch.open", unknown, call(DISPATCH, OPENED)) == "OBS032"
    nobody = {"period": "2021-03", "figures": [{**line, "reporter": ""}]}
    assert refused(perform, "dispatch.open", nobody, call(DISPATCH, OPENED)) == "OPS008"


def test_a_month_without_anything_to_ask_is_refused(office):
    from dataclasses import replace

    perform("plan.adopt", {"plan": replace(plan(), tasks=()).as_json()}, call(DISPATCH, date(2021, 1, 4)))
    assert refused(perform, "dispatch.open", {"period": "2021-03"}, call(DISPATCH, OPENED)) == "OPS034"


def test_an_accepted_sheet_is_a_report_on_its_tasks(city):
    hands()
    accepted, reported = does("accept")
    assert (accepted.action, accepted.state, reported.kind, reported.key) == (
        "dispatch.accept", "accepted", "task", f"2021/{SEWERS}",
    )  # fmt: skip
    (made,) = decisions("2021")
    assert (made.kind, made.by, made.role, made.on, made.period) == ("report", "刘联络", "liaison", REVIEWED, "2021-03")
    assert made.document == "调度填报单 2021-03 市住建局"
    assert not any(one.faults for one in verify())


def test_all_mistakes_of_a_sheet_are_named_together(city):
    wrong = {**NUMBERS, "numerator": "101"}
    with pytest.raises(Mistakes) as caught:
        hands(tasks=[{**PROGRESS, "progress": "", "claim": "done"}], figures=[wrong])
    assert caught.value.code.key == "EVA060"
    assert [one.code.key for one in caught.value.mistakes] == ["EVA061", "EVA062", "OBS044"]
    assert caught.value.mistakes[2].where == f"{SEWAGE} {CITY} 2021Q1 numerator"
    assert refused(hands, tasks=[], figures=[]) == "EVA060"
    assert counts("2021-03", HANDED) == {"asked": 3}


def test_only_the_unit_itself_hands_in_and_not_twice(city):
    assert refused(hands, CITY_CARE, unit="市住建局") == "OPS031"
    assert refused(hands, DISPATCH, unit="市住建局") == "OPS006"
    assert refused(hands, unit="市公安局") == "OPS013"
    assert refused(hands, version=7) == "OPS011"
    hands(version=1)
    assert refused(hands) == "LED007"
    does("accept")
    assert refused(hands) == "LED005"


def test_who_handed_in_does_not_accept(city):
    both = Actor("两职", "市住建局", frozenset({"liaison", "coordinator"}))
    hands(both)
    assert refused(does, "accept", actor=both) == "LED009"
    assert refused(does, "accept", actor=HOUSING) == "OPS006"
    does("accept")


def test_a_returned_sheet_is_due_again_with_what_it_said(city):
    hands()
    assert refused(does, "return") == "LED011"
    does("return", day=date(2021, 4, 12), reason="与现场不符")
    assert lines_of("市住建局", "tasks")[0]["progress"] == "完成3公里"
    waiting = late("2021-03", date(2021, 4, 16))
    assert [(one.deadline, one.state) for entry, one in waiting if entry.fields["unit"] == "市住建局"] == [
        ("again", "overdue")
    ]
    hands(day=date(2021, 4, 14), tasks=[{**PROGRESS, "progress": "完成2公里"}])
    does("accept", day=date(2021, 4, 15))
    assert [line.action for line in history("dispatch_sheets", "2021-03 市住建局")] == [
        "dispatch.open", "dispatch.submit", "dispatch.return", "dispatch.resubmit", "dispatch.accept",
    ]  # fmt: skip


def test_a_task_is_done_when_both_its_units_say_so_with_evidence(city, tmp_path):
    done = {**PROGRESS, "claim": "done", "percent": "100"}
    for actor, own in ((HOUSING, (NUMBERS,)), (CITY_CARE, ())):
        key = paper(tmp_path, f"验收{actor.unit}", "photo", HANDED, actor)
        assert refused(hands, actor, tasks=[{**done, "evidence": [key]}], figures=own) == "EVA060"
        hands(actor, tasks=[{**done, "evidence": [key]}], figures=own, evidence=[key])
        does("accept", unit=actor.unit)
    assert [(one.kind, one.by) for one in decisions("2021")] == [
        ("report", "刘联络"), ("report", "钱联络"), ("done", "钱联络"),
    ]  # fmt: skip
    opens("2021-04", date(2021, 5, 6))
    assert counts("2021-04", date(2021, 5, 6)) == {"asked": 2}
    assert lines_of("市住建局", "tasks", "2021-04") == []


def test_the_next_month_shows_what_was_accepted_last(city):
    hands()
    does("accept")
    hands(CITY_CARE, figures=())
    opens("2021-04", date(2021, 5, 6))
    assert lines_of("市住建局", "tasks", "2021-04")[0]["last"] == "完成3公里"
    assert "last" not in lines_of("市城管局", "tasks", "2021-04")[0]


def test_a_month_of_the_next_year_still_asks_for_the_plan_of_the_old_one(city):
    hands()
    does("accept")
    day = date(2022, 2, 7)
    assert refused(perform, "dispatch.open", {"period": "2022-01"}, call(DISPATCH, day)) == "OPS013"
    perform("dispatch.open", {"period": "2022-01", "plan": "2021"}, call(DISPATCH, day))
    assert lines_of("市住建局", "tasks", "2022-01")[0]["last"] == "完成3公里"
    quarters = [one.period for one in figures_asked(plan(), [figure()], month_of("2022-01")) if one.indicator == SEWAGE]
    assert quarters == ["2021Q1", "2021Q2", "2021Q3", "2021Q4"]
    hands(period="2022-01", figures=(), day=date(2022, 2, 8))
    lines = does("accept", period="2022-01", day=date(2022, 2, 9))
    assert [line.key for line in lines] == ["dispatch_sheets/2022-01 市住建局", f"2021/{SEWERS}"]


def test_a_claim_is_taken_back_by_the_next_sheet(city, tmp_path):
    key = paper(tmp_path, "验收", "photo", HANDED, HOUSING)
    hands(tasks=[{**PROGRESS, "claim": "done", "evidence": [key]}], evidence=[key])
    does("accept")
    opens("2021-04", date(2021, 5, 6))
    own = [{**NUMBERS, "dated": "2021-05-06"}]
    hands(day=date(2021, 5, 7), period="2021-04", figures=own)
    does("accept", day=date(2021, 5, 8), period="2021-04")
    hands(
        CITY_CARE,
        date(2021, 5, 8),
        "2021-04",
        tasks=[{**PROGRESS, "claim": "done", "evidence": [key]}],
        figures=(),
        evidence=[key],
    )
    does("accept", "市城管局", date(2021, 5, 9), period="2021-04")
    assert {one.kind for one in decisions("2021")} == {"report"}


def test_a_lock_closes_every_sheet_or_none(city, tmp_path):
    hands()
    does("accept")
    hands(CITY_CARE, figures=())
    bulletin = paper(tmp_path, "三月通报", day=REVIEWED)
    given = {"period": "2021-03", "evidence": [bulletin]}
    assert refused(perform, "dispatch.lock", given, call(DISPATCH, OVER)) == "OPS032"
    early = {**given, "early": True}
    assert refused(perform, "dispatch.lock", early, call(DISPATCH, OVER)) == "OPS037"
    assert refused(perform, "dispatch.lock", {**early, "evidence": []}, call(DISPATCH, OVER, "会期")) == "LED013"
    does("accept", "市城管局", OVER)
    lines = perform("dispatch.lock", given, call(DISPATCH, OVER))
    assert {line.key.rpartition(" ")[2]: (line.action, line.state, line.evidence) for line in lines} == {
        "市住建局": ("dispatch.lock", "locked", (bulletin,)),
        "市城管局": ("dispatch.lock", "locked", (bulletin,)),
        "市林业局": ("dispatch.miss", "missed", (bulletin,)),
    }
    assert refused(perform, "dispatch.lock", given, call(DISPATCH, OVER)) == "OPS033"
    assert refused(perform, "dispatch.lock", {**given, "period": "2021-07"}, call(DISPATCH, OVER)) == "OPS013"


def test_while_units_have_time_a_month_is_locked_early_for_a_reason_only(city, tmp_path):
    assert (
        refused(perform, "dispatch.lock", {"period": "2021-03", "evidence": []}, call(DISPATCH, REVIEWED)) == "OPS032"
    )
    locks(tmp_path, REVIEWED, "提前上会", early=True)
    assert counts("2021-03", REVIEWED) == {"missed": 3}


def test_an_extension_gives_a_unit_more_time(city):
    assert len(late("2021-03", date(2021, 4, 12))) == 3
    assert refused(does, "extend", "市林业局", reason="汛情", until="2021-04-20") == "LED012"
    does("extend", "市林业局", reason="汛情", document="防汛通知", until="2021-04-20")
    found = {entry.fields["unit"]: one.state for entry, one in late("2021-03", date(2021, 4, 12))}
    assert found == {"市住建局": "overdue", "市城管局": "overdue"}


def test_a_renamed_unit_hands_in_the_sheet_of_its_old_name(city):
    for action, day, given in (
        ("enter", date(2021, 1, 1), {"name": "市住建局"}),
        ("rename", date(2021, 4, 6), {"unit": "市住建局", "to": "市住建委"}),
    ):  # fmt: skip
        perform(f"unit.{action}", given, call(HEAD, day))
    assert refused(hands, TREE_UNIT, unit="市住建委") == "OPS031"
    hands(Actor("刘联络", "市住建委", frozenset({"liaison"})), unit="市住建委")
    does("accept", "市住建局")
    assert [one.by for one in decisions("2021")] == ["刘联络"]
    assert refused(opens, day=REVIEWED) == "OPS012"


def test_an_amendment_says_what_it_changed_by_which_document(city, tmp_path):
    hands()
    new = {**NUMBERS, "numerator": "95.1", "dated": "2021-04-12"}
    said = {"figure": new, "day": date(2021, 5, 6)}
    does("accept")
    assert refused(does, "amend", reason="笔误", document="更正函", **said) == "LED005"
    locks(tmp_path)
    assert refused(does, "amend", reason="笔误", **said) == "LED012"
    assert refused(does, "amend", reason="笔误", document="更正函", day=date(2021, 5, 6)) == "OPS008"
    other = {"figure": {**new, "period": "2021Q2"}, "day": date(2021, 5, 6)}
    assert refused(does, "amend", reason="笔误", document="更正函", **other) == "OPS035"
    (line,) = does("amend", reason="笔误", document="更正函", **said)
    assert line.state == "locked"
    assert line.before["fields"]["figures"][0]["numerator"] == "95.200000"
    assert (line.after["fields"]["figures"][0]["numerator"], line.document) == ("95.100000", "更正函")
    task = {"task": {**PROGRESS, "progress": "完成2公里", "claim": "done"}, "day": date(2021, 5, 7)}
    assert refused(does, "amend", reason="核实", document="核查记录", **task) == "EVA060"
    unnumbered = {"task": SEWERS, "progress": "完成2公里", "percent": "40"}
    task = {"task": unnumbered, "day": date(2021, 5, 7)}
    (line,) = does("amend", reason="核实", document="核查记录", **task)
    assert line.after["fields"]["tasks"][0]["amended"] == "核查记录"
    assert not any(one.faults for one in verify())


def test_accepted_figures_reach_the_lake_once_and_an_amendment_is_a_revision(city, tmp_path):
    lake = Lake.create(tmp_path / "lake")
    hands()
    assert deliver(lake, datetime(2021, 4, 9, tzinfo=UTC)).total("kept") == 0
    does("accept")
    done = deliver(lake, datetime(2021, 4, 10, tzinfo=UTC), "2021-03")
    assert (done.total("kept"), done.problems) == (1, ())
    (kept,) = figures(lake)
    assert (str(kept.numerator), kept.reporter, kept.stage) == ("95.2", "市住建局", 1)
    assert kept.document == "一季度统计表（调度填报单 2021-03 市住建局）"
    versions = [lake.version(table) for table in ("figures", "imports")]
    assert all(one.is_known for one in deliver(lake, datetime(2021, 4, 11, tzinfo=UTC)).files)
    assert [lake.version(table) for table in ("figures", "imports")] == versions
    locks(tmp_path)
    new = {**NUMBERS, "numerator": "95.1"}
    does("amend", day=date(2021, 5, 6), reason="笔误", document="更正函", figure=new)
    done = deliver(lake, datetime(2021, 5, 6, tzinfo=UTC))
    (change,) = done.changes
    assert (
        change.as_json()["document_after"] == "一季度统计表（调度填报单 2021-03 市住建局；更正依据 更正函） 2021-04-06"
    )
    assert [str(figures(lake, known)[0].numerator) for known in (datetime(2021, 5, 1), None)] == ["95.2", "95.1"]
    assert missing(figures(lake)) == []


def test_of_a_missed_sheet_only_what_was_amended_since_is_delivered(city, tmp_path):
    lake = Lake.create(tmp_path / "lake")
    hands()
    locks(tmp_path, reason="未审核", early=True)
    assert deliver(lake, datetime(2021, 5, 1, tzinfo=UTC)).files == ()
    does("amend", day=date(2021, 5, 6), reason="补报", document="补报函", figure=NUMBERS)
    assert deliver(lake, datetime(2021, 5, 6, tzinfo=UTC)).total("kept") == 1


def test_a_figure_older_than_the_one_that_stands_is_refused_by_name(city, tmp_path):
    lake = Lake.create(tmp_path / "lake")
    hands()
    does("accept")
    locks(tmp_path)
    deliver(lake, datetime(2021, 4, 16, tzinfo=UTC))
    older = {**NUMBERS, "numerator": "95.1", "dated": "2021-04-02"}
    does("amend", day=date(2021, 5, 6), reason="笔误", document="更正函", figure=older)
    done = deliver(lake, datetime(2021, 5, 6, tzinfo=UTC))
    assert [one.code.key for one in done.problems] == ["OBS052"]


def test_the_ledger_of_sheets_is_kept_by_the_dispatch_alone(city, tmp_path):
    opening = {"ledger": "dispatch_sheets", "key": "x", "fields": {"period": "2021-03", "unit": "市住建局"}}
    assert refused(perform, "ledger.open", opening, call(DISPATCH, OPENED)) == "OPS030"
    acting = {"ledger": "dispatch_sheets", "key": "2021-03 市住建局", "action": "submit"}
    assert refused(perform, "ledger.act", acting, call(HOUSING, HANDED)) == "OPS030"
    path = tmp_path / "sheets.xlsx"
    assert write(path, ledger("dispatch_sheets"), entries(OPENED, "dispatch_sheets")) == 3
    assert refused(import_table, path, "dispatch_sheets", call(DISPATCH, OPENED)) == "OPS030"
    row = [cell.value for cell in load_workbook(path).worksheets[0][2]]
    assert json.loads(row[4])[0]["task"] in {SEWERS, TREES}


def test_a_form_comes_back_as_it_was_filled(city, tmp_path):
    path = tmp_path / "form.xlsx"
    own = sheet("2021-03", "市住建局", HANDED)
    assert form.write(path, own) == 2
    numbers = {"分子": 95.2, "分母": 100, "依据文件": "一季度统计表", "文件日期": date(2021, 4, 6)}
    fill(path, {"任务": {"进展情况": "完成3公里", "完成率（%）": 40, "是否完成": "推进中"}, "数据": numbers})
    handed = HandedIn("市住建局", HANDED)
    given = form.answers(path, own, handed)
    assert given["figures"] == [NUMBERS]
    assert given["tasks"] == [{**PROGRESS, "claim": "running"}]
    hands(**given)
    again = tmp_path / "again.xlsx"
    does("return", reason="核对")
    form.write(again, sheet("2021-03", "市住建局", HANDED))
    assert load_workbook(again)["任务"]["J4"].value == "完成3公里"
    assert form.answers(again, sheet("2021-03", "市住建局", HANDED), handed) == given


def fill(path, typed):
    book = load_workbook(path)
    for title, cells in typed.items():
        heads = {cell.value: cell.column for cell in book[title][form.HEADS]}
        for head, value in cells.items():
            book[title].cell(form.FIRST, heads[head], value)
    book.save(path)


def test_mistakes_in_a_form_are_named_by_cell(city, tmp_path):
    path = tmp_path / "form.xlsx"
    own = sheet("2021-03", "市住建局", HANDED)
    form.write(path, own)
    fill(
        path,
        {
            "任务": {"完成率（%）": 40.5, "是否完成": "已完成", "佐证材料编号": "E1、E2"},
            "数据": {"分子": "约95", "分母": 100},
        },
    )
    with pytest.raises(Mistakes) as caught:
        form.answers(path, own, HandedIn("市住建局", HANDED, ("E1",)))
    found = [(one.code.key, one.where.removeprefix("form.xlsx ")) for one in caught.value.mistakes]
    assert found == [
        ("LED019", "任务!K4"), ("EVA061", "任务!J4"), ("EVA062", "任务!O4"),
        ("OBS037", "数据!H4"), ("OBS047", "数据!J4"), ("OBS047", "数据!K4"),
    ]  # fmt: skip


def test_another_sheets_form_is_refused(city, tmp_path):
    path, other = tmp_path / "form.xlsx", sheet("2021-03", "市城管局", HANDED)
    form.write(path, sheet("2021-03", "市住建局", HANDED))
    assert refused(form.read, path, other) == "OPS036"
    path.write_bytes(b"nothing")
    assert refused(form.read, path, other) == "OPS036"
    form.write(path, other)
    book = load_workbook(path)
    book["任务"]["J2"] = "进度"
    book.save(path)
    assert refused(form.read, path, other) == "OPS036"
