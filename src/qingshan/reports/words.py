"""What the page says, in one language: the words of ``words.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import yaml

from qingshan.kernel.text import Language, Text

SIGNS = re.compile("decrease_by|increase_by|<=|>=|==|~=")
WORDS = Path(__file__).with_name("words.yaml")


@cache
def texts() -> dict[str, Text]:
    """Every text of the page by its key."""
    return msgspec.convert(yaml.load(WORDS.read_text(encoding="utf-8"), yaml.CSafeLoader), dict[str, Text])


@dataclass(frozen=True, slots=True)
class Words:
    """Speaks one language; an unknown key is a KeyError."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        return self.say(texts()[key], **values)

    def say(self, text: Text, **values: object) -> str:
        return text.say(self.language, **values)

    def signed(self, text: Text) -> str:
        """A text in which comparators stand as people write them."""
        return self.signs(self.say(text))

    def signs(self, said: str) -> str:
        """The same of what is in a language already."""
        return SIGNS.sub(lambda sign: self(f"comparator {sign[0]}"), said)

    def day(self, day: date) -> str:
        return f"{day.year}年{day.month}月{day.day}日" if self.language == "zh" else day.isoformat()

    def listed(self, parts: list[str]) -> str:
        return self("list_comma").join(parts)
