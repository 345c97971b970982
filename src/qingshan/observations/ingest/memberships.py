"""Which site speaks for which area, in what role and when, as a person declares it."""

from __future__ import annotations

from typing import get_args

from qingshan.kernel.places import Role
from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer

_ROLES = ", ".join(f"'{role}'" for role in get_args(Role))


def _date(column: str) -> str:
    return f"try_cast(nullif({column}, '') AS DATE)"


_BAD_DATE = f"(since <> '' AND {_date('since')} IS NULL) OR (until <> '' AND {_date('until')} IS NULL)"

IMPORTER = Importer(
    key="memberships",
    label=Text("点位与区域对应表（人工维护）", "sites and areas, declared by a person"),
    kind="memberships",
    clock=Text("不适用", "not applicable"),
    columns=("site", "area", "role", "since", "until", "source"),
    registers={
        "memberships": f"""
            FROM raw SELECT row, site, area, role, {_date("since")} AS since, {_date("until")} AS until, source,
                CASE WHEN site = '' OR area = '' THEN 'place' WHEN role NOT IN ({_ROLES}) THEN 'role'
                    WHEN {_BAD_DATE} THEN 'time' END AS trouble
        """
    },
)
