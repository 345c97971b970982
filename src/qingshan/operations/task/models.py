"""The table of tasks on which something was decided."""

from __future__ import annotations

from qingshan.operations.subject import Subject


class TaskNow(Subject):
    """The decisions on one task, in their order; key: year of the plan and key of the task. No row: none yet."""

    KIND = "task"

    @classmethod
    def key_of(cls, period: str, duty: str) -> str:
        return f"{period}/{duty}"

    @classmethod
    def duty_of(cls, key: str) -> str:
        return key.partition("/")[2]
