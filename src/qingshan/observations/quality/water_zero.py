"""Zeros while a station is not running normally: an instrument that writes nothing as 0."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.check import Check

CHECK = Check(
    key="water_zero",
    label=Text("停运维护期间的零值", "zero while not running"),
    reason=Text(
        "站点维护或停运期间给出 0，可能并非测得",
        "a zero from a station that is not running normally; perhaps not measured",
    ),
    sql="""
        SELECT site, item, hour_end, value, state AS evidence
        FROM samples WHERE value = 0 AND NOT below_limit AND state NOT IN ('', '正常')
    """,
    subject="samples",
)
