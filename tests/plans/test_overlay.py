"""A person's corrections are carried out, survive recompiling, and are never lost silently."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from qingshan.kernel.problems import Problem
from qingshan.plans import overlay
from qingshan.plans.loading import load_plan
from qingshan.plans.overlay import Entry, Overlay, apply
from tests.plans.made_up import VOCABULARY, compiled

TEXT = """2021年甲市工作要点

一、工作目标
1、全市优良率达到90%,力争达到91%;
2、全市土壤环境质量保持稳定。
二、重点任务
1、治气。(责任单位:市交通局)
2、治水。(责任单位:市交通运输局、市水利局)
"""
BY = {"by": "甲", "on": date(2021, 7, 6), "reason": "核对原件"}


def _apply(plan, **fields):
    return apply(plan, Overlay((Entry(**BY, **fields),)))


@pytest.fixture
def plan():
    return compiled(TEXT)


def _lost(plan):
    return [entry for entry in plan.diagnostics if entry.code == "PLN121"]


def test_accepting_leaves_the_record_and_notes_who_and_why(plan):
    accepted = _apply(plan, do="accept", record="T-一1-1", binds=plan.targets[0].binding)
    assert accepted.targets[0].decisions == ("accept 甲 2021-07-06: 核对原件",)
    assert accepted.targets[0].value == "90"


def test_a_field_is_corrected_also_inside_a_part(plan):
    fields = {"value": "88", "indicator": {"key": "air.good_day_ratio_new"}}
    corrected = _apply(plan, do="correct", record="T-一1-1", set=fields)
    assert corrected.targets[0].value == "88"
    assert corrected.targets[0].indicator.key == "air.good_day_ratio_new"
    assert corrected.targets[0].indicator.text == plan.targets[0].indicator.text


def test_a_list_of_units_is_corrected_by_names_and_roles(plan):
    corrected = _apply(plan, do="correct", record="K-二1", set={"units": [{"name": "市水利局", "role": "lead"}]})
    assert [(unit.name, unit.role, unit.normalized) for unit in corrected.tasks[0].units] == [
        ("市水利局", "lead", "市水利局")
    ]


def test_a_record_is_removed_and_one_is_added(plan):
    assert [target.id for target in _apply(plan, do="remove", record="T-一2-1").targets] == ["T-一1-1"]
    record = {
        "quote": "森林覆盖率30%",
        "indicator": {"text": "森林覆盖率"},
        "comparator": ">=",
        "value": "30",
        "unit": "%",
    }
    added = _apply(plan, do="add", record="T-add-1", set=record).targets[-1]
    assert (added.id, added.value, added.scope.how, added.indicator.name) == ("T-add-1", "30", "implied", "森林覆盖率")
    assert _apply(plan, do="add", record="K-add-1", set={"heading": "治土"}).tasks[-1].heading == "治土"


def test_a_threshold_makes_a_qualitative_target_decidable(plan):
    declared = _apply(plan, do="threshold", record="T-一2-1", set={"comparator": ">=", "value": "95", "unit": "%"})
    assert (declared.targets[1].comparator, declared.targets[1].value) == (">=", "95")


def test_units_are_merged_only_by_a_person(plan):
    merged = _apply(plan, do="merge_units", units=("市交通局",), into="市交通运输局")
    assert [unit.normalized for task in merged.tasks for unit in task.units] == [
        "市交通运输局",
        "市交通运输局",
        "市水利局",
    ]
    assert merged.tasks[0].units[0].name == "市交通局", "as written"
    assert _lost(_apply(plan, do="merge_units", units=("市民政局",), into="市水利局"))


def test_the_document_gets_its_period_and_its_targets_with_it():
    undated = compiled(TEXT.replace("2021年", ""))
    dated = _apply(undated, do="document", set={"period": "2021", "area": "甲市"})
    assert (dated.document.period, dated.document.area, dated.targets[0].period) == ("2021", "甲市", "2021")


def test_an_entry_finds_its_record_again_when_the_numbering_has_moved(plan):
    entry = {"do": "correct", "record": "T-一1-1", "binds": plan.targets[0].binding, "set": {"value": "88"}}
    moved = compiled(
        TEXT.replace("1、全市优良率", "1、全市森林覆盖率达到30%。\n2、全市优良率").replace("2、全市土壤", "3、全市土壤")
    )
    corrected = _apply(moved, **entry)
    assert [target.value for target in corrected.targets] == ["30", "88", None]
    assert not _lost(corrected)


def test_an_entry_whose_record_is_gone_is_a_diagnostic(plan):
    entry = {"do": "remove", "record": "T-一1-1", "binds": plan.targets[0].binding}
    changed = _apply(compiled(TEXT.replace("90%", "89%")), **entry)
    assert len(changed.targets) == 2
    assert _lost(changed)[0].values == {"record": "T-一1-1"}


def test_the_overlay_beside_a_document_is_carried_out_at_every_load(tmp_path):
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    entries = [{"do": "merge_units", "units": ["市交通局"], "into": "市交通运输局", **BY}]
    (tmp_path / f"plan{overlay.SUFFIX}").write_text(
        yaml.safe_dump({"entries": entries}, allow_unicode=True), encoding="utf-8"
    )
    for _ in range(2):
        loaded = load_plan(tmp_path / "plan.txt", VOCABULARY)
        assert "PLN113" not in {entry.code for entry in loaded.diagnostics}


@pytest.mark.parametrize("text", ["entries: [{do: guess}]", "entries: [", "entries: [{do: accept, by: 甲, reason: x}]"])
def test_an_overlay_that_is_none_is_refused(tmp_path, text):
    path = tmp_path / "x.overlay.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as raised:
        overlay.load(path)
    assert raised.value.code.key == "PLN007"


def test_a_correction_that_gives_no_record_is_refused(plan):
    with pytest.raises(Problem) as raised:
        _apply(plan, do="correct", record="T-一1-1", set={"comparator": "about"})
    assert raised.value.code.key == "PLN007"


def test_an_overlay_as_a_person_writes_it_is_read(tmp_path):
    path = tmp_path / "x.overlay.yaml"
    entry = "  - {do: document, by: 甲, on: 2021-08-01, reason: 标题没有写明城市, set: {area: 甲市}}"
    path.write_text(f"entries:\n{entry}\n", encoding="utf-8")
    (found,) = overlay.load(path).entries
    assert (found.on.isoformat(), found.set) == ("2021-08-01", {"area": "甲市"})
