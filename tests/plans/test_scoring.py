"""Precision and recall on annotated plans: ten the grammar was tuned on, ten it was widened on, five it never saw."""

from __future__ import annotations

from functools import cache

import pytest

from tests.plans import scoring
from tests.plans.made_up import VOCABULARY

PRECISION, RECALL = 0.97, 0.95
pytestmark = pytest.mark.skipif(not scoring.PLANS.is_dir(), reason="the folder ../shared with real plans is not there")


@cache
def score(group):
    return scoring.score(group, VOCABULARY)


@pytest.mark.parametrize("group", ["tuned", "wide"])
@pytest.mark.parametrize("kind", ["targets", "units", "deadlines"])
def test_the_plans_the_grammar_was_made_on_reach_the_aims(group, kind):
    count = getattr(score(group), kind)
    assert count.precision >= PRECISION, count.misses
    assert count.recall >= RECALL, count.misses


def test_the_score_of_every_group_is_printed(capsys):
    scores = {group: score(group) for group in ("tuned", "wide", "heldout")}
    with capsys.disabled():
        print(f"\n{scoring.table(scores)}")  # noqa: T201 (the report is what this test is for)
    assert scores["heldout"].targets.true


def test_a_wrong_field_costs_precision_and_recall():
    count = scoring.Count(right=3, found=4, true=5)
    assert (count.precision, count.recall) == (0.75, 0.6)
    assert scoring.overlaps((0, 4), (2, 8))
    assert not scoring.overlaps((0, 4), (3, 8))
