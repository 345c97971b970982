"""The page of classed soil points: a map, counts, what is above its screening value and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from qingshan.evaluation.soil import CLASS_LABELS, SoilClasses, SoilPoint
from qingshan.kernel.text import Language, Text
from qingshan.observations.intake.soil import LANDS
from qingshan.observations.outlines import Place
from qingshan.reports.map import Mark, Size, around, shape, svg_map
from qingshan.standards.book import book
from qingshan.standards.evaluate import plain
from qingshan.standards.quantity import label

WIDE, NARROW = Size(960, 8, 0.75), Size(380, 3, 1.2)
SHAPES = ("circle", "triangle", "square", "cross")
"""By class; the last is for points that cannot be judged."""
SYNTHETIC = "synthetic"
TEXTS = {
    "title": Text("农用地土壤污染风险分类", "Risk classes of farmland soil"),
    "synthetic": Text("演示数据 SYNTHETIC：不是监测结果", "SYNTHETIC 演示数据: not measurements"),
    "edition": Text("采用标准", "Standard"),
    "on": Text("适用日期", "Applied on"),
    "sources": Text("数据来源", "Data sources"),
    "version": Text("数据版本", "Data version"),
    "version_value": Text(
        "第 {version} 版，最晚入库 {moment}（协调世界时）", "version {version}, latest entry {moment} UTC"
    ),
    "count": Text("点位", "Points"),
    "no_points": Text("库中没有土壤点位。", "The lake holds no soil points."),
    "unjudged": Text("不能判定", "cannot be judged"),
    "unverified": Text("含未核实参数 {n} 项", "Rests on {n} unverified parameters"),
    "map": Text("点位分布", "Map"),
    "map_said": Text("点位图：{counts}", "map of points: {counts}"),
    "map_note": Text(
        "等距圆柱投影（中纬线定长）；坐标基准 {datum}，按原样绘制，未作换算。指向点位可见测值。",
        "Equirectangular at the middle latitude; datum {datum}, drawn as given, nothing converted. Point at a mark to"
        " see its values.",
    ),
    "outline_note": Text(
        "轮廓取自 {name}；网上流传的区划轮廓多为 GCJ-02 坐标，与点位坐标可相差数百米，只作示意。",
        "Outlines from {name}; files of this kind are mostly in GCJ-02, which may lie some hundred metres off the"
        " points, and serve orientation only.",
    ),
    "outline_outside": Text("轮廓 {name} 不在点位范围内，图上看不到。", "The outlines of {name} lie outside the map."),
    "no_place": Text("{n} 个点位没有坐标，未画出。", "{n} points have no coordinates and are not drawn."),
    "counts": Text("按利用方式和类别计数", "Points by land and class"),
    "land": Text("利用方式", "Land"),
    "total": Text("合计", "Total"),
    "not_named": Text("未注明", "not named"),
    "above": Text("超过筛选值的点位", "Points above a screening value"),
    "above_note": Text(
        "含量和限值单位 mg/kg；恰等于限值不算超过；倍数 =（含量 − 筛选值）/ 筛选值。",
        "Contents and limits in mg/kg; a content equal to a limit is not above it;"
        " multiple = (content − screening value) / screening value.",
    ),
    "none_above": Text("没有点位超过筛选值。", "No point is above a screening value."),
    "point": Text("点位", "Point"),
    "class": Text("类别", "Class"),
    "item": Text("项目", "Item"),
    "content": Text("含量", "Content"),
    "screening": Text("筛选值", "Screening"),
    "intervention": Text("管制值", "Intervention"),
    "multiple": Text("超筛选值倍数", "Multiple above"),
    "why": Text("原因", "Why"),
    "judged_partly": Text("不能判定的点位", "Points that cannot be judged"),
}
"""What the page says; the keys are those of the template."""


def soil_page(
    found: SoilClasses, language: Language = "zh", outlines: Sequence[Sequence[Place]] = (), named: str = ""
) -> str:
    """The page in a language, complete in itself; ``outlines`` (from the file ``named``) lie below the points."""
    return _template().render(v=SoilSheet(found, language, outlines, named), synthetic=_is_synthetic(found))


@dataclass(frozen=True)
class SoilSheet:
    """What the template draws from."""

    found: SoilClasses
    language: Language
    outlines: Sequence[Sequence[Place]]
    named: str

    def say(self, key: str, **values: object) -> str:
        return TEXTS[key].say(self.language, **values)

    @property
    def facts(self) -> list[tuple[str, str]]:
        read = self.found.versions["soil_points"]
        moment = str(read["known_from"] or "—")[:16].replace("T", " ")
        names = [
            f"{book().edition(key).name} {book().edition(key).title.say(self.language)}" for key in self.found.editions
        ]
        values = {
            "edition": "；".join(names) or "—",
            "on": self.found.on.isoformat(),
            "count": str(len(self.found.points)),
            "sources": " ".join(self.found.sources) or "—",
            "version": self.say("version_value", version=read["version"], moment=moment),
        }
        return [(self.say(key), value) for key, value in values.items()]

    @property
    def unverified(self) -> list[str]:
        return [f"{one.edition} {one.clause} {one.key} = {plain(one)}" for one in self.found.unverified]

    @cached_property
    def classes(self) -> list[tuple[str, str, Markup, int]]:
        """Name in the style sheet, word, sign and count of each class, and of points that cannot be judged, if any."""
        counts = [sum(one.level == level for one in self.found.points) for level in range(len(CLASS_LABELS))]
        rows = [(_kind(n), self._class(n), _sign(n), count) for n, count in enumerate(counts)]
        unjudged = len(self.found.unjudged)
        return [*rows, (_kind(None), self._class(None), _sign(None), unjudged)] if unjudged else rows

    @cached_property
    def maps(self) -> list[Markup]:
        """The wide drawing and the narrow one; none without a place to draw."""
        marks = [mark for one in reversed(self.found.points) if (mark := self._mark(one))]
        said = self.say("map_said", counts=self._listed([f"{word} {count}" for _, word, _, count in self.classes]))
        return [svg_map(marks, self.outlines, size, said) for size in (WIDE, NARROW)] if marks else []

    @property
    def map_notes(self) -> list[str]:
        placed = [one for one in self.found.points if _place(one)]
        named = {self.say("not_named") if one.datum == "unknown" else one.datum for one in placed}
        datums = self._listed(sorted(named))
        notes = [self.say("map_note", datum=datums)] if placed else []
        if self.named and placed:
            frame = around([place for one in placed if (place := _place(one))], WIDE)
            is_seen = any(frame.touches(line) for line in self.outlines if line)
            notes.append(self.say("outline_note" if is_seen else "outline_outside", name=self.named))
        without = len(self.found.points) - len(placed)
        return [*notes, self.say("no_place", n=without)] if without else notes

    @property
    def counts(self) -> list[tuple[str, list[int]]]:
        """For each kind of land, and for all, the points of each class shown and their sum."""
        levels = [*range(len(CLASS_LABELS)), None][: len(self.classes)]
        lands = [land for land in (*LANDS, None) if any(one.land == land for one in self.found.points)]
        rows = [(self._land(land), [self.found.counts[land, level] for level in levels]) for land in lands]
        total = (self.say("total"), [sum(column) for column in zip(*(row for _, row in rows), strict=True)])
        return [(name, [*row, sum(row)]) for name, row in (*rows, total)]

    @property
    def above(self) -> Iterator[dict[str, Any]]:
        """One row for each item above its screening value."""
        for one in self.found.above:
            for item, values in one.above.items():
                yield self._row(one) | dict(values) | {"item": self._item(item)}

    @property
    def unjudged(self) -> Iterator[dict[str, Any]]:
        for one in self.found.unjudged:
            yield self._row(one) | {"why": one.why.say(self.language) if one.why else ""}

    def _listed(self, parts: list[str]) -> str:
        return {"zh": "、", "en": ", "}[self.language].join(parts)

    def _row(self, one: SoilPoint) -> dict[str, Any]:
        kind = {"kind": _kind(one.level), "class": self._class(one.level), "sign": _sign(one.level)}
        return {"point": one.key, "land": self._land(one.land), "ph": one.ph or "—", **kind}

    def _mark(self, one: SoilPoint) -> Mark | None:
        place = _place(one)
        values = [f"{self._item(item)} {found['content']} mg/kg" + _times(found) for item, found in one.items.items()]
        said = [one.key, self._land(one.land), f"pH {one.ph or '—'}", self._class(one.level), *values]
        return place and Mark(place, _kind(one.level), _shape(one.level), " · ".join(said))

    def _land(self, land: str | None) -> str:
        return self.say("not_named") if land is None else LANDS[land].say(self.language)

    def _class(self, level: int | None) -> str:
        return self.say("unjudged") if level is None else CLASS_LABELS[level].say(self.language)

    def _item(self, item: str) -> str:
        return label(f"soil_{item}").say(self.language)


def _place(one: SoilPoint) -> Place | None:
    return None if one.longitude is None or one.latitude is None else (float(one.longitude), float(one.latitude))


def _times(found: Any) -> str:
    """By how much a content is above its limit; of land not named only an intervention value may be known."""
    if not found["level"]:
        return ""
    if found["multiple"] is None:
        return f" > {found['intervention']}"
    return f" > {found['screening']} (+{found['multiple']}×)"


def _kind(level: int | None) -> str:
    return "unjudged" if level is None else f"k{level}"


def _shape(level: int | None) -> str:
    return SHAPES[-1] if level is None else SHAPES[level]


def _sign(level: int | None) -> Markup:
    return shape(_shape(level), 8, 8, class_="point")


def _is_synthetic(found: SoilClasses) -> bool:
    return any(SYNTHETIC in source.lower() for source in found.sources)


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent / "render")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("soil.html")
