from __future__ import annotations

import pytest

from qingshan.kernel.problems import Problem
from qingshan.standards.book import book
from qingshan.standards.cases import differences, load
from qingshan.standards.rule import rules

CASES = load()


@pytest.mark.parametrize("case", CASES, ids=[f"{case.edition} {case.rule} {case.name}" for case in CASES])
def test_plain_integers_agree_with_the_case(case):
    assert differences(case) == {}


def test_a_case_can_fail():
    case = next(case for case in CASES if case.name == "R1 1001A")
    wrong = type(case)(**{name: getattr(case, name) for name in case.__struct_fields__} | {"expect": {"aqi": "96"}})
    assert differences(wrong) == {"aqi": (96, 97)}


def test_every_rule_has_cases():
    assert set(rules()) == {case.rule for case in CASES}


def test_every_edition_with_rules_has_cases():
    families = {entry.family for entry in rules().values()}
    editions = {edition.key for family in families for edition in book().editions(family)}
    assert editions == {case.edition for case in CASES}


KINDS = {
    "null": lambda value: value is None,
    "zero": lambda value: value == 0,
    "negative": lambda value: value is not None and value < 0,
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_has_a_case_of_each_compulsory_kind(kind):
    def has(case):
        values = [part for value in case.values().values() for part in (value if isinstance(value, list) else [value])]
        return any(KINDS[kind](value) for value in (*values, *case.expected().values()))

    lacking = {name for name in rules() if not any(has(case) for case in CASES if case.rule == name)}
    assert not lacking


def test_no_two_cases_of_an_edition_share_a_name():
    names = [(case.edition, case.rule, case.name) for case in CASES]
    assert len(names) == len(set(names))


def test_a_damaged_case_file_is_a_coded_problem(trial):
    trial().with_name("2020.cases.yaml").write_text("- {name: x}")
    with pytest.raises(Problem) as raised:
        load()
    assert raised.value.code.key == "STD014"
