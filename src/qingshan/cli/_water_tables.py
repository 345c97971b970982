"""The tables that the water commands print of their documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qingshan.cli._screen import headed
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    from rich.table import Table

NONE = "—"
BODIES = {
    "river": Text("河流", "river"),
    "lake": Text("湖库", "lake"),
    None: Text("未登记，按河流", "unknown, as river"),
}
INFERRED = Text("{body}（推断）", "{body} (inferred)")
COMPLIES = {True: Text("达标", "complies"), False: Text("不达标", "does not comply"), None: Text(NONE, NONE)}
KINDS = {"river": Text("河流", "river"), "basin": Text("流域", "basin")}
NO_DATA = Text("没有数据", "no data")
RENORMALISED = Text("缺 {items}，其余权重归一", "without {items}; the other weights add up to one")
BEHIND = Text("{count} 个月", "{count} months")
WITHIN = Text("{with_data}/{all}", "{with_data}/{all}")
AVERAGED = Text("断面平均为{found}", "averaged: {found}")
TWO_RULES = Text(
    "按状况 {by_grade}；按比例 {by_share}（{balance}）", "by status {by_grade}; by share {by_share} ({balance})"
)
UNNAMED = Text("名录未写明{kind}的断面：{sections}", "sections whose {kind} the register does not name: {sections}")
CITY_RATE = Text(
    "达标 {compliant}/{monitored} 次，达标率（个数）{rate} %；达标率（水量）未填报",
    "{compliant} of {monitored} comply: {rate} % by count; by volume not reported",
)
FIVE = Text(
    "恰为 5 个断面，按比例评价未核实，用 --five-by-share：{names}",
    "exactly five sections, by shares only unverified, with --five-by-share: {names}",
)
PARTIAL = Text("缺项，其余 {partial}", "lacking; rest {partial}")
EXCLUDED = Text("不参加", "left out")

Printed = list[Any]


def _heads(*names: tuple[str, str]) -> tuple[Text, ...]:
    return tuple(Text(zh, en) for zh, en in names)


SECTION_HEADS = _heads(
    ("断面", "section"), ("水体", "water"), ("类别", "class"), ("水质状况", "status"), ("目标", "target"),
    ("达标", "complies"), ("主要污染指标", "main items"), ("总氮（参考）", "TN (reference)"), ("数据", "data"),
    ("公布", "published"),
)  # fmt: skip
RIVER_HEADS = _heads(
    ("", ""), ("名称", "name"), ("有数据/断面", "with data/sections"), ("Ⅰ—Ⅲ类 %", "Ⅰ–Ⅲ %"),
    ("劣Ⅴ类 %", "worse than Ⅴ %"), ("水质状况", "status"), ("主要污染指标", "main items"),
    ("前期状况", "status before"), ("变化", "change"),
)  # fmt: skip
LAKE_HEADS = _heads(
    ("湖库", "lake"), ("有数据/点位", "with data/points"), ("类别", "class"), ("主要污染指标", "main items"),
    ("总氮（参考）", "TN (reference)"), ("TLI", "TLI"), ("营养状态", "trophic state"), ("说明", "note"),
)  # fmt: skip
RANK_HEADS = _heads(
    ("名次", "rank"), ("区域", "area"), ("CWQI", "CWQI"), ("河流", "rivers"), ("湖库", "lakes"), ("前期", "before"),
    ("变化 %", "change %"), ("变化名次", "rank of change"), ("缺项", "lacking"),
)  # fmt: skip
SOURCE_HEADS = _heads(
    ("水源", "source"), ("月份", "month"), ("达标", "complies"), ("类别", "class"), ("超标项目", "failing items")
)


def _table(heads: Sequence[Text], rows: Iterable[Sequence[str | None]], tongue: Language) -> Table:
    table = headed(head.say(tongue) for head in heads)
    for row in rows:
        table.add_row(*(cell or NONE for cell in row))
    return table


def _items(main: Iterable[Mapping[str, Any]], tongue: Language) -> str:
    """Items as bulletins name them: the multiple behind the name."""
    from qingshan.standards.quantity import label

    said = []
    for one in main:
        multiple = f"({one['multiple']})" if one.get("multiple") else ""
        said.append(label(one["item"]).say(tongue) + multiple)
    return "、".join(said)


def _labels(items: Iterable[str], tongue: Language) -> str:
    return _items(({"item": item} for item in items), tongue)


def _body(row: Mapping[str, Any], tongue: Language) -> str:
    body = BODIES[row["body"]].say(tongue)
    return INFERRED.say(tongue, body=body) if row["body_verification"] == "inferred" else body


def _sections(document: Mapping[str, Any], tongue: Language) -> Printed:
    rows = [_section(row, tongue) for row in document["sections"]]
    return [_table(SECTION_HEADS, rows, tongue)] if rows else []


def _section(row: Mapping[str, Any], tongue: Language) -> list[str | None]:
    if row["class"] is None:
        return [row["name"], _body(row, tongue), None, None, row["target"], None, None, None, NO_DATA.say(tongue), None]
    behind = row["sampled_at"] or BEHIND.say(tongue, count=row["months"])
    shown = [row["name"], _body(row, tongue), row["class"], row["status"], row["target"]]
    shown += [COMPLIES[row["complies"]].say(tongue), _items(row["main"], tongue), row["reference"].get("tn")]
    return [*shown, behind, " ".join(filter(None, (row.get("published"), row.get("station"))))]


def _rivers(document: Mapping[str, Any], tongue: Language) -> Printed:
    rows = [_river(row, tongue) for row in document["waters"]]
    notes = [
        UNNAMED.say(tongue, kind=KINDS[kind].say(tongue), sections="、".join(named))
        for kind, named in document["unnamed"].items()
        if named
    ]
    open_ones = [row["name"] for row in document["waters"] if row["with_data"] and row["status"] is None]
    notes += [FIVE.say(tongue, names="、".join(open_ones))] if open_ones else []
    return [*([_table(RIVER_HEADS, rows, tongue)] if rows else []), *notes]


def _river(row: Mapping[str, Any], tongue: Language) -> list[str | None]:
    counted = WITHIN.say(tongue, with_data=row["with_data"], all=row["sections"])
    status = row["status"] or NONE
    if row["averaged_class"]:
        status += f"（{AVERAGED.say(tongue, found=row['averaged_class'])}）"
    before, change = row.get("before") or {}, row.get("change") or {}
    verdict = ""
    if change:
        texts = {name: change[name] or NONE for name in ("by_grade", "by_share", "balance")}
        verdict = TWO_RULES.say(tongue, **texts)
    named = [KINDS[row["kind"]].say(tongue), row["name"], counted, row["good_share"], row["bad_share"], status]
    return [*named, _main_of_river(row["main"], tongue), before.get("status"), verdict]


def _main_of_river(main: Sequence[Mapping[str, Any]], tongue: Language) -> str:
    """By rate of exceedance, or section by section where they are few."""
    by_section = [f"{one['name']}：{_items(one['main'], tongue)}" for one in main if "main" in one]
    by_rate = [f"{_labels([one['item']], tongue)} {one['rate']} %" for one in main if "rate" in one]
    return "；".join(by_section) or "、".join(by_rate)


def _lakes(document: Mapping[str, Any], tongue: Language) -> Printed:
    rows = [_lake(row, tongue) for row in document["lakes"]]
    return [_table(LAKE_HEADS, rows, tongue)] if rows else []


def _lake(row: Mapping[str, Any], tongue: Language) -> list[str | None]:
    counted = WITHIN.say(tongue, with_data=row["with_data"], all=row["points"])
    note = RENORMALISED.say(tongue, items=_labels(row["missing"], tongue)) if row["missing"] and row["tli"] else ""
    judged = [row["class"], _items(row["main"], tongue), row["reference"].get("tn")]
    return [row["lake"], counted, *judged, row["published"], row["grade"], note]


def _rank(document: Mapping[str, Any], tongue: Language) -> Printed:
    rows = [_ranked(row, tongue) for row in document["areas"]]
    return [_table(RANK_HEADS, rows, tongue)] if rows else []


def _ranked(row: Mapping[str, Any], tongue: Language) -> list[str | None]:
    parts = [row.get(body) or {} for body in ("river", "lake")]
    indexes = [_index(part, tongue) for part in parts]
    lacking = dict.fromkeys(item for part in parts if part.get("with_data") for item in part["missing"])
    place = EXCLUDED.say(tongue) if row["excluded_from_change"] else row["change_rank"] and str(row["change_rank"])
    named = [row["rank"] and str(row["rank"]), row["area"], row["cwqi"], *indexes]
    return [*named, row["before"], row["change"], place, _labels(lacking, tongue)]


def _index(part: Mapping[str, Any], tongue: Language) -> str | None:
    if not part.get("with_data"):
        return NO_DATA.say(tongue) if part else None
    return part["cwqi"] or PARTIAL.say(tongue, partial=part["partial"])


def _sources(document: Mapping[str, Any], tongue: Language) -> Printed:
    rows = [cells for one in document["drinking_sources"] for cells in _source(one, tongue)]
    rate = document["rate"]
    counts = {name: rate[name] for name in ("compliant", "monitored")}
    said = CITY_RATE.say(tongue, **counts, rate=rate["count_rate"] or NONE)
    return [_table(SOURCE_HEADS, rows, tongue), said] if rows else []


def _source(one: Mapping[str, Any], tongue: Language) -> list[list[str | None]]:
    found = [
        [
            one["name"],
            row["month"],
            COMPLIES[row["complies"]].say(tongue),
            row["class"],
            _labels(row["failing"], tongue),
        ]
        for row in one["months"]
    ]
    return [*found, *([one["name"], month, NO_DATA.say(tongue), None, None] for month in one["without_data"])]


TABLES: Mapping[str, Callable[[Mapping[str, Any], Language], Printed]] = {
    "sections": _sections,
    "rivers": _rivers,
    "lakes": _lakes,
    "rank": _rank,
    "sources": _sources,
}
