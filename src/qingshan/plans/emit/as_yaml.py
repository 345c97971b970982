"""The plan as YAML, for reading, keeping and editing an overlay beside it; reads back unchanged."""

from __future__ import annotations

import yaml

from qingshan.kernel.text import Language
from qingshan.plans.ir import Plan

FORMAT = "yaml"
_NO_WRAPPING = 10_000


def render(plan: Plan, language: Language) -> str:  # noqa: ARG001 (the shape of every form)
    return str(
        yaml.dump(plan.as_json(), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=_NO_WRAPPING)
    )
