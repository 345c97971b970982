"""Emit: a plan in one of the forms that the folder ``emit`` declares."""

from __future__ import annotations

from qingshan.kernel import registry
from qingshan.kernel.text import Language
from qingshan.plans.ir import Plan

PLACE = "plans/emit"


def forms() -> list[str]:
    """The names of all forms."""
    return sorted(module.FORMAT for module in registry.modules(PLACE))


def emit(plan: Plan, form: str, language: Language = "zh") -> str:
    """The plan as text; KeyError for a form that is not declared."""
    renderers = {module.FORMAT: module.render for module in registry.modules(PLACE)}
    return str(renderers[form](plan, language))
