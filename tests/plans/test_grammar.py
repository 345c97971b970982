"""Every phrase of the grammar gives what its own example says; a phrase is added with one entry."""

from __future__ import annotations

import pytest

from qingshan.kernel.problems import Problem
from qingshan.kernel.registry import SETTING
from qingshan.plans.examples import differences, examples
from qingshan.plans.phrases import PLACE, Phrase, grammar
from tests.plans.made_up import GOALS, compiled

PHRASES = [(kind, phrase) for kind, phrases in grammar().phrases.items() for phrase in phrases]


@pytest.mark.parametrize(
    ("kind", "phrase"), PHRASES, ids=[f"{kind}-{number}" for number, (kind, _) in enumerate(PHRASES)]
)
def test_every_example_gives_what_it_says(kind, phrase):
    for example, gives in examples(phrase):
        assert not differences(phrase, example, gives), f"{kind}: {example}"


def test_an_example_that_gives_something_else_is_noticed():
    phrase = Phrase(example="全市森林覆盖率达到30%", gives={"targets": [{"value": "31"}]})
    assert differences(phrase, phrase.example, phrase.gives)


def _write(folder, text):
    place = folder / PLACE
    place.mkdir(parents=True)
    (place / "own.yaml").write_text(text, encoding="utf-8")


def test_one_entry_in_a_folder_of_the_bureau_adds_a_phrase(tmp_path, monkeypatch):
    text = GOALS.format("全市森林覆盖率不逊于30%")
    assert not compiled(text).targets
    entry = '{words: [不逊于], means: ">=", example: 全市森林覆盖率不逊于30%, gives: {targets: [{comparator: ">="}]}}'
    _write(tmp_path, f"kind: comparator\nentries:\n- {entry}\n")
    monkeypatch.setenv(SETTING, str(tmp_path))
    assert compiled(text).targets[0].comparator == ">="
    own = next(phrase for phrase in grammar().of("comparator") if "不逊于" in phrase.words)
    assert not differences(own, own.example, own.gives)


@pytest.mark.parametrize("text", ["kind: nothing\nentries: []", "entries: [", 'kind: area\nentries: [{pattern: "("}]'])
def test_a_definition_that_is_none_is_refused(tmp_path, monkeypatch, text):
    _write(tmp_path, text)
    monkeypatch.setenv(SETTING, str(tmp_path))
    with pytest.raises(Problem) as raised:
        grammar()
    assert raised.value.code.key == "PLN008"


@pytest.mark.parametrize(
    "text",
    [
        "kind: role\nentries: [{words: [督办], means: overseer, example: '{word}', gives: {}}]",
        "kind: comparator\nentries: [{words: [封顶在], example: '{word}', gives: {}}]",
        "kind: area\nentries: [{pattern: '{arae}区', example: 甲区, gives: {}}]",
    ],
)
def test_a_phrase_that_means_nothing_the_plan_knows_is_refused(tmp_path, monkeypatch, text):
    _write(tmp_path, text)
    monkeypatch.setenv(SETTING, str(tmp_path))
    with pytest.raises(Problem) as raised:
        grammar()
    assert raised.value.code.key == "PLN008"
