"""Values outside what an hour's mean can plausibly be."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.check import Check

CHECK = Check(
    key="range",
    label=Text("超出合理范围", "out of range"),
    reason=Text(
        "数值低于或高于该项目小时均值的合理范围", "the value lies below or above what an hour's mean can plausibly be"
    ),
    sql="""
        SELECT site, item, hour_end, value, low || '..' || high AS evidence
        FROM readings JOIN thresholds USING (item) WHERE value NOT BETWEEN low AND high
    """,
)
