"""A warning as the office keeps it, and as its document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qingshan.evaluation.warnings.detect import Alert
from qingshan.evaluation.warnings.life import Life
from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import Change
from qingshan.operations.warning.models import WarningNow

WARNING = Text("预警", "warning")


@dataclass(frozen=True, slots=True)
class Stored:
    """The life of a warning, what was last found, the version at which they stand."""

    life: Life
    alert: Alert
    version: int

    @classmethod
    def of(cls, version: int, document: Mapping[str, Any]) -> Stored:
        return cls(Life.from_json(document), Alert.from_json(document["alert"]), version)

    def document(self) -> dict[str, Any]:
        return {**self.life.as_json(), "alert": self.alert.as_json()}


def standing(key: str) -> Stored:
    """A warning as it stands now. OPS013 when there is none."""
    found = WarningNow.stands(key)
    if found is None:
        raise problems.NOT_THERE.at(f"{WarningNow.KIND} {key}", key, what=WARNING)
    return Stored.of(*found)


def change(stored: Stored | None, life: Life, alert: Alert, role: str = "") -> Change | None:
    """The next version of a warning, a new one where none is stored; None where nothing would change."""
    new = Stored(life, alert, stored.version if stored else 0)
    if new == stored:
        return None
    after = new.document()
    before = stored and {name: value for name, value in stored.document().items() if after[name] != value}
    return Change(WarningNow, life.key, new.version + 1, before, after, role=role)
