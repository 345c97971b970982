"""The table of declared indicators in docs: ``python -m qingshan.reports.indicators > docs/indicators.md``."""

from __future__ import annotations

import sys

from qingshan.evaluation.indicator import Indicator, indicators
from qingshan.evaluation.reported import ReportedIndicator

HEAD = """# Indicators

Written by `python -m qingshan.reports.indicators > docs/indicators.md`; a test fails when it is out of date.
A form is what departments are asked for: numerator over denominator, or the figure itself; a flow is summed over the
periods it is reported for, of a stock the latest figure stands.

| key | 指标 · label | unit | realm | 出处 · clause | names in documents | form |
|---|---|---|---|---|---|---|
"""


def table() -> str:
    """Every declared indicator, by key, as a Markdown page that ends with a newline."""
    return HEAD + "".join(f"| {' | '.join(map(_cell, _row(one)))} |\n" for _, one in sorted(indicators().items()))


def _row(one: Indicator) -> tuple[str, ...]:
    label, clause = (f"{text.zh} · {text.en}" for text in (one.label, one.clause))
    return f"`{one.key}`", label, one.unit or "—", one.realm, clause, "、".join(one.names), _form(one)


def _form(one: Indicator) -> str:
    if not isinstance(one, ReportedIndicator):
        return "—"
    if one.methods:
        return "one of " + ", ".join(f"`{method}`" for method in one.methods)
    form = one.form
    operands = " / ".join(f"{part.label.zh} ({part.unit})" for part in (form.numerator, form.denominator) if part)
    return f"{operands or form.unit or 'figure'}; {form.nature}, by {'/'.join(form.periods)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    sys.stdout.write(table())
