"""Values outside what a sample of water can plausibly hold."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.check import Check

CHECK = Check(
    key="water_range",
    label=Text("水质超出合理范围", "water out of range"),
    reason=Text(
        "数值低于或高于该项目水样的合理范围", "the value lies below or above what a sample of water can plausibly hold"
    ),
    sql="""
        SELECT site, item, hour_end, value, low || '..' || high AS evidence
        FROM samples JOIN thresholds USING (item) WHERE NOT below_limit AND value NOT BETWEEN low AND high
    """,
    subject="samples",
)
