"""What all parts of the page draw from: an evaluation, its air groups with their days, the headings, a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.groups import Group
from qingshan.evaluation.judge import Judged
from qingshan.evaluation.run import Evaluation
from qingshan.kernel.clock import BEIJING
from qingshan.kernel.periods import Period
from qingshan.plans.ir import Target
from qingshan.reports.words import Words

Day = dict[str, Any]
"""One row of the evaluation's area days."""


@dataclass(frozen=True)
class Sheet:
    """``headings`` are those of the document by path, where its text is at hand."""

    evaluation: Evaluation
    words: Words
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def pairs(self) -> list[tuple[Judged, dict[str, Any]]]:
        """Every judgement with its row of the evaluation's document."""
        return list(zip(self.evaluation.judged, self.evaluation.document["targets"], strict=True))

    @cached_property
    def groups(self) -> list[Group]:
        """The area groups with an indicator of the air, in document order."""
        measured = (entry.group for entry in self.evaluation.judged if isinstance(entry.indicator, AirIndicator))
        return list({group.key: group for group in measured}.values())

    @cached_property
    def days(self) -> dict[str, dict[date, Day]]:
        """The days of each group; a day without any reading has no row."""
        return {
            group.key: {row["day"].date(): row for row in self.evaluation.air.of(group).to_pylist()}
            for group in self.groups
        }

    @property
    def passed(self) -> Period | None:
        return self.evaluation.period.to_date(self.evaluation.question.as_of)

    @cached_property
    def rules(self) -> AirRules:
        """The editions at the last day judged, in views of their own: drawing adds nothing to what results cite."""
        last = self.passed or self.evaluation.period
        return AirRules.on(last.end, self.evaluation.question.editions)

    def last_day(self, group: Group) -> date | None:
        """The latest day with any reading of an air group."""
        return max(self.days.get(group.key, ()), default=None)

    def name(self, entry: Judged) -> str:
        """The indicator as it is declared; one that is not, as the document names it."""
        return self.words.say(entry.indicator.label) if entry.indicator else entry.target.indicator.name

    def units(self, target: Target) -> list[str]:
        """The responsible units of the task that a target stands in; none for a target of the goal section."""
        tasks = [task for task in self.evaluation.plan.tasks if target.embedded and task.path == target.path]
        return list(dict.fromkeys(unit.normalized for task in tasks for unit in task.units))

    def has_passed(self, day: date) -> bool:
        return day <= self.evaluation.question.as_of


def beijing(moment: datetime) -> str:
    """A naive UTC moment as Beijing time to the minute."""
    return f"{moment.replace(tzinfo=UTC).astimezone(BEIJING):%Y-%m-%d %H:%M}"
