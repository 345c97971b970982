"""Damaged text never crashes the compiler, and every span stays exact."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qingshan.plans.ir import Plan
from qingshan.plans.phrases import grammar
from qingshan.plans.stages.normalise import fold, normalise
from tests.plans.made_up import compiled

SOUND = """2021年甲市工作要点
发布日期：2021年3月5日
一、工作目标
１市区（包括甲区、乙区）细颗粒物（PM2.5）平均濃度控制在34μg/m3以内，力争达到33μg/m3；丙丁市、戊县控制在30μg/m3以内；
2、二氧化硫、氮氧化物排放量分别比2020年下降3%、4%。以上目标以省下达的为准。
二、重点任务
(一)治气。4月底前，力争达标率达到90%。（责任单位：市环保局、市水利局市农业局等，以下均需各县(市)政府落实，不再列出）
(二)治水。〔市水利局牵头,市城管局配合〕"""
PIECES = st.sampled_from(
    [*SOUND, "。", ",", "(", ")", "〔", "\n", " ", "１", "％", "濃", "(jian)", "\u200b", "一、", "1.", "力争"]
)
DAMAGE = st.lists(
    st.tuples(st.integers(0, len(SOUND)), st.integers(0, 6), st.lists(PIECES, max_size=3)), min_size=1, max_size=8
)


def assert_exact(plan: Plan, text: str) -> None:
    for target in plan.targets:
        assert text[target.start : target.end] == target.quote
        assert text[target.indicator.start : target.indicator.end] == target.indicator.text
        assert tuple(text[start:end] for start, end in target.scope.spans) == target.scope.areas
    for task in plan.tasks:
        assert text[task.start : task.end] == task.text
        assert all(text[unit.start : unit.end] == unit.name for unit in (*task.units, *task.default_units))
    for place in (*plan.tasks, *plan.unassigned):
        assert all(text[entry.start : entry.end] == entry.text for entry in place.deadlines)  # type: ignore[attr-defined]
    assert all(text[rule.start : rule.end] == rule.text for rule in plan.rules)
    assert all(0 <= entry.start <= entry.end <= len(text) for entry in plan.diagnostics)


def _damaged(damage: list[tuple[int, int, list[str]]]) -> str:
    text = SOUND
    for place, length, pieces in damage:
        text = text[:place] + "".join(pieces) + text[place + length :]
    return text


@settings(max_examples=150, deadline=None)
@given(DAMAGE)
def test_damaged_plans_compile_and_every_span_is_exact(damage):
    text = _damaged(damage)
    assert_exact(compiled(text), text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_compiles_and_every_span_is_exact(text):
    assert_exact(compiled(text), text)


@settings(max_examples=60, deadline=None)
@given(DAMAGE)
def test_a_compiled_plan_reads_back_unchanged(damage):
    plan = compiled(_damaged(damage))
    assert Plan.from_json(plan.as_json()) == plan


@given(st.text(max_size=80))
def test_folding_keeps_the_length_and_the_view_points_into_the_source(text):
    assert len(fold(text)) == len(text)
    view = normalise(text, grammar())
    assert len(view.text) == len(view.at)
    assert list(view.at) == sorted(set(view.at))


def test_the_sound_text_gives_all_of_it():
    plan = compiled(SOUND)
    assert_exact(plan, SOUND)
    assert [(target.value, target.scope.how) for target in plan.targets] == [
        ("34", "together"),
        ("30", "each"),
        ("3", "implied"),
        ("4", "implied"),
        (None, "implied"),
    ]
    assert [[unit.name for unit in task.units] for task in plan.tasks] == [
        ["市环保局", "市水利局", "市农业局"],
        ["市水利局", "市城管局"],
    ]
