"""The restated plan carries the facts of the real one and none of its sentences."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import qingshan.demo

TEXT = (Path(qingshan.demo.__file__).parent / "plan.txt").read_text(encoding="utf-8")
ORIGINAL = Path(__file__).resolve().parents[3] / "shared" / "plans" / "yingtan-2021.txt"
needs_original = pytest.mark.skipif(not ORIGINAL.exists(), reason="the real plan is not here: no folder ../shared")

LONGEST_SHARED_CLAUSE = 11
INDICATORS_AND_OFFICIAL_PHRASES = {
    "全市受污染耕地安全利用率",
    "关于构建现代环境治理体系的分工方案",
    "关于构建现代环境治理体系的若干措施",
    "力争考核断面水质全部达到或好于",
    "县级城市建成区黑臭水体消除比例",
    "推动全市煤炭占能源消费比重持续下降",
    "非化石能源占一次能源消费比例持续上升",
    "黑臭水体消除比例达到时序进度要求",
}
UNITS = [
    "中国石油江西鹰潭销售分公司",
    "中国石化江西鹰潭石油分公司",
    "各区(市)党委、政府",
    "市农业农村粮食局",
    "市机关事务管理局",
    "市交通运输局",
    "市市场监管局",
    "市应急管理局",
    "市政府办公室",
    "市政府金融办",
    "市生态环境局",
    "市自然资源局",
    "市委办公室",
    "市委组织部",
    "市交通局",
    "市住建局",
    "市公安局",
    "市卫健委",
    "市发改委",
    "市商务局",
    "市城管局",
    "市工信局",
    "市林业局",
    "市气象局",
    "市水利局",
    "市科技局",
    "市财政局",
]


def _figures(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+(?:\.\d+)?", text))


def _unit_lists(text: str) -> list[list[str]]:
    named = re.compile("|".join(map(re.escape, UNITS)))
    return [named.findall(part.split("\n")[0]) for part in text.split("责任单位:")[1:]]


def _without_unit_lists(text: str) -> str:
    return re.sub(r"\(?责任单位:[^\n]*", "", text)


def _shared_clauses(text: str, other: str) -> set[str]:
    """The longest runs of Han characters of ``text``, longer than allowed, that ``other`` has as well."""
    size, found = LONGEST_SHARED_CLAUSE + 1, set()
    for run in re.findall(r"[\u4e00-\u9fff]+", text):
        start = 0
        while start + size <= len(run):
            end = start + size
            if run[start:end] in other:
                while end < len(run) and run[start : end + 1] in other:
                    end += 1
                found.add(run[start:end])
                start = end - size
            start += 1
    return found


def test_the_head_names_title_date_and_that_it_is_synthetic():
    title, date, marked = [line for line in TEXT.splitlines() if line.strip()][:3]
    assert title.startswith("鹰潭市2021年")
    assert "2021年07月05日" in date
    assert "演示文本" in marked
    assert "synthetic restatement" in marked


def test_there_are_thirty_unit_lists_in_twenty_nine_tasks():
    assert len(_unit_lists(TEXT)) == 30
    assert len([line for line in TEXT.splitlines() if "责任单位:" in line]) == 29


def test_every_unit_list_consists_of_known_units():
    assert all(_unit_lists(TEXT))
    assert {unit for units in _unit_lists(TEXT) for unit in units} == set(UNITS)


def test_the_rules_and_soft_dates_are_there():
    assert "以省下达的为准" in TEXT
    assert "以下均需各(区)市落实,不再列出" in TEXT
    assert re.findall(r"力争(2021年1季度|年度|2021年底前|2021年6月底前)", TEXT) == [
        "2021年1季度",
        "年度",
        "2021年底前",
        "2021年6月底前",
    ]


@pytest.mark.parametrize(
    "damaged",
    [
        "\n1市中心城区",
        "\n1全市单位",
        "\n1全市受污染",
        "\n1生态质量",
        "\n1拟订",
        "市农业农村粮食局、市发改委\n",
        "市自然资源局市农业农村粮食局",
        "研究(责任单位",
        "到底。责任单位",
        "市生态环境局完善",
        "时序进度要求\n",
        "2016中央",
        "。定我市",
    ],
)
def test_the_damage_of_the_original_is_kept(damaged):
    assert damaged in TEXT


@needs_original
def test_figures_are_those_of_the_original():
    assert _figures(TEXT) == _figures(ORIGINAL.read_text(encoding="utf-8"))


@needs_original
def test_unit_lists_are_those_of_the_original_in_the_same_order():
    assert _unit_lists(TEXT) == _unit_lists(ORIGINAL.read_text(encoding="utf-8"))


@needs_original
def test_headings_are_numbered_as_in_the_original():
    number = re.compile(r"^(?:[一二三]、|\([一二三四五六]\)|\(\d\)|\d、?(?=\D))", re.MULTILINE)
    assert number.findall(TEXT) == number.findall(ORIGINAL.read_text(encoding="utf-8"))


@needs_original
def test_no_sentence_of_the_original_is_carried_over():
    original = _without_unit_lists(ORIGINAL.read_text(encoding="utf-8"))
    assert _shared_clauses(_without_unit_lists(TEXT), original) == INDICATORS_AND_OFFICIAL_PHRASES
