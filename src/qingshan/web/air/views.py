"""The air of an area through a year, one day of it, the ranking of areas, the stations, and the days as files."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from qingshan.evaluation.area_days import ITEMS
from qingshan.evaluation.judging import STATES
from qingshan.kernel.text import Text
from qingshan.kernel.units import scaled
from qingshan.standards.book import book
from qingshan.standards.quantity import label
from qingshan.standards.rule import DECIMALS
from qingshan.web.air import stations as places
from qingshan.web.air import work
from qingshan.web.air.models import KeptAir
from qingshan.web.evaluations import yearly
from qingshan.web.evaluations.courses import means_so_far
from qingshan.web.evaluations.wanted import data_of, working_day
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.visitor import Visit

TITLE, RANKING = Text("空气", "Air"), Text("空气排名", "Ranking by air")
STATIONS = Text("空气监测点位", "Air stations")
DAY = Text("{area} {day} 的空气", "Air of {area} on {day}")
OF_AREA = Text("{area} {year} 年的空气", "Air of {area} in {year}")
DAY_OF, FILE = Text("一个区域一天的空气", "A day of an area's air"), Text("逐日值文件", "The days as a file")
ASKED = ("area", "year", "edition", "item")
MONTHS, DAYS = range(1, 13), range(1, 32)
EXCEEDING = 100
DRAWN = (*ITEMS, "aqi")
STAGES = {0: Text("实时", "real time"), 1: Text("审核", "reviewed"), 2: Text("官方", "official")}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = {
    "day": "日期",
    "aqi": "AQI",
    "level": "级别",
    "valid": "有效",
    "primary": "首要污染物",
    "stage": "审核阶段",
    "sites": "点位数",
}
UNITS = {"aqi": "", "co": "mg/m³"}
"""Of what is drawn; µg/m³ for all others."""
DAILY, AQI = Text("日均值", "daily value"), Text("日AQI", "daily AQI")
MEAN = Text("累计平均", "mean so far")
LINE = Text("年限值 {value}", "yearly limit {value}")


@page(may=SIGNED_IN, told=Told(TITLE, asks=ASKED))
def air(request: Visit) -> Page:
    """Statistics and calendar of one area and year under both sets of editions; while they are worked out, that."""
    asked = _asked(request)
    found = _kept(asked["year"], asked["area"])
    data: dict[str, Any] = {
        "asked": asked,
        "choices": _choices(),
        **_state(asked["year"], next(iter(found.values()), None)),
    }
    title = OF_AREA.filled(**asked) if asked["area"] else TITLE
    if not found:
        return Page("air/waiting.html", title, data, parts={"waiting": "air/waiting_part.html"})
    main = found[asked["edition"]].document
    other = {key: one.document for key, one in found.items()}
    data |= {
        "in_force": _in_force(asked["year"]),
        "editions": [{"key": key, **_edition(one)} for key, one in other.items()],
        "statistics": _statistics(other),
        "months": _calendar(main, asked),
        "levels": _levels(main),
        "exceeding": [_exceeding(row, asked) for row in main["days"] if row["valid"] and row["aqi"] > EXCEEDING],
        "differences": _differences(other, asked),
        "stages": _stages(main),
        "dust": sum(row["values"]["pm10"] != row["values"]["pm10_deducted"] for row in main["days"]),
        "course": _course(main, asked["item"]),
        "items": [{"key": key, "label": Text("AQI", "AQI") if key == "aqi" else label(key)} for key in DRAWN],
        "sources": main["sources"], "unverified": main["unverified"], "sites": main["sites"],
        "query": urlencode(asked),
    }  # fmt: skip
    return Page("air/air.html", title, data)


def _asked(request: Visit) -> dict[str, Any]:
    """Area, year, set of editions and drawn item that an address asks for; the nearest there is."""
    areas, year = _areas(), _asked_year(request)
    said = {name: request.GET.get(name, "") for name in ("area", "edition", "item")}
    return {
        "area": said["area"] if said["area"] in areas else _largest(),
        "year": year,
        "edition": said["edition"] if said["edition"] in work.EDITIONS else _in_force(year),
        "item": said["item"] if said["item"] in DRAWN else "pm25",
    }


def _asked_year(request: Visit) -> int:
    said, years = request.GET.get("year", ""), _years()
    return int(said) if said.isdecimal() and int(said) in years else _usual(years)


def _known() -> Any:
    """WEB006 without a lake."""
    path = yearly.lake().path
    return places.known(data_of(path), str(path))


def _areas() -> list[str]:
    return list(dict.fromkeys(one.area for one in _known()[0]))


def _largest() -> str:
    """The area that most sites speak for today, the first of them by name; empty without any."""
    today = working_day()
    spoken = Counter(one.area for one in _known()[0] if one.role == "assessment" and one.holds(today))
    return min(spoken, key=lambda area: (-spoken[area], area), default="")


def _years() -> Sequence[int]:
    years: Sequence[int] = _known()[2]
    return [year for year in years if year <= working_day().year]


def _usual(years: Sequence[int]) -> int:
    """The year the desk works in, or the last one with readings."""
    now = working_day().year
    return now if now in years or not years else years[0]


def _in_force(year: int) -> str:
    """The set of which the index is in force at the end of a year."""
    key = book().in_force("hj633", date(year, 12, 31)).key
    return next(name for name, keys in work.EDITIONS.items() if key in keys)


def _choices() -> dict[str, Any]:
    return {"area": _areas(), "year": list(_years()), "edition": list(work.EDITIONS)}


def _kept(year: int, area: str) -> dict[str, KeptAir]:
    """The kept documents by edition; empty while one is missing."""
    found = {one.edition: one for one in KeptAir.objects.filter(year=year, area=area, edition__in=work.EDITIONS)}
    return found if len(found) == len(work.EDITIONS) else {}


def _state(year: int, kept: KeptAir | None) -> dict[str, Any]:
    return yearly.state(kept, work.work_out_air, year)


def _edition(document: Mapping[str, Any]) -> dict[str, Any]:
    return {"editions": document["editions"], "complies": document["complies"], "items": document["items"]}


def _statistics(documents: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A row for each figure, with what every set of editions says of it."""
    first = next(iter(documents.values()))["statistics"]
    return [
        {
            "label": one["label"], "unit": one["unit"], "days": one["days"],
            "by_edition": [document["statistics"][place] for document in documents.values()],
        }
        for place, one in enumerate(first)
    ]  # fmt: skip


