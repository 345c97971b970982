"""What the water sources share: the key of a section, the item and unit a column names, the platform's own columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from qingshan.observations.intake.importer import MISSING
from qingshan.observations.intake.tabular import tabular
from qingshan.observations.items import bare, water_items, water_keys

PLATFORM_COLUMNS = ("省份", "流域", "断面名称", "监测时间", "水质类别", "站点情况")
PLATFORM_TEXTS = {"water_class": '"水质类别"', "station_state": '"站点情况"'}
PLATFORM_UNITS = {"chl": "mg/L", "algae": "cells/L"}
"""What the platform gives these items in; its files do not always say so."""
PLATFORM_DECIMALS = {
    "wt": 1, "ph": 2, "do": 2, "ec": 1, "turbidity": 1, "codmn": 2, "nh3n": 3, "tp": 3, "tn": 2, "chl": 0, "algae": 0,
}  # fmt: skip
"""To how many decimals of our unit the platform rounds what it shows."""
PLATFORM_MISSING = (*MISSING, "*", "＊")
"""The platform writes ``*`` for what a station does not measure, and for class and time where it is not running."""
HEADING, PROVINCE = ("断面名称", "监测月份"), "省份"
"""The columns of a manual table as its reader gives them; the province only where the table has it."""
YEARLESS_MOMENT = "try_strptime(getvariable('year') || '-' || 监测时间, '%Y-%m-%d %H:%M')"
"""SQL for the platform's time of sampling, which bears no year; ``--year`` gives it."""
_NO_TIME = "CASE WHEN trim(监测时间) IN ('', '-', '--', '*', '＊') THEN 'no-time' END"

_UNSAID = {
    **dict.fromkeys(("river", "basin", "body", "body_verification", "control", "target_class"), "''"),
    "source_of_drinking_water": "NULL::BOOLEAN",
    **dict.fromkeys(("longitude", "latitude"), "NULL::VARCHAR"),
    "datum": "'unknown'",
    **dict.fromkeys(("since", "until"), "NULL::DATE"),
}
_UNIT = re.compile(r"^(.*)\(([^()]*)\)$")
_BLANKS = " \u3000\t"


def section(province: str, name: str) -> str:
    """SQL for a section's key ``province/name``, full-width brackets made half-width; empty where either is.

    Arguments are SQL expressions. Names repeat between provinces, so a name alone is no key.
    """
    clean = f"translate({name}, '（）{_BLANKS}', '()')"
    return f"CASE WHEN trim({province}) <> '' AND {clean} <> '' THEN trim({province}) || '/' || {clean} ELSE '' END"


def measured(header: str, units: Mapping[str, str] | None = None) -> str | None:
    """The item and unit a column names, as ``cells`` take them (``nh3n``, ``chl mg/l``); None when it names no item.

    ``units`` are those of the source where the header says none. A unit that is needed and missing shows as ``?``.
    """
    text = unicodedata.normalize("NFKC", "".join(header.split()))
    keys, unit = water_keys(), ""
    if bare(text) not in keys and (found := _UNIT.match(text)):
        text, unit = found.groups()
    key = keys.get(bare(text))
    if key is None:
        return None
    unit = unit or (units or {}).get(key, "?" if water_items()[key].asks_unit else "")
    return f"{key} {bare(unit)}".strip()


def platform_cells(header: list[str], moment: str, ambiguous: str = "false", unrounded: str | None = None) -> str:
    """The ``cells`` of a file with the platform's columns; ``moment`` and ``ambiguous``, whether it is, are SQL.

    ``unrounded`` begins the names of the columns that hold an item as measured; such a value is taken where given.
    """
    values = dict(PLATFORM_TEXTS)
    for column in header:
        if (name := measured(column, PLATFORM_UNITS)) is not None:
            raw = f"{unrounded}{column}"
            values[name] = f'coalesce(nullif("{raw}", \'\'), "{column}")' if raw in header else f'"{column}"'
    trouble = f"coalesce({_NO_TIME}, CASE WHEN {ambiguous} THEN 'date-ambiguous' END)"
    return tabular(section("省份", "断面名称"), moment, "监测时间", values, trouble)


def sections_register(trouble: str, **given: str) -> str:
    """The register ``sections`` from SQL for its columns; of what is not given a source says nothing."""
    columns = {"row": "row", **_UNSAID, **given, "trouble": trouble}
    return "FROM raw SELECT " + ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
