"""Problems with a stable code: where, what was found, what was expected, what to do.

A room declares its codes once, as module constants built with :func:`declare`; raising one gives a
:class:`Problem`, which the command line prints and the API returns in the same shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qingshan.kernel.text import Language, Text

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Code:
    """A declared kind of problem: its stable key and its sentence, what was expected and the way out."""

    key: str
    message: Text
    expected: Text
    action: Text
    severity: Severity = "error"

    def at(self, where: str, found: object = "", **values: object) -> Problem:
        """The problem of this kind at a place; ``values`` fill the placeholders of its texts."""
        return Problem(self, where, str(found), values)


_declared: dict[str, Code] = {}


def declare(
    key: str,
    message: tuple[str, str],
    expected: tuple[str, str],
    action: tuple[str, str],
    severity: Severity = "error",
) -> Code:
    """Declare a code; each text is a (Chinese, English) pair. A key is declared once in the whole house."""
    if key in _declared:
        raise ValueError(f"problem code {key} is declared twice")
    code = Code(key, Text(*message), Text(*expected), Text(*action), severity)
    _declared[key] = code
    return code


def declared() -> dict[str, Code]:
    """Every code declared by the modules imported so far."""
    return dict(_declared)


class Problem(Exception):
    """A problem with the input. It names the place, the finding, the expectation and the way out."""

    def __init__(self, code: Code, where: str, found: str, values: dict[str, object]) -> None:
        self.code, self.where, self.found, self.values = code, where, found, values
        super().__init__(self.sentence("en"))

    def sentence(self, language: Language) -> str:
        return self.code.message.say(language, **self.values)

    def as_json(self, language: Language = "zh") -> dict[str, str]:
        return {
            "code": self.code.key,
            "severity": self.code.severity,
            "where": self.where,
            "message": self.sentence(language),
            "found": self.found,
            "expected": self.code.expected.say(language, **self.values),
            "action": self.code.action.say(language, **self.values),
        }
