"""A result with its trace, and below it days, sites, hours or samples: what ``qingshan explain`` prints."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

import pyarrow as pa
from django.conf import settings
from django.http import Http404

from qingshan.evaluation.explaining import Explained, explain
from qingshan.evaluation.problems import RESULT_UNKNOWN
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.reports.words import Words
from qingshan.standards.rule import written
from qingshan.standards.water import WATER_DECIMALS
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.visitor import Visit

TITLE = Text("结果 {key} 怎么来的", "How result {key} came about")
THOUSANDTHS = 3
FEW = 31
DAY_COLUMNS = (
    "day",
    "so2",
    "no2",
    "pm10",
    "pm25",
    "co",
    "o3_8h",
    "aqi",
    "level",
    "valid",
    "pm10_deducted",
    "pm25_deducted",
)
SITE_COLUMNS = ("site", "item", "value", "hours", "stage")
HOUR_COLUMNS = ("item", "hour_end", "value", "stage", "revision", "known_from", "source")
SAMPLE_COLUMNS = ("item", "sampled_at", "value", "origin", "stage", "revision", "known_from", "source")
WHOLE = frozenset(["aqi", "level", "valid", "stage", "hours", "revision"])
"""Columns of plain numbers; all others hold thousandths of their unit."""
HEADS = {
    "day": Text("日期", "day"),
    "aqi": Text("AQI", "AQI"),
    "level": Text("级别", "level"),
    "valid": Text("有效", "valid"),
    "pm10_deducted": Text("pm10 扣沙尘", "pm10 less dust"),
    "pm25_deducted": Text("pm25 扣沙尘", "pm25 less dust"),
    "site": Text("点位", "site"),
    "item": Text("项目", "item"),
    "value": Text("数值", "value"),
    "hours": Text("小时数", "hours"),
    "stage": Text("审核阶段", "stage"),
    "hour_end": Text("小时（末）", "hour ending"),
    "revision": Text("修订", "revision"),
    "known_from": Text("入库时刻（UTC）", "known from (UTC)"),
    "source": Text("来源", "source"),
    "sampled_at": Text("采样时间", "sampled at"),
    "origin": Text("方式", "origin"),
}
ABOUT = {
    "days": Text("逐日值（AQI 高者在前；点日期看各点位）", "days (highest AQI first; open a day to see its sites)"),
    "sites": Text("{day} 各点位（点点位看原始小时值）", "sites on {day} (open a site to see its raw hours)"),
    "hours": Text("{site} {day} 原始小时值", "raw hours of {site} on {day}"),
    "samples": Text("{site} 样品值", "samples of {site}"),
}


@page(may=SIGNED_IN, told=Told(Text("结果及其依据", "A result and what it rests on"), ("day", "site", "all")))
def result(request: Visit, key: str) -> Page:
    """Everything behind a number; ``day`` and ``site`` go further down, to the raw rows."""
    day, site = _day(request.GET.get("day")), request.GET.get("site") or None
    if settings.LAKE is None:
        raise Http404
    try:
        found = explain(settings.LAKE, key, day, site)
    except Problem as problem:
        if problem.code is RESULT_UNKNOWN:
            raise Http404 from problem
        raise
    data = {
        "key": key,
        "day": day,
        "site": site,
        **{name: found.document[name] for name in ("area", "period", "value", "unit", "as_of", "editions")},
        "trace": step_data(found.trace),
        "sections": _sections(found),
        "table": _table(found, day, everything=bool(request.GET.get("all"))),
    }
    return Page("results/result.html", TITLE.filled(key=key), data)


def step_data(step: Step) -> dict[str, Any]:
    """A step of a trace with comparators as people write them, in both languages."""
    zh, en = Words("zh"), Words("en")
    said = step.value or ""
    return {
        "label": step.label,
        "value": Text(zh.signs(said), en.signs(said)),
        "unit": step.unit,
        "sources": list(step.sources),
        "notes": [Text(zh.signed(note), en.signed(note)) for note in step.notes],
        "steps": [step_data(below) for below in step.steps],
    }


def _day(asked: str | None) -> date | None:
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError as error:
        raise Http404 from error


def _sections(found: Explained) -> list[dict[str, str]]:
    """The sections of water behind a result, each with the address of its samples."""
    keys = found.document["coverage"].get("sections") or ()
    return [{"name": key.rpartition("/")[2], "query": urlencode({"site": key})} for key in keys]


def _table(found: Explained, day: date | None, *, everything: bool) -> dict[str, Any] | None:
    """The lowest rows that were asked for."""
    if found.samples is not None:
        return _shown("samples", found.samples, SAMPLE_COLUMNS, site=found.site)
    if found.hours is not None:
        return _shown("hours", found.hours, HOUR_COLUMNS, site=found.site, day=day)
    if found.sites is not None:
        return _shown("sites", found.sites, SITE_COLUMNS, day=day)
    if not found.days.num_rows:
        return None
    worst = found.days.sort_by([("aqi", "descending")])
    table = _shown("days", worst if everything else worst.slice(0, FEW), DAY_COLUMNS)
    return table | {"hidden": 0 if everything else max(0, worst.num_rows - FEW)}


def _shown(kind: str, rows: pa.Table, wanted: Iterable[str], **said: object) -> dict[str, Any]:
    names = [name for name in wanted if name in rows.column_names]
    decimals = WATER_DECIMALS if kind == "samples" else THOUSANDTHS
    cells = [
        {"cells": [_cell(name, row, decimals) for name in names], "query": _further(kind, row)}
        for row in rows.to_pylist()
    ]
    heads = [HEADS.get(name, Text(name, name)) for name in names]
    return {"kind": kind, "about": ABOUT[kind].filled(**said), "heads": heads, "rows": cells}


def _cell(name: str, row: dict[str, Any], decimals: int) -> str:
    value = row[name]
    if value is None:
        return "—"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if name == "day" else "%Y-%m-%d %H:%M")
    if isinstance(value, int) and name not in WHOLE:
        return ("<" if row.get("below_limit") else "") + (written(value, decimals) or "—")
    return str(value)


def _further(kind: str, row: dict[str, Any]) -> str:
    """What opens the rows below a row; empty where there are none."""
    if kind == "days":
        return urlencode({"day": row["day"].date().isoformat()})
    return urlencode({"day": row["day"].date().isoformat(), "site": row["site"]}) if kind == "sites" else ""
