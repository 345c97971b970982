"""The same value for many hours running: an instrument that hangs."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.check import Check

CHECK = Check(
    key="flat_line",
    label=Text("连续不变", "flat line"),
    reason=Text(
        "连续多个小时的数值完全相同，仪器可能停滞", "the same value for many hours running; the instrument may hang"
    ),
    sql="""
        WITH runs AS (
            SELECT *, sum((value IS DISTINCT FROM before)::INTEGER) OVER line AS run
            FROM readings WINDOW line AS (PARTITION BY site, item ORDER BY hour_end)
        ), long_runs AS (
            SELECT site, item, run, count(*) AS length FROM runs GROUP BY ALL
        )
        SELECT site, item, hour_end, value, length || ' h' AS evidence
        FROM runs JOIN long_runs USING (site, item, run) JOIN thresholds USING (item) WHERE length >= hours
    """,
)
