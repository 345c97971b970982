"""The plan as one JSON document."""

from __future__ import annotations

import json

from qingshan.kernel.text import Language
from qingshan.plans.ir import Plan

FORMAT = "json"


def render(plan: Plan, language: Language) -> str:  # noqa: ARG001 (the shape of every form)
    return json.dumps(plan.as_json(), ensure_ascii=False, indent=1)
