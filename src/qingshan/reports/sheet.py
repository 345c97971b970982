"""What all parts of the page draw from: an evaluation, its measured groups with their days, and a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.groups import Group
from qingshan.evaluation.run import Evaluation
from qingshan.kernel.clock import BEIJING
from qingshan.kernel.periods import Period
from qingshan.reports.words import Words

Day = dict[str, Any]
"""One row of the evaluation's area days."""


@dataclass(frozen=True)
class Sheet:
    evaluation: Evaluation
    words: Words

    @cached_property
    def groups(self) -> list[Group]:
        """The area groups with an indicator of the registry, in document order."""
        measured = (entry.group for entry in self.evaluation.judged if entry.indicator is not None)
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

    def has_passed(self, day: date) -> bool:
        return day <= self.evaluation.question.as_of


def beijing(moment: datetime) -> str:
    """A naive UTC moment as Beijing time to the minute."""
    return f"{moment.replace(tzinfo=UTC).astimezone(BEIJING):%Y-%m-%d %H:%M}"
