"""Precision and recall on annotated plans: ten that the grammar was tuned on, five that it never saw."""

from __future__ import annotations

import pytest

from tests.plans import scoring
from tests.plans.made_up import VOCABULARY

PRECISION, RECALL = 0.97, 0.95
pytestmark = pytest.mark.skipif(not scoring.PLANS.is_dir(), reason="the folder ../shared with real plans is not there")


@pytest.fixture(scope="module")
def scores():
    return {group: scoring.score(group, VOCABULARY) for group in ("tuned", "heldout")}


@pytest.mark.parametrize("kind", ["targets", "units", "deadlines"])
def test_the_tuned_plans_reach_the_aims(scores, kind):
    count = getattr(scores["tuned"], kind)
    assert count.precision >= PRECISION, count.misses
    assert count.recall >= RECALL, count.misses


def test_the_score_of_both_groups_is_printed(scores, capsys):
    with capsys.disabled():
        print(f"\n{scoring.table(scores)}")  # noqa: T201 (the report is what this test is for)
    assert scores["heldout"].targets.true


def test_a_wrong_field_costs_precision_and_recall():
    count = scoring.Count(right=3, found=4, true=5)
    assert (count.precision, count.recall) == (0.75, 0.6)
    assert scoring.overlaps((0, 4), (2, 8))
    assert not scoring.overlaps((0, 4), (3, 8))
