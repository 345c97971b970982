"""饮用水水源水质: drinking-water sources month by month, what fails, and the rate of those that comply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import narwhals as nw

from qingshan.evaluation.engines import collected
from qingshan.evaluation.water_means import wide
from qingshan.evaluation.water_rules import ITEMS, SOURCE
from qingshan.evaluation.water_status import described
from qingshan.evaluation.water_survey import Scope, Survey, basis_of, survey
from qingshan.kernel.exact import Value
from qingshan.kernel.periods import Period
from qingshan.observations.store.lake import Lake
from qingshan.standards.book import Rules
from qingshan.standards.evaluate import Asked, rules_for
from qingshan.standards.rule import rule
from qingshan.standards.water import BODIES

RATE = "drinking-source-rate"


def source_list(lake: Lake, scope: Scope, period: Period) -> dict[str, Any]:
    """The document of ``water sources``; the rate by volume is null, as no withdrawal is reported.

    A source's months without data are named and enter no rate.
    """
    found = survey(lake, scope, period)
    rates = rules_for(rule(RATE), Asked(on=period.end, accept_unverified=True))
    sources = {one.section: one for one in found.register if one.is_source}
    samples = [_row(row, found) for row in _months(found, sources)]
    rows = [
        {**described(one), **_of_source([row for row in samples if row["section"] == name], period, rates)}
        for name, one in sources.items()
    ]
    months = {month: [row for row in samples if row["month"] == month] for month in _names(period)}
    return {
        "period": str(period),
        **basis_of((*found.rules.sources.used, *rates.used)),
        "sources": list(found.sources),
        "rate": _rate(samples, rates),
        "by_month": [{"month": month, **_rate(rows, rates)} for month, rows in months.items() if rows],
        "drinking_sources": rows,
    }


def _names(period: Period) -> list[str]:
    return [str(month) for month in period.months()]


def _months(found: Survey, sources: Mapping[str, Any]) -> list[dict[str, Any]]:
    if found.monthly is None or not sources:
        return []
    start = datetime.combine(found.period.start, datetime.min.time())
    named = found.monthly.filter(nw.col("month") >= start, nw.col("section").is_in(list(sources)))
    rows = collected(wide(named, ["section", "month"], ITEMS)).to_pylist()
    bodies = {name: BODIES.index(one.body) if one.body in BODIES else None for name, one in sources.items()}
    ordered = sorted(rows, key=lambda row: (row["section"], row["month"]))
    return [row | {"body": bodies[row["section"]]} for row in ordered]


def _row(values: Mapping[str, Value], found: Survey) -> dict[str, Any]:
    outcome = rule(SOURCE).compute(values, found.rules.sources)
    parts = rule(SOURCE).parts(outcome, found.rules.sources)
    complies = None if outcome["compliant"] is None else bool(outcome["compliant"])
    month = f"{values['month']:%Y-%m}"
    kept = {name: parts[name] for name in ("class", "failing", "reference", "missing")}
    return {"section": values["section"], "month": month, "complies": complies, **kept}


def _of_source(rows: list[dict[str, Any]], period: Period, rates: Rules) -> dict[str, Any]:
    with_data = {row["month"] for row in rows if row["complies"] is not None}
    without = [month for month in _names(period) if month not in with_data]
    return {**_rate(rows, rates), "months": rows, "without_data": without}


def _rate(rows: Iterable[Mapping[str, Any]], rates: Rules) -> dict[str, Any]:
    verdicts = [row["complies"] for row in rows if row["complies"] is not None]
    counts = {"compliant": sum(verdicts), "monitored": len(verdicts)}
    outcome = rule(RATE).compute(counts, rates)
    return {**counts, **rule(RATE).parts(outcome, rates)}
