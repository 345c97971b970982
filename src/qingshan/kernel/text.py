"""Two-language interface texts, declared side by side so that neither can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One interface text in Chinese and English; ``{name}`` placeholders are the same in both.

    Without values a text is said as it stands: one that was filled may hold braces that somebody typed.

    >>> Text("{n} 天", "{n} days").say("en", n=3)
    '3 days'
    """

    zh: str
    en: str

    def say(self, language: Language, **values: object) -> str:
        template = self.zh if language == "zh" else self.en
        if not values:
            return template
        return template.format_map({name: _in_language(value, language) for name, value in values.items()})

    def filled(self, **values: object) -> Text:
        """The text with its placeholders filled, in both languages."""
        return Text(self.say("zh", **values), self.say("en", **values))


def _in_language(value: object, language: Language) -> object:
    return value.say(language) if isinstance(value, Text) else value
