"""The collections: what each is, the items it has values of, where they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404

from qingshan.evaluation.area_days import ITEMS
from qingshan.kernel.text import Text
from qingshan.observations.store.lake import Lake
from qingshan.web import problems
from qingshan.web.ogc import places, series
from qingshan.web.ogc.asking import Span
from qingshan.web.ogc.places import Place
from qingshan.web.ogc.series import Series

Values = Callable[[Lake, str, Sequence[str], Span], Series]


@dataclass(frozen=True, slots=True)
class Declared:
    """``places`` None: its features are days of areas, which have no coordinates. ``values`` are those of a place."""

    label: Text
    about: Text
    items: tuple[str, ...]
    places: Callable[[Lake], list[Place]] | None = None
    values: Values | None = None
    has_features: bool = True


COLLECTIONS: Mapping[str, Declared] = {
    "stations": Declared(
        Text("空气监测点位及日均值", "air stations and their days"),
        Text(
            "点位；各日的值取自每份要点最近一次评价。坐标系不明的坐标原样给出（is_converted 为假），可能相差数百米。",
            "Stations; their days as the newest evaluation of each plan has them. Coordinates of an unknown datum "
            "stand as they came (is_converted is false) and may be some hundred metres off.",
        ),
        ITEMS,
        places.stations,
        series.station_days,
    ),
    "station-hours": Declared(
        Text("空气监测点位的小时值", "hours of air stations"),
        Text(
            "原始小时值，以小时末的北京时间标记；未经评价。",
            "Raw hours by their ends in Beijing time, as they came: nothing is judged.",
        ),
        series.HOURLY,
        places.stations,
        series.station_hours,
        has_features=False,
    ),
    "sections": Declared(
        Text("地表水断面及月值", "sections of surface water and their months"),
        Text(
            "断面、最近一次评价的类别；逐月的值，未检出的按检出限给出。",
            "Sections with their class in the newest evaluation; monthly values, at the detection limit where below.",
        ),
        series.WATER,
        places.sections,
        series.section_months,
    ),
    "section-moments": Declared(
        Text("地表水断面的即时值", "sections of surface water, moment by moment"),
        Text("自动站等即时的值；未经评价。", "Values of a moment, as automatic stations give them: nothing is judged."),
        series.WATER,
        places.sections,
        series.section_moments,
        has_features=False,
    ),
    "area-days": Declared(
        Text("区域的逐日空气", "days of the air of areas"),
        Text(
            "区域、日期、各项浓度、AQI 和级别，取自每份要点最近一次评价；没有坐标。",
            "Area, day, concentrations, AQI and level as the newest evaluation of each plan has them; no coordinates.",
        ),
        ITEMS,
    ),
}


def declared(key: str) -> Declared:
    """The collection of that name; 404 for another."""
    if key not in COLLECTIONS:
        raise Http404
    return COLLECTIONS[key]


def lake() -> Lake:
    """The desk's lake. WEB006 without one."""
    if settings.LAKE is None:
        raise problems.NO_LAKE.at("lake")
    return Lake.open(settings.LAKE)
