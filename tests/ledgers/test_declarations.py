"""What holds for every ledger declared, whoever adds one."""

from __future__ import annotations

import pytest

from qingshan.ledgers import stories
from qingshan.ledgers.definitions import ledger, ledgers
from qingshan.ledgers.ledger import OPEN

KEYS = sorted(ledgers())
TOLD = stories.load()
WANTED = {
    "inspection_problems", "mines", "wetlands", "black_odorous_water", "river_outlets", "drinking_water_sources",
    "polluted_parcels", "hazardous_waste", "tailings_ponds", "straw_fires", "two_high_projects", "environmental_units",
    "livestock_farms", "rural_sewage", "sewage_works", "voc_firms", "river_chief_patrols", "compensation_accounts",
    "two_mountains_register", "nature_reserves", "forest_carbon_projects", "dispatch_sheets",
}  # fmt: skip


def test_the_ledgers_of_the_plan_are_there():
    assert set(KEYS) >= WANTED


def _labels(made):
    yield from (made.label, *made.evidence.values(), *([made.note] if made.note else []))
    for part in (made.fields, made.states, made.actions, made.roles, made.deadlines, made.checks):
        yield from (one.label for one in part.values())
    yield from (label for field in made.fields.values() for label in field.options.values())


@pytest.mark.parametrize("key", KEYS)
def test_everything_has_a_label_in_both_languages_and_a_source(key):
    made = ledger(key)
    assert all(label.zh.strip() and label.en.strip() for label in _labels(made))
    assert made.source
    assert all(one.source for one in (*made.deadlines.values(), *made.checks.values()))


@pytest.mark.parametrize("key", KEYS)
def test_every_action_and_state_is_reachable(key):
    made = ledger(key)
    reached, taken = {made.actions[OPEN].to}, {OPEN}
    for _ in made.actions:
        for name, action in made.actions.items():
            if action.effect != "open" and reached & set(made.origins(action)):
                taken.add(name)
                reached |= {action.to} if action.to else set()
    assert reached == set(made.states)
    assert taken == set(made.actions)


def _taken(keys):
    return {step.action for one in TOLD if one.ledger in keys for step in one.story.steps if not step.refused}


@pytest.mark.parametrize("key", KEYS)
def test_every_action_is_taken_in_a_story_of_the_ledger_or_of_its_life_cycle(key):
    made = ledger(key)
    alike = [one for one in KEYS if made.life_cycle and ledger(one).life_cycle == made.life_cycle]
    assert set(made.actions) <= _taken([key, *alike])


@pytest.mark.parametrize("key", KEYS)
def test_stories_of_each_kind_are_told(key):
    made = ledger(key)
    kinds = {one.story.kind for one in TOLD if one.ledger == key}
    returns = any(one.effect == "reopen" for one in made.actions.values())
    assert kinds >= set(stories.KINDS) - (set() if returns else {"rebound"})


@pytest.mark.parametrize("key", KEYS)
def test_columns_of_the_file_can_be_told_apart(key):
    words = [word for heads in ledger(key).columns.values() for word in heads]
    assert len(words) == len(set(words))
    assert ledger(key).public_columns


def test_an_indicator_that_is_bound_is_a_declared_one():
    from qingshan.evaluation.indicator import indicators

    assert {key for one in ledgers().values() for key in one.bound} <= set(indicators())
