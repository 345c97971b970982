"""The sentences of a plan that promise rectification, as entries of the list of inspection problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qingshan.evaluation.duties.compose import milestones
from qingshan.evaluation.duties.duty import Milestone
from qingshan.plans.ir import Plan, Target
from qingshan.plans.stages.normalise import fold

REALM = "rectification."
_NAMED = re.compile(r"(?P<year>(?:19|20)\d\d)年?(?P<body>[^、,和及与]*)")
_COUNT = re.compile(r"(\d+)个")
_LEVELS = (("中央", "central"), ("省", "province"))
_FILM, _REVIEW = "警示片", "回头看"
_LETTERS = "信访"


@dataclass(frozen=True, slots=True)
class ProblemEntry:
    """What one inspection left to rectify, as a plan's sentence says it: its source and year, how many, by when.

    ``count`` is None where the sentence gives no number; ``letters`` that letters and visits (信访件) belong to it.
    """

    key: str
    source: str
    batch: str
    problem: str
    count: int | None
    letters: bool
    units: tuple[str, ...]
    milestone: Milestone
    target: str
    indicator: str
    area: str = ""

    def fields(self) -> dict[str, Any]:
        """What the ledger ``inspection_problems`` is opened with; a hope stays a hope (``due_manner``)."""
        due = None if self.milestone.on is None else self.milestone.on.isoformat()
        return {
            "source": self.source,
            "batch": self.batch,
            "problem": self.problem,
            "areas": [self.area] if self.area else None,
            "units": list(self.units),
            "due_on": due,
            "due_manner": None if due is None else "hoped" if self.milestone.kind == "soft" else "binding",
            "indicator": [self.indicator],
        }


def problem_entries(plan: Plan) -> tuple[ProblemEntry, ...]:
    """One entry for each inspection that a rectification target names, in the plan's order.

    A sentence that names none in a way we can read is one entry of its own.
    """
    wanted = [target for target in plan.targets if (target.indicator.key or "").startswith(REALM)]
    return tuple(entry for target in wanted for entry in _entries(target, plan))


def _entries(target: Target, plan: Plan) -> Iterator[ProblemEntry]:
    units = dict.fromkeys(
        unit.normalized for task in plan.tasks if task.start <= target.start < task.end for unit in task.units
    )
    words = fold(target.indicator.text)
    deadlines = () if target.deadline is None else (target.deadline,)
    named = list(_NAMED.finditer(words))
    parts = [(one["year"], one[0]) for one in named] or [("", words)]
    count = _COUNT.search(words)
    for number, (year, said) in enumerate(parts, 1):
        yield ProblemEntry(
            key=f"{target.id}-{number}",
            source=_source(said),
            batch=year,
            problem=target.indicator.text,
            count=int(count[1]) if count and len(parts) == 1 else None,
            letters=_LETTERS in words,
            units=tuple(units),
            milestone=milestones(deadlines)[0],
            target=target.id,
            indicator=target.indicator.key or "",
            area=plan.document.area or "",
        )


def _source(said: str) -> str:
    """The kind of inspection a phrase names, as the ledger of inspection problems has it; empty where none is named."""
    if _FILM in said:
        return "film"
    level = next((key for word, key in _LEVELS if word in said), "")
    return f"{level}_review" if level and _REVIEW in said else level
