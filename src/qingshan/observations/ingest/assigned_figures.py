"""Figures set from above (上级下达、五年规划), as a person copies them from their documents."""

from __future__ import annotations

from typing import Any

from qingshan.kernel.citation import Verification
from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer

_KIND: Any = "assigned"
_PACES = ("geometric", "linear")
_COMPARATORS = ("<=", ">=", "<", ">", "==", "~=", "decrease_by", "increase_by")
_PERIOD = r"[0-9]{4}(Q[1-4]|H[12]|-(0[1-9]|1[0-2]))?"
_YEARS = "([0-9]{4})-([0-9]{4})"
_NUMBER = r"-?[0-9]{1,12}([.][0-9]+)?"


def _one_of(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _day(text: str) -> str:
    return f"try_cast({text} AS DATE)"


_FIRST, _LAST = (_day(f"split_part(period, '/', {place})") for place in (1, 2))
_IS_SPAN = (
    f"coalesce({_FIRST} <= {_LAST}, false) OR (regexp_full_match(period, '{_YEARS}') AND "
    f"regexp_extract(period, '{_YEARS}', 1) <= regexp_extract(period, '{_YEARS}', 2))"
)
_IS_PERIOD = f"regexp_full_match(period, '{_PERIOD}') OR {_IS_SPAN}"
_PACE = f"pace <> '' AND pace NOT IN ({_one_of(_PACES)})"
_WORDS = _one_of(tuple(state.value for state in Verification))
_BASE = (
    f"(base_value <> '' AND NOT regexp_full_match(base_value, '{_NUMBER}')) "
    "OR (base_year <> '' AND NOT regexp_full_match(base_year, '[0-9]{4}'))"
)

IMPORTER = Importer(
    key="assigned",
    label=Text("上级下达和规划的目标数（人工维护）", "figures set from above, copied by a person"),
    kind=_KIND,
    clock=Text("不适用", "not applicable"),
    columns=(
        "indicator", "area", "period", "comparator", "value", "unit", "base_year", "base_value", "pace", "document",
        "issued_on", "verification", "source",
    ),
    registers={
        "assigned": f"""
            FROM raw SELECT row, indicator, area, period, comparator, value, unit,
                try_cast(nullif(base_year, '') AS INTEGER) AS base_year, nullif(base_value, '') AS base_value,
                nullif(pace, '') AS pace, document, {_day("issued_on")} AS issued_on, verification, source,
                CASE WHEN area = '' THEN 'place' WHEN NOT ({_IS_PERIOD}) OR {_day("issued_on")} IS NULL THEN 'time'
                    WHEN NOT regexp_full_match(value, '{_NUMBER}') OR {_BASE} THEN 'number'
                    WHEN indicator = '' OR unit = '' OR document = '' OR comparator NOT IN ({_one_of(_COMPARATORS)})
                        OR verification NOT IN ({_WORDS}) OR {_PACE} THEN 'name' END AS trouble
        """
    },
)  # fmt: skip
