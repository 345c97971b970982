"""A value about a thousand times, or a thousandth of, what the site usually shows."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.check import Check

CHECK = Check(
    key="unit_slip",
    label=Text("单位错位", "unit slip"),
    reason=Text(
        "约为该站点同期中位数的一千倍或千分之一，单位可能写错",
        "about a thousand times or a thousandth of the site's median of these days",
    ),
    sql="""
        WITH usual AS (
            SELECT site, item, quantile_disc(value, 0.5) AS median FROM readings WHERE value > 0
            GROUP BY ALL HAVING count(*) >= (SELECT max(hours) FROM thresholds)
        )
        SELECT site, item, hour_end, value, median || ' > ' || value AS evidence
        FROM readings JOIN usual USING (site, item) JOIN thresholds USING (item)
        WHERE value > 0 AND (value BETWEEN median * 1000 // slack AND median * 1000 * slack
            OR median BETWEEN value * 1000 // slack AND value * 1000 * slack)
    """,
)
