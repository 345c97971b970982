"""Words in templates: both languages stand where they are used."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from qingshan.kernel.text import Language, Text
from qingshan.web.states import STATES

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, zh: str, en: str, **values: Any) -> str:
    """``{% say "{n} 项" "{n} in all" n=rows|length %}`` in the visitor's language."""
    return Text(zh, en).say(_language(context), **values)


@register.inclusion_tag("layout/state.html", takes_context=True)
def state(context: Context, key: str, word: str = "") -> dict[str, str]:
    """A state as colour, icon and word; the word is the state's own unless another is given."""
    found = STATES[key]
    return {
        "key": key,
        "tone": found.tone,
        "icon": found.icon,
        "word": word or found.label.say(_language(context)),
    }


def _language(context: Context) -> Language:
    return "en" if context.get("language") == "en" else "zh"
