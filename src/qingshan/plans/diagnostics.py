"""Making diagnostics, and showing them in the text they are about."""

from __future__ import annotations

import unicodedata

from qingshan.kernel.problems import Code
from qingshan.kernel.text import Language, Text
from qingshan.plans.ir import Diagnostic

SEVERITIES = {"error": Text("错误", "error"), "warning": Text("警告", "warning"), "note": Text("提示", "note")}
_SUGGESTION = Text("办法", "what to do")
_WIDTH = 96


def diagnose(code: Code, start: int, end: int, **values: str) -> Diagnostic:
    """A diagnostic of a declared code at a span; its sentences are stored in Chinese and said anew in any language."""
    message, suggestion = code.message.say("zh", **values), code.action.say("zh", **values)
    return Diagnostic(code.key, code.severity, start, end, message, suggestion, values)


def show(diagnostic: Diagnostic, text: str | None, name: str, language: Language) -> str:
    """Code, place, the span underlined in its line, and the way out; without the text only where and what."""
    message, suggestion = diagnostic.say(language)
    label = SEVERITIES[diagnostic.severity].say(language)
    lines = [f"{diagnostic.code} {label}: {message}"]
    if text is None or diagnostic.end <= diagnostic.start:
        lines.append(f"  --> {name}")
    else:
        lines += _context(diagnostic, text, name)
    lines.append(f"  = {_SUGGESTION.say(language)}: {suggestion}")
    return "\n".join(lines)


def place(text: str, position: int) -> tuple[int, int]:
    """Line and column of a position, both from 1, columns in characters."""
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


def width(text: str) -> int:
    """Columns a text takes on a terminal: two for wide and full-width characters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _context(diagnostic: Diagnostic, text: str, name: str) -> list[str]:
    line, column = place(text, diagnostic.start)
    begin = diagnostic.start - column + 1
    stop = text.find("\n", begin)
    stop = len(text) if stop < 0 else stop
    first = max(begin, diagnostic.start - _WIDTH // 6)
    last = min(diagnostic.end, stop)
    shown = text[first:stop]
    while width(shown) > _WIDTH:
        shown = shown[:-1]
    lead = "…" if first > begin else ""
    under = max(1, min(width(text[first:last]), width(shown)) - width(text[first : diagnostic.start]))
    gutter = " " * len(str(line))
    return [
        f"{gutter} --> {name}:{line}:{column}",
        f"{line} | {lead}{shown}",
        f"{gutter} | {' ' * (width(lead) + width(text[first : diagnostic.start]))}{'^' * under}",
    ]
