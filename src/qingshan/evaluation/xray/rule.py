"""What a rule of the x-ray declares, the rules found in the rules folder, and what they find."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from qingshan.evaluation.xray import problems
from qingshan.evaluation.xray.world import World
from qingshan.kernel import registry
from qingshan.kernel.text import Text

PLACE = "evaluation/xray/rules"
Severity = Literal["error", "warning", "hint"]
SEVERITIES: dict[Severity, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "hint": Text("提示", "hint"),
}
Found = tuple[str, Text]
"""Where, and what was found there."""


@dataclass(frozen=True, slots=True)
class XrayRule:
    """One rule: its number, how grave a finding is, what is wrong and the way out in both languages."""

    code: str
    severity: Severity
    label: Text
    fix: Text
    check: Callable[[World], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of a rule at a place."""

    rule: XrayRule
    place: str
    said: Text

    def as_json(self) -> dict[str, object]:
        texts = {"label": self.rule.label, "found": self.said, "fix": self.rule.fix}
        both = {name: {"zh": text.zh, "en": text.en} for name, text in texts.items()}
        return {"code": self.rule.code, "severity": self.rule.severity, "place": self.place, **both}


def rules() -> dict[str, XrayRule]:
    """Every rule by its number, in order; EVA053 when a number is declared twice."""
    return _rules(os.environ.get(registry.SETTING, ""))


@lru_cache(maxsize=4)
def _rules(_definition_folders: str) -> dict[str, XrayRule]:
    found: dict[str, XrayRule] = {}
    for module in registry.modules(PLACE):
        declared: XrayRule = module.RULE
        if declared.code in found:
            raise problems.RULE_TWICE.at(str(module.__file__), declared.code)
        found[declared.code] = declared
    return dict(sorted(found.items()))


def xray(world: World, chosen: Iterable[XrayRule] | None = None) -> tuple[Finding, ...]:
    """What the rules find, gravest first, then by number and place."""
    asked = rules().values() if chosen is None else chosen
    found = [Finding(rule, place, said) for rule in asked for place, said in rule.check(world)]
    order = list(SEVERITIES)
    return tuple(sorted(found, key=lambda one: (order.index(one.rule.severity), one.rule.code, one.place)))
