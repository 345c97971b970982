"""The tables of a lake: their columns, keys, partitions and order on disk. All append-only."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from qingshan.kernel.text import Text

MOMENT = pa.timestamp("us")
"""Without zone: hours are Beijing time, ``known_from`` is UTC."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    ``key`` names what a row speaks about, ``says`` what it says of it; where both are equal in the latest row
    already stored, nothing new is stored. ``clock`` is the column whose natural day gives the partition ``year``.
    """

    name: str
    label: Text
    schema: pa.Schema
    key: tuple[str, ...]
    says: tuple[str, ...]
    order: tuple[str, ...]
    clock: str | None = None

    @property
    def stored(self) -> pa.Schema:
        return self.schema.append(pa.field("year", pa.int32())) if self.clock else self.schema


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


_TEXT, _WHOLE, _DAY = pa.string(), pa.int64(), pa.date32()

_TABLES = (
    Table(
        "readings",
        Text("小时浓度", "hourly readings"),
        _schema(
            site=_TEXT, item=_TEXT, hour_end=MOMENT, value=_WHOLE, stage=pa.int8(),
            known_from=MOMENT, revision=pa.int32(), source=_TEXT, batch=_TEXT,
        ),
        key=("site", "item", "hour_end", "stage"),
        says=("value",),
        order=("item", "site", "hour_end"),
        clock="hour_end",
    ),
    Table(
        "statistics",
        Text("他人公布的日、月统计值", "daily and monthly figures others published"),
        _schema(
            place=_TEXT, item=_TEXT, period=_TEXT, value=_WHOLE, stage=pa.int8(),
            known_from=MOMENT, revision=pa.int32(), source=_TEXT, batch=_TEXT,
        ),
        key=("place", "item", "period", "stage"),
        says=("value",),
        order=("item", "place", "period"),
    ),
    Table(
        "published",
        Text("平台随读数公布的指数、等级和滑动均值", "what the platform published beside the readings"),
        _schema(
            site=_TEXT, hour_end=MOMENT, name=_TEXT, text=_TEXT, value=_WHOLE,
            known_from=MOMENT, source=_TEXT, batch=_TEXT,
        ),
        key=("site", "hour_end", "name"),
        says=("text", "value"),
        order=("name", "site", "hour_end"),
        clock="hour_end",
    ),
    Table(
        "samples",
        Text("水质样品值", "values of water samples"),
        _schema(
            section=_TEXT, item=_TEXT, sampled_at=MOMENT, span=_TEXT, origin=_TEXT, value=_WHOLE,
            below_limit=pa.bool_(), stage=pa.int8(), known_from=MOMENT, revision=pa.int32(), source=_TEXT, batch=_TEXT,
        ),
        key=("section", "item", "sampled_at", "span", "origin", "stage"),
        says=("value", "below_limit"),
        order=("item", "section", "sampled_at"),
        clock="sampled_at",
    ),
    Table(
        "sections",
        Text("地表水断面与点位", "sections and points of surface water"),
        _schema(
            section=_TEXT, name=_TEXT, river=_TEXT, basin=_TEXT, area=_TEXT, body=_TEXT, body_verification=_TEXT,
            control=_TEXT, target_class=_TEXT, source_of_drinking_water=pa.bool_(), longitude=_TEXT, latitude=_TEXT,
            datum=_TEXT, since=_DAY, until=_DAY, source=_TEXT, known_from=MOMENT,
        ),
        key=("section", "area", "since"),
        says=("name", "river", "basin", "body", "body_verification", "control", "target_class",
              "source_of_drinking_water", "longitude", "latitude", "datum", "until"),
        order=("area", "section"),
    ),
    Table(
        "figures",
        Text("部门填报的数", "figures that departments report"),
        _schema(
            indicator=_TEXT, area=_TEXT, period=_TEXT, value=_WHOLE, numerator=_WHOLE, denominator=_WHOLE, unit=_TEXT,
            document=_TEXT, dated=_DAY, reporter=_TEXT, stage=pa.int8(), flags=_TEXT, known_from=MOMENT,
            revision=pa.int32(), source=_TEXT, batch=_TEXT,
        ),
        key=("indicator", "area", "period", "stage"),
        says=("value", "numerator", "denominator", "unit", "document", "dated", "reporter"),
        order=("indicator", "area", "period"),
    ),
    Table(
        "assigned",
        Text("上级下达和五年规划的目标数", "figures set by a superior or by a five-year plan"),
        _schema(
            indicator=_TEXT, area=_TEXT, period=_TEXT, comparator=_TEXT, value=_TEXT, unit=_TEXT, base_year=pa.int32(),
            base_value=_TEXT, pace=_TEXT, document=_TEXT, issued_on=_DAY, verification=_TEXT, source=_TEXT,
            known_from=MOMENT,
        ),
        key=("indicator", "area", "period", "issued_on"),
        says=("comparator", "value", "unit", "base_year", "base_value", "pace", "document", "verification"),
        order=("indicator", "area", "period"),
    ),
    Table(
        "soil_points",
        Text("农用地土壤点位与测值", "points of farmland soil and their contents"),
        _schema(
            point=_TEXT, longitude=_TEXT, latitude=_TEXT, datum=_TEXT, land=_TEXT, ph=_WHOLE, soil_cd=_WHOLE,
            soil_hg=_WHOLE, soil_as=_WHOLE, soil_pb=_WHOLE, soil_cr=_WHOLE, soil_cu=_WHOLE, soil_ni=_WHOLE,
            soil_zn=_WHOLE, source=_TEXT, known_from=MOMENT,
        ),
        key=("point",),
        says=("longitude", "latitude", "datum", "land", "ph", "soil_cd", "soil_hg", "soil_as", "soil_pb", "soil_cr",
              "soil_cu", "soil_ni", "soil_zn"),
        order=("point",),
    ),
    Table(
        "quality",
        Text("质量检查标记", "quality flags"),
        _schema(
            site=_TEXT, item=_TEXT, hour_end=MOMENT, check=_TEXT, reason=_TEXT, value=_WHOLE,
            known_from=MOMENT, batch=_TEXT,
        ),
        key=("site", "item", "hour_end", "check"),
        says=("reason", "value"),
        order=("check", "item", "site", "hour_end"),
    ),
    Table(
        "exclusions",
        Text("人工决定的无效与沙尘时段", "hours a person declared invalid or dust"),
        _schema(
            site=_TEXT, area=_TEXT, item=_TEXT, from_hour=MOMENT, to_hour=MOMENT, kind=_TEXT, reason=_TEXT,
            document=_TEXT, decided_by=_TEXT, known_from=MOMENT,
        ),
        key=("site", "area", "item", "from_hour", "to_hour", "kind"),
        says=("reason", "document", "decided_by"),
        order=("from_hour", "site", "area"),
    ),
    Table(
        "sites",
        Text("监测点位", "monitoring sites"),
        _schema(
            site=_TEXT, name=_TEXT, city=_TEXT, longitude=_TEXT, latitude=_TEXT, datum=_TEXT, background=pa.bool_(),
            stopped_on=_DAY, known_from=MOMENT, source=_TEXT,
        ),
        key=("site",),
        says=("name", "city", "longitude", "latitude", "datum", "background", "stopped_on"),
        order=("site",),
    ),
    Table(
        "memberships",
        Text("点位与区域的对应", "which site speaks for which area"),
        _schema(
            site=_TEXT, area=_TEXT, role=_TEXT, since=_DAY, until=_DAY, source=_TEXT, known_from=MOMENT,
        ),
        key=("site", "area", "since"),
        says=("role", "until"),
        order=("area", "site"),
    ),
    Table(
        "imports",
        Text("导入记录", "imports"),
        _schema(
            batch=_TEXT, source=_TEXT, file=_TEXT, options=_TEXT, sha256=_TEXT, bytes=_WHOLE, rows_read=_WHOLE,
            kept=_WHOLE, revised=_WHOLE, unchanged=_WHOLE, duplicate=_WHOLE, missing=_WHOLE, refused=_WHOLE,
            known_from=MOMENT, clock=_TEXT, notes=_TEXT,
        ),
        key=("batch",),
        says=("sha256",),
        order=("known_from", "file"),
    ),
)  # fmt: skip

TABLES = {table.name: table for table in _TABLES}
