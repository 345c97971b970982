"""Points of farmland soil classed by GB 15618: each point, counts by class and land, what exceeds and by how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import narwhals as nw
import pyarrow as pa

from qingshan.evaluation.engines import collected, computed, engine
from qingshan.evaluation.record import Versions, version_of
from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.observations.store.lake import FAR_FUTURE, Lake, connect
from qingshan.standards.book import Parameter, Rules, book
from qingshan.standards.rule import FINAL, INSUFFICIENT, rule, written
from qingshan.standards.soil import CLASSES, LANDS, METALS, PH_DECIMALS, ROTATION, SOIL_DECIMALS

FAMILY = "gb15618"
CLASS_LABELS = tuple(
    Text(name, said) for name, said in zip(CLASSES, ("priority protection", "safe use", "strict control"), strict=True)
)
_STANDING = """
SELECT * FROM declared WHERE known_from <= ?
QUALIFY row_number() OVER (PARTITION BY point ORDER BY known_from DESC) = 1 ORDER BY point
"""
_LAND = "land_place"


@dataclass(frozen=True, slots=True)
class SoilPoint:
    """One point. ``level`` is its place among the classes (None: cannot be judged, ``why`` says so).

    ``items`` holds for each item measured its content, both limits, the multiple and the level 0 to 2; decimals are
    text, contents and limits in mg/kg, coordinates in degrees of the ``datum`` named.
    """

    key: str
    longitude: str | None
    latitude: str | None
    datum: str
    land: str | None
    ph: str | None
    level: int | None
    items: Mapping[str, Mapping[str, Any]]
    why: Text | None

    @property
    def above(self) -> dict[str, Mapping[str, Any]]:
        """The items above their screening value."""
        return {item: found for item, found in self.items.items() if found["level"]}

    def as_json(self) -> dict[str, Any]:
        return {
            "point": self.key,
            "longitude": self.longitude,
            "latitude": self.latitude,
            "datum": self.datum,
            "land": self.land,
            "ph": self.ph,
            "class": None if self.level is None else CLASSES[self.level],
            "state": INSUFFICIENT if self.level is None else FINAL,
            "items": {item: dict(found) for item, found in self.items.items()},
            "why": None if self.why is None else {"zh": self.why.zh, "en": self.why.en},
        }


@dataclass(frozen=True, slots=True)
class SoilClasses:
    """Every point as known, the worst class first and those that cannot be judged last."""

    on: date
    points: tuple[SoilPoint, ...]
    parameters: tuple[Parameter, ...]
    sources: tuple[str, ...]
    versions: Versions

    @property
    def counts(self) -> Counter[tuple[str | None, int | None]]:
        """Points by land and class."""
        return Counter((one.land, one.level) for one in self.points)

    @property
    def above(self) -> list[SoilPoint]:
        """The points with an item above its screening value, also those that cannot be judged in full."""
        return [one for one in self.points if one.above]

    @property
    def unjudged(self) -> list[SoilPoint]:
        return [one for one in self.points if one.level is None]

    @property
    def editions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.edition for one in self.parameters))

    @property
    def unverified(self) -> tuple[Parameter, ...]:
        return tuple(one for one in self.parameters if one.verification.value == "unverified")

    def as_json(self) -> dict[str, Any]:
        """The document ``soil --format json`` prints; decimals are text."""
        counted = sorted(self.counts.items(), key=lambda entry: [str(part) for part in entry[0]])
        return {
            "on": self.on.isoformat(),
            "editions": list(self.editions),
            "unverified": [f"{one.edition} {one.key}" for one in self.unverified],
            "sources": list(self.sources),
            "versions": self.versions,
            "count": len(self.points),
            "counts": [
                {"land": land, "class": None if level is None else CLASSES[level], "points": count}
                for (land, level), count in counted
            ],
            "above_screening": [one.key for one in self.above],
            "not_judged": [one.key for one in self.unjudged],
            "points": [one.as_json() for one in self.points],
        }


def class_points(lake: Lake, on: date, *, known_on: datetime | None = None, engine_name: str = "duckdb") -> SoilClasses:
    """Class every point of a lake by the edition in force ``on`` a day; STD003 before the first. ``known_on`` is UTC.

    The footnote on rotated land, which nobody has read, is used only where there is such land, and marks the result.
    """
    made, declared = engine(engine_name), _standing(lake, known_on)
    rules = _rules(on, has_rotation=LANDS[ROTATION] in declared["land"].to_pylist())
    definition = rule("soil-class")

    def formula(values: dict[str, Value]) -> dict[str, Value]:
        return definition.compute(values, rules)

    place = nw.coalesce(*(nw.when(nw.col("land") == land).then(nw.lit(n)) for n, land in enumerate(LANDS)))
    frame = made.table(declared).with_columns(place.cast(nw.Int64).alias(_LAND))
    inputs = {"land": _LAND, "ph": "ph", **{item: f"soil_{item}" for item in METALS}}
    rows = collected(computed(frame, formula, inputs)).to_pylist()
    points = tuple(sorted((_point(row, rules) for row in rows), key=_worst_first))
    sources = tuple(sorted(set(declared["source"].to_pylist())))
    versions = {"soil_points": version_of(lake, "soil_points", known_on)}
    return SoilClasses(on, points, rules.used, sources, versions)


def _worst_first(one: SoilPoint) -> tuple[bool, int, str]:
    return one.level is None, -(one.level or 0), one.key


def _standing(lake: Lake, known_on: datetime | None) -> pa.Table:
    """The latest word on each point."""
    with connect() as connection:
        lake.all_rows(connection, "soil_points").create_view("declared")
        return connection.sql(_STANDING, params=[known_on or FAR_FUTURE]).to_arrow_table()


def _rules(on: date, *, has_rotation: bool) -> Rules:
    return book().in_force(FAMILY, on).on(on, accept_unverified=has_rotation)


def _point(row: dict[str, Any], rules: Rules) -> SoilPoint:
    parts = rule("soil-class").parts(row, rules)
    items = {
        item: {"content": written(row[f"soil_{item}"], SOIL_DECIMALS), **found}
        for item, found in parts["items"].items()
    }
    why = Text(**parts["why"]) if "why" in parts else None
    return SoilPoint(
        row["point"], row["longitude"], row["latitude"], row["datum"], row["land"],
        written(row["ph"], PH_DECIMALS), row["class"], items, why,
    )  # fmt: skip
