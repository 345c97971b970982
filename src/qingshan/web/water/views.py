"""The water of a year in five views, and the classes of its sections as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from qingshan.kernel.text import Text
from qingshan.standards.quantity import label
from qingshan.web.evaluations import yearly
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.visitor import Visit
from qingshan.web.water import work
from qingshan.web.water.models import KeptWater
from qingshan.web.water.places import section_places, years

TITLE = Text("{year} 年的水", "Water in {year}")
WATER, FILE = Text("水", "Water"), Text("断面类别文件", "The classes of the sections as a file")
VIEWS = {
    "sections": Text("断面", "Sections"),
    "rivers": Text("河流、流域", "Rivers and basins"),
    "lakes": Text("湖库", "Lakes"),
    "rank": Text("排名", "Ranking"),
    "sources": Text("饮用水水源", "Drinking-water sources"),
}
KINDS = {"river": Text("河流", "river"), "basin": Text("流域", "basin")}
CLASSES = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "劣Ⅴ": 6}
MONTHS = range(1, 13)
HEADS = ("断面", "编码", "区域", "河流", "目标", "全年类别", "达标", "主要污染指标")
YES_NO = {True: "达标", False: "不达标", None: ""}


@page(may=SIGNED_IN, told=Told(WATER, asks=("view", "year")))
def water(request: Visit) -> Page:
    """One view of a year; while it is worked out, that."""
    asked, view = _asked(request), request.GET.get("view", "")
    view = view if view in VIEWS else "sections"
    kept = KeptWater.objects.filter(year=asked["year"], name=view).first()
    views = [{"key": key, "label": said, "query": urlencode({**asked, "view": key})} for key, said in VIEWS.items()]
    data: dict[str, Any] = {"asked": asked, "view": view, "views": views, "choices": {"year": years()}}
    data |= yearly.state(kept, work.work_out_water, asked["year"])
    title = TITLE.filled(**asked)
    if kept is None:
        return Page("air/waiting.html", title, data, parts={"waiting": "air/waiting_part.html"})
    data |= {name: kept.document[name] for name in ("editions", "sources", "unverified")}
    return Page(f"water/{view}.html", title, {**data, **SHOWN[view](kept.document, asked["year"])})


def _asked(request: Visit) -> dict[str, Any]:
    """The year that is asked for, else the one the desk works in or the last with samples."""
    said, known = request.GET.get("year", ""), years()
    if said.isdecimal() and int(said) in known:
        return {"year": int(said)}
    now = working_day().year
    return {"year": now if now in known or not known else known[0]}


def _sections(document: Mapping[str, Any], year: int) -> dict[str, Any]:
    kept = KeptWater.objects.filter(year=year, name="months").values_list("document", flat=True).first() or {}
    rows = [{**_about(row), **_strip(row["section"], kept, year)} for row in document["sections"]]
    places = section_places()
    drawn = [
        {"label": f"{row['name']} {row['class'] or ''}".strip(), "position": places[row["section"]]}
        for row in document["sections"]
        if row["section"] in places
    ]
    return {"rows": rows, "numbers": list(MONTHS), "drawn": drawn}


def _about(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("section", "name", "area", "river", "control", "target", "class", "complies", "status", "state")
    return {**{name: row.get(name) for name in names}, "level": CLASSES.get(row["class"]), "main": _items(row["main"])}


def _strip(section: str, kept: Mapping[str, Any], year: int) -> dict[str, Any]:
    """Twelve months of a section; None for one without data."""
    months = [_month(f"{year}-{month:02}", kept.get(f"{year}-{month:02}", {}).get(section)) for month in MONTHS]
    return {"months": months, "months_with_data": sum(one is not None for one in months)}


def _month(name: str, found: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if found is None:
        return None
    said = {"month": name, "class": found["class"], "complies": found["complies"]}
    return {**said, "level": CLASSES.get(found["class"]), "main": _items(found["main"])}


def _items(main: Iterable[Mapping[str, Any]]) -> list[Text]:
    """Items as bulletins name them: the multiple behind the name."""
    return [_item(one["item"], one.get("multiple")) for one in main if "item" in one]


def _item(item: str, multiple: str | None) -> Text:
    said = label(item)
    return Text(f"{said.zh}({multiple})", f"{said.en} ({multiple})") if multiple else said


def _rivers(document: Mapping[str, Any], _year: int) -> dict[str, Any]:
    names = ("name", "sections", "with_data", "good_share", "bad_share", "averaged_class", "status")
    rows = [
        {"kind": KINDS[row["kind"]], **{name: row[name] for name in names}, "main": _main_of_river(row["main"])}
        for row in document["waters"]
    ]
    return {"rows": rows}


def _main_of_river(main: Iterable[Mapping[str, Any]]) -> list[Text]:
    """By rate of exceedance, or section by section where they are few."""
    found = [_item(one["item"], f"{one['rate']} %") for one in main if "rate" in one]
    for one in main:
        found += [
            Text(f"{one['name']}：{said.zh}", f"{one['name']}: {said.en}") for said in _items(one.get("main", ()))
        ]
    return found


def _lakes(document: Mapping[str, Any], _year: int) -> dict[str, Any]:
    names = ("lake", "points", "with_data", "class", "status", "published", "grade")
    rows = [
        {**{name: row[name] for name in names}, "level": CLASSES.get(row["class"]), "main": _items(row["main"]),
         "missing": [label(item) for item in row["missing"]]}
        for row in document["lakes"]
    ]  # fmt: skip
    return {"rows": rows}


def _rank(document: Mapping[str, Any], _year: int) -> dict[str, Any]:
    names = ("rank", "area", "cwqi", "before", "change", "change_rank")
    return {"rows": [{name: row[name] for name in names} for row in document["areas"]]}


def _sources(document: Mapping[str, Any], year: int) -> dict[str, Any]:
    rows = []
    for one in document["drinking_sources"]:
        by_month = {row["month"]: row for row in one["months"]}
        months = [_source_month(by_month.get(f"{year}-{month:02}")) for month in MONTHS]
        about = {name: one[name] for name in ("name", "area", "compliant", "monitored", "count_rate")}
        rows.append({**about, "months": months})
    return {"rows": rows, "rate": document["rate"], "numbers": list(MONTHS)}


def _source_month(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    said = {name: row[name] for name in ("month", "class", "complies")}
    return {**said, "level": CLASSES.get(row["class"]), "failing": [label(item) for item in row["failing"]]}


SHOWN: dict[str, Callable[[Mapping[str, Any], int], dict[str, Any]]] = {
    "sections": _sections,
    "rivers": _rivers,
    "lakes": _lakes,
    "rank": _rank,
    "sources": _sources,
}


@page(may=SIGNED_IN, told=Told(FILE, asks=("year",), media="text/csv; charset=utf-8"))
def sections_csv(request: Visit) -> HttpResponse:
    """The sections with their class of each month, with the mark by which Excel knows UTF-8; 404 before that."""
    year = _asked(request)["year"]
    kept = KeptWater.objects.filter(year=year, name="sections").first()
    if kept is None:
        raise Http404
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow([*HEADS, *(f"{month}月" for month in MONTHS)])
    for row in _sections(kept.document, year)["rows"]:
        main = "、".join(one.zh for one in row["main"])
        about = [row["name"], row["section"], row["area"], row["river"], row["target"], row["class"]]
        table.writerow([*about, YES_NO[row["complies"]], main, *(one["class"] if one else "" for one in row["months"])])
    answered = HttpResponse(b"\xef\xbb\xbf" + written.getvalue().encode(), content_type="text/csv; charset=utf-8")
    named = content_disposition_header(as_attachment=True, filename=f"断面水质 {year}.csv")
    answered.headers["Content-Disposition"] = str(named)
    return answered
