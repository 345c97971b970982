"""Hours that had not ended when their value became known."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.check import Check

CHECK = Check(
    key="future",
    label=Text("时间在未来", "future time"),
    reason=Text("该小时在数据获知时尚未结束", "the hour had not ended when its value became known"),
    sql="""
        SELECT site, item, hour_end, value, strftime(known_from, '%Y-%m-%dT%H:%M:%SZ') AS evidence
        FROM readings WHERE hour_end - INTERVAL 8 HOURS > known_from
    """,
)
