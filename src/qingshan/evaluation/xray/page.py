"""The page of the rules: ``python -m qingshan.evaluation.xray.page > docs/xray.md``."""

from __future__ import annotations

import sys

from qingshan.evaluation.xray.rule import SEVERITIES, XrayRule, rules

HEAD = """# X-ray

Written by `python -m qingshan.evaluation.xray.page > docs/xray.md`; a test fails when it is out of date. The rules look
at plan, tasks, ledgers, figures and registers together: `qingshan xray --plan PLAN --lake DIR --as-of DATE`; ledgers,
decisions and evidence are those of an office (`--office`). One rule is one file in `evaluation/xray/rules/`, found by
its folder; a bureau adds its own through `QINGSHAN_DEFINITIONS`.

| code | severity | 规则 · rule | 办法 · way out |
|---|---|---|---|
"""


def table() -> str:
    """Every declared rule, by number, as a Markdown page that ends with a newline."""
    return HEAD + "".join(f"| {' | '.join(_row(one))} |\n" for one in rules().values())


def _row(one: XrayRule) -> tuple[str, ...]:
    severity = SEVERITIES[one.severity]
    both = tuple(f"{text.zh} · {text.en}".replace("|", "\\|") for text in (one.label, one.fix))
    return f"`{one.code}`", f"{severity.zh} · {severity.en}", *both


if __name__ == "__main__":
    sys.stdout.write(table())
