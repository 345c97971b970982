"""What the twin of the warnings holds."""

from __future__ import annotations

import msgspec

from qingshan.web.twins import Choice, Paging, Said


class WarningRow(msgspec.Struct):
    """``finding`` is what a person found it to be; ``cleared_on`` the day on which it was no longer so."""

    key: str
    address: str
    level: str
    level_label: Said
    state: str
    rule: str
    rule_label: Said
    raised_on: str
    last_seen: str
    cleared_on: str | None
    explanation: Said
    roles: list[Said]
    units: list[str]
    finding: Said | None


class WarningChoices(msgspec.Struct):
    level: list[Choice]
    rule: list[Choice]
    state: list[Choice]
    unit: list[str]


class WarningList(msgspec.Struct):
    day: str
    asked: dict[str, str]
    choices: WarningChoices
    rows: list[WarningRow]
    paging: Paging
    total: int
    may_detect: bool
    sees_all: bool
