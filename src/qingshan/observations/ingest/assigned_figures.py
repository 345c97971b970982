"""Figures set from above (上级下达、五年规划), as a person copies them from their documents.

``period`` is a year, or the first and last year of a plan: ``2021``, ``2021-2025``.
"""

from __future__ import annotations

from typing import get_args

from qingshan.kernel.citation import Verification
from qingshan.kernel.figures import Comparison
from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer

_PACES = ("geometric", "linear")
_YEARS = "([0-9]{4})(-([0-9]{4}))?"
_NUMBER = r"-?[0-9]{1,12}([.][0-9]+)?"


def _one_of(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_LAST = f"nullif(regexp_extract(period, '{_YEARS}', 3), '')"
_IS_PERIOD = f"regexp_full_match(period, '{_YEARS}') AND coalesce(left(period, 4) < {_LAST}, true)"
_ISSUED = "try_cast(issued_on AS DATE)"
_PACE = f"pace <> '' AND pace NOT IN ({_one_of(_PACES)})"
_COMPARISONS = _one_of(get_args(Comparison))
_WORDS = _one_of(tuple(state.value for state in Verification))
_BASE = (
    f"(base_value <> '' AND NOT regexp_full_match(base_value, '{_NUMBER}')) "
    "OR (base_year <> '' AND NOT regexp_full_match(base_year, '[0-9]{4}'))"
)

IMPORTER = Importer(
    key="assigned",
    label=Text("上级下达和规划的目标数（人工维护）", "figures set from above, copied by a person"),
    kind="assigned",
    clock=Text("不适用", "not applicable"),
    columns=(
        "indicator", "area", "period", "comparator", "value", "unit", "base_year", "base_value", "pace", "document",
        "issued_on", "verification", "source",
    ),
    registers={
        "assigned": f"""
            FROM raw SELECT row, indicator, area, period, comparator, value, unit,
                try_cast(nullif(base_year, '') AS INTEGER) AS base_year, nullif(base_value, '') AS base_value,
                nullif(pace, '') AS pace, document, {_ISSUED} AS issued_on, verification, source,
                CASE WHEN area = '' THEN 'place' WHEN NOT ({_IS_PERIOD}) OR {_ISSUED} IS NULL THEN 'time'
                    WHEN NOT regexp_full_match(value, '{_NUMBER}') OR {_BASE} THEN 'number'
                    WHEN indicator = '' OR unit = '' OR document = '' OR comparator NOT IN ({_COMPARISONS})
                        OR verification NOT IN ({_WORDS}) OR {_PACE} THEN 'name' END AS trouble
        """
    },
)  # fmt: skip
