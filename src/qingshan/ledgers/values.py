"""The values of fields as they are kept: decimals and dates as text, choices by key; and the checks between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from qingshan.kernel.text import Text
from qingshan.kernel.units import decimal_of, plain, scaled, unscaled
from qingshan.ledgers import problems
from qingshan.ledgers.entry import JSON
from qingshan.ledgers.ledger import Check, Field, Ledger

SHAPES = ("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon")
_TEXT = Text("一段文字", "some text")
_DATE = Text("日期，如 2021-06-30", "a date, such as 2021-06-30")
_NUMBER = Text(
    "数字，小数不超过 {decimals} 位{sign}，单位 {unit}", "a number, at most {decimals} decimals{sign}, in {unit}"
)
_NOT_NEGATIVE = Text("，不为负", ", not negative")
_CHOICE = Text("其中之一：{options}", "one of: {options}")
_MANY = Text("一项或几项的列表", "a list of one or more")
_ROWS = Text("一行或几行的列表，每行按列给出", "a list of one or more rows, each by column")
_GEOMETRY = Text(
    "GeoJSON 几何（经纬度为十进制度）并写明 datum", "a GeoJSON geometry in decimal degrees that names its datum"
)


def kept(ledger: Ledger, key: str, value: object, where: str) -> JSON:
    """A value of a field as it is kept; LED019 when the field does not take it. A number is never a float."""
    field = ledger.fields[key]
    return _table(field, value, f"{where} {key}") if field.kind == "table" else held(field, value, f"{where} {key}")


def _table(field: Field, value: object, where: str) -> list[JSON]:
    """The rows of a table, each with what it holds by column; an empty cell is left out."""
    if not isinstance(value, (list, tuple)) or not value or not all(isinstance(row, Mapping) for row in value):
        raise problems.VALUE_WRONG.at(where, value, field=field.label, expected=_ROWS)
    return [dict(_cells(field, row, f"{where} {number}")) for number, row in enumerate(value, 1)]


def _cells(field: Field, row: Mapping[str, object], where: str) -> Iterator[tuple[str, JSON]]:
    for name in row:
        if name not in field.columns:
            known = ", ".join(field.columns)
            raise problems.COLUMN_UNKNOWN.at(f"{where} {name}", name, field=field.label, known=known)
    for name, column in field.columns.items():
        value = row.get(name)
        if value is not None:
            yield name, held(column, value, f"{where} {name}")
        elif column.required:
            raise problems.CELL_MISSING.at(f"{where} {name}", field=field.label, column=column.label)


def held(field: Field, value: object, where: str) -> JSON:
    """A value of a field that is no table, or of a column of one, as it is kept; LED019."""
    try:
        return _several(field, value) if field.many else _one(field, value)
    except _Unfit as unfit:
        raise problems.VALUE_WRONG.at(where, value, field=field.label, expected=unfit.expected) from None


class _Unfit(Exception):
    def __init__(self, expected: Text) -> None:
        self.expected = expected


def _several(field: Field, value: object) -> list[JSON]:
    if not isinstance(value, (list, tuple)) or not value:
        raise _Unfit(_MANY)
    return [_one(field, part) for part in value]


def _one(field: Field, value: object) -> JSON:
    match field.kind:
        case "number":
            return _number(field, value)
        case "date":
            return _date(value)
        case "choice":
            return _choice(field, value)
        case "geometry":
            return _geometry(value)
    if not isinstance(value, str) or not value.strip():
        raise _Unfit(_TEXT)
    return value.strip()


def _number(field: Field, value: object) -> str:
    sign = Text("", "") if field.signed else _NOT_NEGATIVE
    unfit = _Unfit(_NUMBER.filled(decimals=field.decimals, sign=sign, unit=field.unit or "—"))
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise unfit
    try:
        number = scaled(value, field.decimals)
    except ValueError:
        raise unfit from None
    if number < 0 and not field.signed:
        raise unfit
    return plain(unscaled(number, field.decimals))


def _date(value: object) -> str:
    try:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise _Unfit(_DATE) from None


def _choice(field: Field, value: object) -> str:
    for key, label in field.options.items():
        if value in {key, label.zh, label.en}:
            return key
    zh = "、".join(label.zh for label in field.options.values())
    en = ", ".join(label.en for label in field.options.values())
    raise _Unfit(_CHOICE.filled(options=Text(zh, en)))


def _geometry(value: object) -> JSON:
    if not isinstance(value, dict) or value.get("type") not in SHAPES or not isinstance(value.get("datum"), str):
        raise _Unfit(_GEOMETRY)
    return {"type": value["type"], "coordinates": _positions(value.get("coordinates")), "datum": value["datum"]}


def _positions(found: Any) -> list[JSON]:
    """Positions at any depth, longitude before latitude, as decimal text."""
    if not isinstance(found, (list, tuple)) or not found:
        raise _Unfit(_GEOMETRY)
    if all(isinstance(part, (list, tuple)) for part in found):
        return [_positions(part) for part in found]
    try:
        longitude, latitude = (decimal_of(str(part)) for part in found)
    except ValueError:
        raise _Unfit(_GEOMETRY) from None
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):  # noqa: PLR2004 (degrees)
        raise _Unfit(_GEOMETRY)
    return [plain(longitude), plain(latitude)]


def check(ledger: Ledger, fields: Mapping[str, JSON], where: str) -> None:
    """LED020 for the first check that all its fields are there for and that does not hold."""
    for key, one in ledger.checks.items():
        sides = [[fields.get(name) for name in side] for side in (one.left, one.right)]
        if any(value is None for side in sides for value in side):
            continue
        left, right = (_sum(ledger, side, values) for side, values in zip((one.left, one.right), sides, strict=True))
        if not (left == right if one.relation == "=" else left <= right):
            found = f"{left} {right}"
            raise problems.CHECK_FAILED.at(f"{where} {key}", found, label=one.label, **_sides(ledger, one, left, right))


def _sum(ledger: Ledger, names: tuple[str, ...], values: list[JSON]) -> Any:
    if ledger.fields[names[0]].kind == "date":
        return date.fromisoformat(str(values[0]))
    return sum((Decimal(str(value)) for value in values), Decimal(0))


def _sides(ledger: Ledger, one: Check, left: object, right: object) -> dict[str, object]:
    labels = [[ledger.fields[name].label for name in side] for side in (one.left, one.right)]
    spoken = [
        Text(f"{'+'.join(part.zh for part in side)}（{total}）", f"{' + '.join(part.en for part in side)} ({total})")
        for side, total in zip(labels, (left, right), strict=True)
    ]
    return {"left": spoken[0], "right": spoken[1], "relation": one.relation}
