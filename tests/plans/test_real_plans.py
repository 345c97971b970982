"""All plans beside the checkout compile; spans are exact; documents without targets give none."""

from __future__ import annotations

import pytest

from qingshan.plans.stages.read import read
from tests.plans.made_up import compiled
from tests.plans.scoring import PLANS
from tests.plans.test_properties import assert_exact

pytestmark = pytest.mark.skipif(not PLANS.is_dir(), reason="the folder ../shared with real plans is not there")
DOCUMENTS = sorted(PLANS.glob("*.txt"))
WITHOUT_TARGETS = ["04", "05", "51", "60"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem[:8])
def test_every_plan_compiles_with_exact_spans(path):
    document = read(path)
    assert_exact(compiled(document.text), document.text)


@pytest.mark.parametrize("number", WITHOUT_TARGETS)
def test_documents_without_targets_give_none(number):
    path = next(path for path in DOCUMENTS if path.name.startswith(number))
    assert not compiled(read(path).text).targets


@pytest.mark.parametrize(("number", "tasks"), [("04", 15), ("05", 53), ("07", 21), ("58", 8), ("60", 3)])
def test_every_list_of_units_is_a_task(number, tasks):
    path = next(path for path in DOCUMENTS if path.name.startswith(number))
    assert len(compiled(read(path).text).tasks) == tasks


def test_the_first_named_leads_from_the_rule_on():
    path = next(path for path in DOCUMENTS if path.name.startswith("04"))
    plan = compiled(read(path).text)
    assert [rule.kind for rule in plan.rules] == ["first_leads"]
    assert {task.units[0].role for task in plan.tasks} == {"lead"}
    assert {unit.role for task in plan.tasks for unit in task.units[1:]} == {"responsible"}


def test_cut_off_ends_and_flat_tables_are_said():
    found = {path.name[:2]: {entry.code for entry in compiled(read(path).text).diagnostics} for path in DOCUMENTS}
    assert {"PLN117", "PLN118"} <= found["23"]
    assert "PLN117" in found["10"]
    assert "PLN117" not in found["yi"]
