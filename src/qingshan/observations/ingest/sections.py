"""A bureau's own register of sections: ``section`` is ``province/name``, one row for each area it speaks for."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.water import sections_register

_AS_WRITTEN = ("name", "river", "basin", "area", "body", "control", "target_class", "source")
_SECTION = "translate(section, '（） \u3000\t', '()')"


def _date(column: str) -> str:
    return f"try_cast(nullif({column}, '') AS DATE)"


_BAD_DATE = f"(since <> '' AND {_date('since')} IS NULL) OR (until <> '' AND {_date('until')} IS NULL)"
_TROUBLE = f"""
    CASE WHEN NOT regexp_full_match({_SECTION}, '[^/]+/[^/]+') THEN 'section' WHEN area = '' THEN 'place'
        WHEN body NOT IN ('river', 'lake') THEN 'body'
        WHEN control NOT IN ('', 'national', 'provincial', 'city', 'county') THEN 'control'
        WHEN target_class NOT IN ('', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ') THEN 'class' WHEN {_BAD_DATE} THEN 'time'
        WHEN drinking_water NOT IN ('', 'yes', 'no', '是', '否') THEN 'drinking' END
"""

IMPORTER = Importer(
    key="sections",
    label=Text("断面名录（人工维护）", "register of sections, declared by a person"),
    kind="sections",
    clock=Text("不适用", "not applicable"),
    columns=("section", *_AS_WRITTEN, "drinking_water", "since", "until"),
    registers={
        "sections": sections_register(
            trouble=_TROUBLE,
            body_verification="'declared'",
            **{name: name for name in _AS_WRITTEN},
            section=_SECTION,
            source_of_drinking_water="drinking_water IN ('yes', '是')",
            since=_date("since"),
            until=_date("until"),
        )
    },
)
