"""What a realm of data says of area groups: the answer every indicator of that realm is judged by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

import pyarrow as pa

from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import Indicator
from qingshan.evaluation.judging import Standing
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.observations.store.lake import Lake
from qingshan.standards.book import Parameter

Kind_contra = TypeVar("Kind_contra", bound=Indicator, contravariant=True)
Versions = dict[str, dict[str, str | int | None]]


class Asked(Protocol):
    """The part of a question that concerns reading."""

    @property
    def as_of(self) -> date: ...
    @property
    def known_on(self) -> datetime | None: ...
    @property
    def editions(self) -> tuple[str, ...]: ...
    @property
    def engine(self) -> str: ...


class Record(Protocol[Kind_contra]):
    """What was read of one realm for some groups, from a period's start to the end of a day."""

    @property
    def sources(self) -> tuple[str, ...]: ...
    @property
    def versions(self) -> Versions:
        """By table: the Delta version read and the greatest ``known_from`` in it."""

    @property
    def tables(self) -> dict[str, pa.Table]:
        """The columns kept beside the results, so that a trace can be opened without the lake."""

    def standing(self, indicator: Kind_contra, group: Group) -> Standing | None: ...
    def missing(self, indicator: Kind_contra, group: Group) -> Sequence[Text]:
        """Why there is no standing; empty when there is one."""

    def enough(self, indicator: Kind_contra, group: Group) -> Text | None:
        """Why a standing does not carry a verdict for the whole period; None when it does."""

    def official(self, indicator: Kind_contra, group: Group) -> bool:
        """Whether nothing behind it is provisional."""

    def coverage(self, indicator: Kind_contra, group: Group) -> dict[str, Any]: ...
    def parameters(self, indicator: Kind_contra) -> tuple[Parameter, ...]: ...
    def steps(self, indicator: Kind_contra, group: Group, evaluation: str) -> tuple[Step, ...]:
        """The trace below a value: what it was counted from, what was left out, the rows to open."""


class Reader(Protocol[Kind_contra]):
    """Reads a realm."""

    def __call__(
        self, lake: Lake, groups: Sequence[Group], wanted: Sequence[Kind_contra], period: Period, asked: Asked
    ) -> Record[Kind_contra]: ...


def version_of(lake: Lake, table: str, known_on: datetime | None) -> dict[str, str | int | None]:
    """What a record says of a table it read."""
    found = lake.data_version(table, known_on)
    return {"version": found.version, "known_from": None if found.known_from is None else found.known_from.isoformat()}
