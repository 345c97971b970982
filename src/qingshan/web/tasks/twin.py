"""What the twin of the tasks holds."""

from __future__ import annotations

from typing import Any

import msgspec

from qingshan.web.twins import Choice, Paging, Said


class Owing(msgspec.Struct):
    """A unit and its role in a task; ``by_rule`` where no sentence names it but a rule does."""

    unit: str
    role: Said
    by_rule: bool


class Milestone(msgspec.Struct):
    """``due`` is the day after extensions, ``was`` the day before them."""

    key: str
    text: str
    kind: str
    soft: bool
    due: str | None
    was: str | None
    state: str
    days_left: int | None
    days_over: int | None
    late_by: int | None
    is_running: bool


class TaskRow(msgspec.Struct):
    key: str
    path: str
    heading: str
    leads: list[str]
    state: str
    due: str | None
    days_left: int | None
    days_over: int | None
    is_running: bool
    address: str
    units: list[Owing]
    milestones: list[Milestone]
    serves: list[str]


class TaskChoices(msgspec.Struct):
    unit: list[str]
    state: list[Choice]


class TaskList(msgspec.Struct):
    """``rows`` in the table and the timeline, ``columns`` on the board; ``found`` counts what was asked for."""

    asked: dict[str, str]
    year: str
    years: list[str]
    day: str
    view: str
    choices: TaskChoices
    total: int
    found: int
    paging: Paging
    rows: list[TaskRow]
    columns: list[dict[str, Any]]
