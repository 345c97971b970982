"""A value far from the hour before."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.check import Check

CHECK = Check(
    key="jump",
    label=Text("突变", "jump"),
    reason=Text("与前一小时相差悬殊", "far from the hour before"),
    sql="""
        SELECT site, item, hour_end, value, before || ' > ' || value AS evidence
        FROM readings JOIN thresholds USING (item)
        WHERE abs(value - before) > step AND greatest(value, before) > factor * least(value, before)
    """,
)
