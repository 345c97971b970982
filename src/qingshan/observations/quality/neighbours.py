"""A value far from the other sites of the same city at the same hour."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.check import Check

CHECK = Check(
    key="neighbours",
    label=Text("与同城站点悬殊", "far from neighbours"),
    reason=Text("与同城其他站点同一小时的中位数相差悬殊", "far from the median of the city's other sites at the hour"),
    sql="""
        WITH placed AS (FROM readings JOIN cities USING (site) SELECT readings.*, city),
        cities_now AS (
            SELECT city, item, hour_end, list(value ORDER BY value) AS ordered, count(*) AS sites
            FROM placed GROUP BY ALL HAVING max(value) > 4 * min(value)
        ), compared AS (
            SELECT site, item, hour_end, value, sites - 1 AS around,
                ordered[(sites // 2 + if(value <= ordered[sites // 2], 1, 0))::BIGINT] AS median
            FROM placed JOIN cities_now USING (city, item, hour_end)
        )
        SELECT site, item, hour_end, value, median || ' : ' || value AS evidence
        FROM compared JOIN thresholds USING (item)
        WHERE around >= others AND abs(value - median) > gap AND greatest(value, median) > factor * least(value, median)
    """,
)
