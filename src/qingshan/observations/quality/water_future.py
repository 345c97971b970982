"""Samples taken after their value became known: a wrong year, mostly."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.check import Check

CHECK = Check(
    key="water_future",
    label=Text("水样时间在未来", "sample in the future"),
    reason=Text(
        "采样时刻晚于数据获知时刻，年份可能有误", "sampled after its value became known; the year may be wrong"
    ),
    sql="""
        SELECT site, item, hour_end, value, strftime(known_from, '%Y-%m-%dT%H:%M:%SZ') AS evidence
        FROM samples WHERE hour_end - INTERVAL 8 HOURS > known_from
    """,
    subject="samples",
)