def _calendar(document: Mapping[str, Any], asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Twelve rows of days; None for a day that the month does not have."""
    rows, names = {row["day"]: row for row in document["days"]}, _names(document)
    return [{"month": month, "days": [_cell(rows, names, asked, month, day) for day in DAYS]} for month in MONTHS]


def _cell(
    rows: Mapping[str, Any], names: Mapping[int, Any], asked: Mapping[str, Any], month: int, day: int
) -> dict[str, Any] | None:
    try:
        on = date(asked["year"], month, day).isoformat()
    except ValueError:
        return None
    row = rows.get(on)
    if row is None or not row["valid"]:
        return {"day": on, "level": None, "aqi": None, "said": None, "address": None}
    said = {"level": row["level"], "aqi": row["aqi"], "said": names[row["level"]], "primary": _labels(row["primary"])}
    return {"day": on, **said, "address": _day_address(asked["area"], on)}


def _day_address(area: str, day: str) -> str:
    return f"{reverse('air-day')}?{urlencode({'area': area, 'day': day})}"


def _labels(items: Sequence[str]) -> list[Text]:
    return [label(item) for item in items]


def _names(document: Mapping[str, Any]) -> dict[int, Any]:
    return {one["level"]: one["name"] for one in document["levels"]}


def _levels(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """How many valid days stood in each level."""
    counted = Counter(row["level"] for row in document["days"] if row["valid"])
    return [{**one, "days": counted[one["level"]]} for one in document["levels"]]


def _exceeding(row: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: row[name] for name in ("day", "aqi", "level", "values")}
    return {**said, "primary": _labels(row["primary"]), "address": _day_address(asked["area"], row["day"])}


def _differences(documents: Mapping[str, Any], asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The days on which the sets of editions do not give the same level."""
    sides = [{row["day"]: row for row in document["days"]} for document in documents.values()]
    names = [_names(document) for document in documents.values()]
    found = []
    for day, *_ in groupby(sorted(set().union(*sides))):
        rows = [side.get(day) for side in sides]
        if all(rows) and len({row["level"] for row in rows if row}) > 1:
            told = [_level(row, own) for row, own in zip(rows, names, strict=True) if row]
            found.append({"day": day, "address": _day_address(asked["area"], day), "by_edition": told})
    return found


def _level(row: Mapping[str, Any], names: Mapping[int, Any]) -> dict[str, Any]:
    said = {"aqi": row["aqi"], "level": row["level"], "primary": _labels(row["primary"])}
    return {**said, "said": names.get(row["level"])}


def _stages(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    counted = Counter(row["stage"] for row in document["days"])
    return [{"label": _stage(key), "days": counted[key]} for key in sorted(counted)]


def _stage(key: int) -> Text:
    return STAGES.get(key, Text(str(key), str(key)))


def _course(document: Mapping[str, Any], item: str) -> dict[str, Any]:
    """The days of one item with the mean so far, as the chart of a target shows it."""
    values = [str(row["aqi"]) if item == "aqi" and row["aqi"] else row["values"].get(item) for row in document["days"]]
    mean = next((one for one in document["statistics"] if one["indicator"] == f"air.{item}_mean"), None)
    lines = []
    if mean is not None and mean["limit"]:
        lines.append({"kind": "limit", "value": mean["limit"], "label": LINE.filled(value=mean["limit"])})
    said = {"unit": UNITS.get(item, "µg/m³"), "daily": AQI if item == "aqi" else DAILY, "so_far": MEAN}
    days = [row["day"] for row in document["days"]]
    measured = [None if value is None else scaled(value, DECIMALS) for value in values]
    sums = list(means_so_far(measured)) if mean is not None else [None] * len(values)
    return {**said, "days": days, "values": values, "sums": sums, "lines": lines}


@page(may=SIGNED_IN, told=Told(DAY_OF, asks=("area", "day")))
def day(request: Visit) -> Page:
    """One day of an area: what it came to under each set of editions, and the hours of its stations."""
    try:
        on = date.fromisoformat(request.GET.get("day", ""))
    except ValueError as error:
        raise Http404 from error
    area, (members, sites, _) = request.GET.get("area", ""), _known()
    if area not in _areas():
        raise Http404
    own = [one.site for one in members if one.area == area and one.holds(on)]
    named = {site["site"]: site["name"] for site in sites}
    found = _kept(on.year, area) if on.year in _years() else {}
    judged = [
        {"edition": key, **_level(row, _names(kept.document)), "values": [row["values"][item] for item in ITEMS]}
        for key, kept in found.items()
        for row in kept.document["days"]
        if row["day"] == on.isoformat()
    ]
    rows = [{**row, "stage": _stage(row["stage"]), "values": [row["values"].get(item) for item in places.HOURLY]}
            for row in places.hours_of(yearly.lake(), own, on)]  # fmt: skip
    data = {
        "area": area, "day": on, "judged": judged, "items": _labels(places.HOURLY),
        "of_day": _labels(ITEMS),
        "stations": [
            {"site": site, "name": named.get(site, site), "hours": [row for row in rows if row["site"] == site]}
            for site in own
        ],
        "back": f"{reverse('air')}?{urlencode({'area': area, 'year': on.year})}",
    }  # fmt: skip
    return Page("air/day.html", DAY.filled(area=area, day=on), data)


@page(may=SIGNED_IN, told=Told(RANKING, asks=("year",)))
def ranking(request: Visit) -> Page:
    """Areas by composite index over the passed part of a year, with the change against the year before."""
    year = _asked_year(request)
    kept = KeptAir.objects.filter(year=year, edition=KeptAir.RANKING).first()
    data = {"asked": {"year": year}, "choices": _choices(), **_state(year, kept)}
    if kept is None:
        return Page("air/waiting.html", RANKING, data, parts={"waiting": "air/waiting_part.html"})
    rows = [
        {**row, "largest": _labels(row["largest"]), "state": STATES[row["state"]], "is_ranked": row["rank"] is not None}
        for row in kept.document["areas"]
    ]
    about = {name: kept.document[name] for name in ("period", "editions", "unverified", "sources")}
    return Page("air/ranking.html", RANKING, {**data, **about, "rows": rows})


@page(may=SIGNED_IN, told=Told(STATIONS))
def stations(request: Visit) -> Page:  # noqa: ARG001 (every view is asked alike)
    """Every station on a map and in a list: where it stands, which areas it speaks for today."""
    members, sites, _ = _known()
    today = working_day()
    rows = []
    for site in sites:
        own = [one for one in members if one.site == site["site"] and one.holds(today)]
        areas = [{"area": one.area, "role": places.ROLES.get(one.role, Text(one.role, one.role))} for one in own]
        datum = places.DATUMS.get(site["datum"], Text(site["datum"], site["datum"]))
        rows.append({**site, "datum": datum, "areas": areas})
    drawn = [
        {"label": row["name"], "position": [row["longitude"], row["latitude"]]} for row in rows if row["longitude"]
    ]
    return Page("air/stations.html", STATIONS, {"rows": rows, "drawn": drawn, "day": today})


def _table(request: Visit) -> tuple[str, list[list[Any]]]:
    """The days asked for with their heads, and what the file is called. 404 while they are not worked out."""
    asked = _asked(request)
    found = _kept(asked["year"], asked["area"])
    if not found:
        raise Http404
    document = found[asked["edition"]].document
    columns = [*ITEMS, "pm10_deducted", "pm25_deducted"]
    heads = [*HEADS.values(), *(label(item).zh for item in ITEMS), "PM10（扣沙尘）", "PM2.5（扣沙尘）"]
    rows: list[list[Any]] = [heads]
    for row in document["days"]:
        said = {**row, "primary": "、".join(label(item).zh for item in row["primary"])}
        rows.append([*(said[name] for name in HEADS), *(row["values"][name] for name in columns)])
    return f"{asked['area']} {asked['year']} {'+'.join(document['editions'][:2]).replace(':', '-')}", rows


@page(may=SIGNED_IN, told=Told(FILE, asks=ASKED, media="text/csv; charset=utf-8"))
def days_csv(request: Visit) -> HttpResponse:
    """The days as text, with the mark by which Excel knows UTF-8."""
    name, rows = _table(request)
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return _file(f"{name}.csv", "text/csv; charset=utf-8", b"\xef\xbb\xbf" + written.getvalue().encode())


@page(may=SIGNED_IN, told=Told(FILE, asks=ASKED, media=EXCEL))
def days_xlsx(request: Visit) -> HttpResponse:
    """The days as a workbook; figures are numbers."""
    name, rows = _table(request)
    book_, kept = Workbook(write_only=True), io.BytesIO()
    sheet = book_.create_sheet("日值")
    sheet.freeze_panes = "B2"
    heads = [WriteOnlyCell(sheet, word) for word in rows[0]]
    for cell in heads:
        cell.font = Font(bold=True)
    sheet.append(heads)
    for row in rows[1:]:
        fixed = len(HEADS)
        sheet.append([*row[:fixed], *(None if value is None else float(value) for value in row[fixed:])])
    book_.save(kept)
    return _file(f"{name}.xlsx", EXCEL, kept.getvalue())


def _file(name: str, kind: str, content: bytes) -> HttpResponse:
    answered = HttpResponse(content, content_type=kind)
    answered.headers["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    return answered
