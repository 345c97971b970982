"""The SELECT of a register of soil points, whatever the file calls its columns."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.text import Text
from qingshan.observations.intake.decimals import absent, longer, no_number, scaled
from qingshan.standards.soil import METALS, PH_DECIMALS, SOIL_DECIMALS

LANDS = {
    "paddy": Text("水田", "paddy"),
    "upland": Text("旱地", "upland"),
    "orchard": Text("果园", "orchard"),
    "other": Text("其他", "other"),
    "rotation": Text("水旱轮作", "rotation"),
}
"""Kinds of land as the rule knows them; files may write any of these words."""
_DIGITS = 6
"""A million mg/kg is the whole soil; with nine decimals more would pass 2**53."""
_HIGHEST_PH = 14


def soil_register(place: Mapping[str, str], land: str, ph: str, contents: Mapping[str, str]) -> str:
    """SQL over ``raw`` for ``soil_points``; all are SQL expressions, ``place`` by point, longitude, latitude and datum.

    Contents are mg/kg. pH with more decimals than are stored is rounded half to even and counted; a content is refused.
    """
    texts = {item: contents.get(item, "''") for item in METALS}
    columns = [f"{scaled(text, SOIL_DECIMALS, _DIGITS)} AS soil_{item}" for item, text in texts.items()]
    given = {name: place[name] for name in ("longitude", "latitude")}
    numbers = " OR ".join(no_number(text, _DIGITS) for text in (ph, *contents.values()))
    decimals = " OR ".join(longer(text, SOIL_DECIMALS) for text in contents.values())
    acid = scaled(ph, PH_DECIMALS, _DIGITS)
    return f"""
        FROM raw SELECT row, trim({place["point"]}) AS point,
            {", ".join(f"nullif(trim({text}), '') AS {name}" for name, text in given.items())},
            coalesce(nullif(trim({place["datum"]}), ''), 'unknown') AS datum, {_land(land)} AS land, {acid} AS ph,
            {", ".join(columns)}, {longer(ph, PH_DECIMALS)}::INTEGER AS rounded,
            CASE WHEN trim({place["point"]}) = '' THEN 'place' WHEN {_misplaced(**given)} THEN 'coordinates'
                WHEN NOT {absent(land)} AND {_land(land)} IS NULL THEN 'land'
                WHEN {numbers} OR coalesce({acid} > {_HIGHEST_PH * 10**PH_DECIMALS}, false) THEN 'number'
                WHEN {decimals} THEN 'decimals' END AS trouble
    """


def _land(text: str) -> str:
    words = {key: sorted({key, said.zh, said.en}) for key, said in LANDS.items()}
    known = " ".join(f"WHEN {word!r} THEN {key!r}" for key, spelled in words.items() for word in spelled)
    return f"CASE lower(trim({text})) {known} END"


def _misplaced(longitude: str, latitude: str) -> str:
    """Both must be degrees, or neither be there."""
    one_only = f"(trim({longitude}) = '') <> (trim({latitude}) = '')"
    return f"({one_only} OR {_no_degrees(longitude, 180)} OR {_no_degrees(latitude, 90)})"


def _no_degrees(text: str, most: int) -> str:
    wrong = f"NOT regexp_full_match(trim({text}), '-?[0-9]{{1,3}}([.][0-9]+)?')"
    beyond = f"abs(try_cast({text} AS DECIMAL(28, 20))) > {most}"
    return f"(trim({text}) <> '' AND ({wrong} OR coalesce({beyond}, false)))"
