from __future__ import annotations

import pytest

from qingshan.kernel.problems import declare, declared
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step

EXAMPLE = declare("KRN900", ("缺少 {what}", "{what} is missing"), ("有 {what}", "some {what}"), ("补上", "add it"))


def test_a_problem_says_where_what_and_what_to_do():
    said = EXAMPLE.at("file.csv:3", "nothing", what="a header").as_json("en")
    assert said == {
        "code": "KRN900",
        "severity": "error",
        "where": "file.csv:3",
        "message": "a header is missing",
        "found": "nothing",
        "expected": "some a header",
        "action": "add it",
    }
    assert declared()["KRN900"] is EXAMPLE


def test_a_code_is_declared_once():
    with pytest.raises(ValueError, match="twice"):
        declare("KRN900", ("", ""), ("", ""), ("", ""))


def test_texts_within_texts_follow_the_language():
    outer = Text("{n}天", "{n} days")
    assert outer.say("zh", n=Text("三", "three")) == "三天"


def test_a_trace_reads_back_what_it_wrote():
    leaf = Step(
        Text("日均值", "daily mean"),
        "34",
        "µg/m³",
        ("gb3095:2012 表1",),
        (Text("暂定", "provisional"),),
        {"site": "2358A"},
    )
    tree = Step(Text("年均值", "annual mean"), steps=(leaf,))
    assert Step.from_json(tree.as_json()) == tree
    assert [(depth, step.value) for depth, step in tree.walk()] == [(0, None), (1, "34")]
