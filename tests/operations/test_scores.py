"""Kept scores: computed by the action alone, one version for each day, compared, and computed anew."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.evaluation.scoring.document import in_language, score_json
from qingshan.evaluation.scoring.kept import again, written
from qingshan.evaluation.scoring.records import Input
from qingshan.evaluation.scoring.scheme import scheme
from qingshan.evaluation.scoring.score import score
from qingshan.kernel.periods import Period
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.operations.action import perform
from qingshan.operations.log.models import Record
from qingshan.operations.log.verify import verify
from qingshan.operations.score.department import inputs_of, work
from qingshan.operations.score.models import ScoreNow
from qingshan.operations.score.queries import between, course, periods, table
from tests.operations.conftest import HEAD, WORKER, acted, call, opened
from tests.operations.test_tasks import ISSUED, OFFICE, SEWERS, adopt, plan

ANALYST = Actor("分析员", "环境监测站", frozenset({"analyst"}))
SOURCE = Text("监测月报{第3期}", "monthly report {3}")


def keep(as_of, subject="甲区", key="older_city", period="2021", actor=ANALYST, day=date(2021, 12, 31), **values):
    """Keep a score by numbers; names are those of ``older_city`` unless they hold a point."""
    found = {name: Input(None if value is None else Fraction(value), SOURCE) for name, value in values.items()}
    given = {"scheme": key, "subject": subject, "period": period, "as_of": as_of, "inputs": written(found)}
    return perform("score.keep", given, call(actor, day))


def days(good, sections=None):
    sections_known = {} if sections is None else {"water.section_compliance_ratio": sections}
    return {"air.good_days": good, "air.good_days:target": "330", **sections_known}


def code_of(run, *given, **named):
    count = Record.objects.count()
    with pytest.raises(Problem) as problem:
        run(*given, **named)
    assert Record.objects.count() == count
    return problem.value.code.key


def test_the_action_computes_what_it_keeps(office):
    (line,) = keep("2021-06-30", **days("325", "95"))
    assert (line.kind, line.key, line.version, line.state) == ("score", "older_city/甲区/2021", 1, "scored")
    kept = ScoreNow.objects.get().document
    assert kept == line.after
    assert (kept["so_far"], kept["decided"], kept["full"], kept["as_of"]) == ("9.5", "14", "14", "2021-06-30")
    assert kept["inputs"]["air.good_days"]["provenance"]["zh"] == SOURCE.zh
    assert not any(one.faults for one in verify())


def test_a_kept_score_says_in_both_languages_what_a_run_says(office):
    inputs = {"air.good_days": Input(Fraction(325), SOURCE), "air.good_days:target": Input(None, SOURCE)}
    given = {"scheme": "older_city", "subject": "甲区", "period": "2021", "as_of": "2021-06-30"}
    perform("score.keep", {**given, "inputs": written(inputs)}, call(ANALYST, date(2021, 7, 1)))
    kept, run = ScoreNow.objects.get().document, score(scheme("older_city"), inputs, "甲区")
    for language in ("zh", "en"):
        said = score_json(run, language)
        assert said.items() <= in_language(kept, language).items()
    assert kept["state"] == "open"


def test_no_caller_says_how_many_marks_there_are(office):
    given = {"scheme": "older_city", "subject": "甲区", "period": "2021", "as_of": "2021-06-30", "inputs": {}}
    for wrong in (
        {"so_far": "14"},
        {"inputs": {"air.good_days": {"value": 325}}},
        {"inputs": {"air.good_days": {"value": "many"}}},
        {"inputs": {"air.good_days": {"value": "1/0"}}},
        {"subject": " "},
        {"period": "this year"},
    ):
        assert code_of(perform, "score.keep", {**given, **wrong}, call(ANALYST)) == "OPS008"
    assert code_of(keep, "2021-06-30", **{"air.good_dayz": "1"}) == "EVA304"
    assert code_of(keep, "2021-06-30", key="no_such") == "EVA301"


def test_only_coordinator_and_analyst_keep_scores(office):
    assert code_of(keep, "2021-06-30", actor=WORKER, **days("325")) == "OPS006"
    keep("2021-06-30", actor=OFFICE, **days("325"))


def test_the_same_again_and_a_day_out_of_order_are_refused(office):
    assert code_of(keep, "2020-12-31", **days("325")) == "OPS051"
    keep("2021-06-30", **days("325"))
    assert code_of(keep, "2021-06-30", **days("325")) == "OPS050"
    assert code_of(keep, "2021-05-31", **days("320")) == "OPS051"
    assert code_of(keep, "2021-09-30", day=date(2021, 9, 29), **days("325")) == "OPS051"
    (line,) = keep("2021-06-30", **days("324"))
    assert (line.version, set(line.before)) == (2, {"so_far", "lost", "inputs"})
    assert keep("2021-07-31", **days("324"))[0].before == {"as_of": "2021-06-30"}


def test_who_comes_second_is_refused(office):
    keep("2021-06-30", **days("325"))
    version, document = ScoreNow.stands("older_city/甲区/2021")
    keep("2021-07-31", **days("326"))
    assert code_of(ScoreNow.write, "older_city/甲区/2021", version + 1, document) == "OPS011"


def test_a_score_has_its_course_through_the_year(office):
    for day, good in (("2021-06-30", "320"), ("2021-09-30", "325"), ("2021-12-31", "329")):
        keep(day, **days(good))
    found = [
        (one.version, one.document["as_of"], one.document["so_far"]) for one in course("older_city", "甲区", "2021")
    ]
    assert found == [(1, "2021-06-30", "5"), (2, "2021-09-30", "6"), (3, "2021-12-31", "6.8")]
    assert code_of(course, "older_city", "乙区", "2021") == "OPS013"


def test_all_subjects_of_a_scheme_stand_in_a_table_as_of_a_day(office):
    keep("2021-06-30", **days("320"))
    keep("2021-06-30", "乙区", **days("330"))
    keep("2021-06-30", "丙区", period="2021H1", **days("330"))
    keep("2021-09-30", "甲区", **days("330", "100"))

    def rows(day):
        return [(one.document["subject"], one.document["so_far"]) for one in table("older_city", "2021", day)]

    assert rows(date(2021, 6, 29)) == []
    assert rows(date(2021, 6, 30)) == [("乙区", "7"), ("甲区", "5")]
    assert rows(date(2021, 9, 30)) == [("甲区", "14"), ("乙区", "7")]


def test_two_versions_are_compared_item_by_item_and_exactly(office):
    keep("2021-06-30", **days("325"))
    keep("2021-09-30", **days("326", "280/3"))
    found = between("older_city", "甲区", "2021", 1, 2)
    assert [(one.key, one.before, one.after, one.change) for one in found.items] == [
        ("air_days", 6, Fraction("6.2"), Fraction("0.2")),
        ("sections", None, Fraction("196/3") - 63, None),
    ]
    assert [(one.name, one.before, one.after) for one in found.inputs] == [
        ("air.good_days", "325", "326"), ("water.section_compliance_ratio", None, "280/3"),
    ]  # fmt: skip
    assert not found.scheme_changed
    assert code_of(between, "older_city", "甲区", "2021", 1, 3) == "OPS013"


TRIAL = """
key: trial
label: {zh: 试验, en: trial}
source: {document: 试验, verification: copy}
subject: area
inputs: {a: {label: {zh: 甲, en: a}}}
items: [{key: a, label: {zh: 甲, en: a}, full: "10", rules: [{kind: count_deduction, value: a, per: "2"}]}]
"""


def test_a_kept_score_is_computed_anew_and_a_changed_scheme_is_noticed(office, tmp_path, monkeypatch):
    def define(name, text):
        path = tmp_path / name / "evaluation" / "scoring" / "schemes" / "trial.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("QINGSHAN_DEFINITIONS", str(tmp_path / name))

    define("first", TRIAL)
    keep("2021-06-30", key="trial", a="7/3")
    kept = ScoreNow.objects.get().document
    assert again(kept) == "same"
    define("comment", TRIAL.replace("subject: area", "subject: area # 注"))
    assert again(kept) == "same"
    assert again({**kept, "so_far": "10"}) == "differs"
    define("second", TRIAL.replace('per: "2"', 'per: "3"'))
    assert again(kept) == "scheme_changed"
    keep("2021-07-31", key="trial", a="7/3")
    found = between("trial", "甲区", "2021", 1, 2)
    assert (found.scheme_changed, [one.change for one in found.items], found.inputs) == (True, [Fraction(-7, 3)], ())
    monkeypatch.setenv("QINGSHAN_DEFINITIONS", "")
    assert again(kept) == "scheme_gone"


def test_a_department_keeps_one_course_through_its_renaming(office):
    for action, day, given in (
        ("enter", date(2015, 1, 1), {"name": "环境保护局"}),
        ("rename", date(2021, 8, 1), {"unit": "环境保护局", "to": "生态环境局"}),
    ):
        perform(f"unit.{action}", given, call(HEAD, day))
    keep("2021-06-30", "环境保护局", "department_duties", **{"tasks.overdue": "1"})
    keep("2021-09-30", "生态环境局", "department_duties", **{"tasks.overdue": "0"})
    found = course("department_duties", "生态环境局", "2021")
    assert [(one.version, one.document["subject"]) for one in found] == [(1, "环境保护局"), (2, "生态环境局")]
    assert len(between("department_duties", "生态环境局", "2021", 1, 2).inputs) == 1


def test_a_department_is_scored_on_what_the_office_knows(office):
    adopt(plan())
    opened(unit="市住建局")
    year = Period.year(2021)
    assert inputs_of("市住建局", work(year, date(2021, 8, 31)))["tasks.overdue"].value == 0
    found = inputs_of("市住建局", work(year, date(2021, 9, 1)))
    assert {name: one.value for name, one in found.items() if name[:5] != "sheet"} == {
        "tasks.overdue": 1, "tasks.done_late": 0, "tasks.unreported": 0, "tasks.returned": 0,
        "problems.overdue": 1, "problems.late": 0, "problems.reopened": 0,
    }  # fmt: skip
    assert found["sheets.late"].value is None
    assert "修管网" in found["tasks.overdue"].provenance.zh
    assert all(one.provisional for one in found.values() if one.value is not None)
    perform("task.decide", {"task": SEWERS, "kind": "done"}, call(OFFICE, date(2021, 9, 2), document="竣工报告"))
    mason = Actor("泥瓦匠", "市住建局", frozenset({"rectifier"}))
    acted("start", actor=mason, day=date(2021, 9, 2))
    acted("submit", actor=mason, day=date(2021, 9, 2))
    later = inputs_of("市住建局", work(year, date(2021, 12, 31)))
    counted = ("tasks.overdue", "tasks.done_late", "problems.overdue", "problems.late")
    assert [later[name].value for name in counted] == [0, 1, 0, 1]
    given = {"scheme": "department_duties", "subject": "市住建局", "period": "2021", "as_of": "2021-12-31"}
    perform("score.keep", {**given, "inputs": written(later)}, call(OFFICE, date(2021, 12, 31)))
    kept = ScoreNow.objects.get().document
    assert (kept["so_far"], kept["decided"], again(kept)) == ("77", "80", "same")
    assert kept["unverified"] == ["milestones", "reports", "proofs", "rectified", "lasting"]


def test_a_unit_of_which_nothing_is_known_gets_no_marks(office):
    adopt(plan(), day=ISSUED)
    found = score(scheme("department_duties"), inputs_of("城管菊", work(Period.year(2021), date(2021, 9, 1))))
    assert (found.so_far, found.decided) == (0, 0)
    assert found.items[0].lacking[0].zh.endswith("要点中没有由该单位牵头的任务")


def test_the_periods_of_kept_scores_are_counted_by_scheme(office):
    keep("2021-06-30", **days("325"))
    keep("2021-06-30", subject="乙区", **days("300"))
    keep("2021-06-30", period="2021H1", **days("160"))
    assert periods() == {"older_city": {"2021H1": 1, "2021": 2}}


def test_a_table_of_any_size_is_two_queries_and_a_third_for_an_earlier_day(office):
    for subject in ("甲区", "乙区", "丙区"):
        keep("2021-06-30", subject=subject, **days("325"))
    keep("2021-07-31", **days("320"))
    with CaptureQueriesContext(connection) as asked:
        now = table("older_city", "2021", date(2021, 8, 1))
        before = table("older_city", "2021", date(2021, 7, 1))
    assert [point.version for point in now] == [1, 1, 2]
    assert {(point.document["subject"], point.version) for point in before} == {("甲区", 1), ("乙区", 1), ("丙区", 1)}
    assert len(asked) <= 2 * 3
