"""How a number came about: a tree from the verdict down to the raw readings, the same on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from qingshan.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation.

    ``value`` is text (decimals stay exact); ``sources`` cite clause or document; ``notes`` say what was
    left out and why; ``raw`` names the rows to open when the steps below are readings.
    """

    label: Text
    value: str | None = None
    unit: str = ""
    sources: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()
    raw: dict[str, str] | None = None
    steps: tuple[Step, ...] = field(default=())

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Step]]:
        yield depth, self
        for step in self.steps:
            yield from step.walk(depth + 1)

    def as_json(self) -> dict[str, Any]:
        """A JSON object that :meth:`from_json` reads back unchanged."""
        return {
            "label": [self.label.zh, self.label.en],
            "value": self.value,
            "unit": self.unit,
            "sources": list(self.sources),
            "notes": [[note.zh, note.en] for note in self.notes],
            "raw": self.raw,
            "steps": [step.as_json() for step in self.steps],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Step:
        return cls(
            label=Text(*data["label"]),
            value=data["value"],
            unit=data["unit"],
            sources=tuple(data["sources"]),
            notes=tuple(Text(*note) for note in data["notes"]),
            raw=data["raw"],
            steps=tuple(cls.from_json(step) for step in data["steps"]),
        )
