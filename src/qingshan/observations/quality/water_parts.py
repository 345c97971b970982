"""A part that exceeds its whole: ammonia total nitrogen, permanganate index or BOD5 the COD of one sample."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.check import Check

CHECK = Check(
    key="water_parts",
    label=Text("分量大于总量", "part exceeds whole"),
    reason=Text(
        "氨氮大于总氮，或高锰酸盐指数、五日生化需氧量大于化学需氧量",
        "ammonia exceeds total nitrogen, or permanganate index or BOD5 exceeds COD",
    ),
    sql="""
        WITH pairs (item, whole) AS (VALUES ('nh3n', 'tn'), ('codmn', 'cod'), ('bod5', 'cod'))
        SELECT part.site, part.item, part.hour_end, part.value, part.value || ' > ' || total.value AS evidence
        FROM samples AS part JOIN pairs USING (item) JOIN samples AS total
            ON total.item = whole AND total.site = part.site AND total.hour_end = part.hour_end
                AND total.span = part.span AND total.origin = part.origin
        WHERE part.value > total.value AND NOT part.below_limit
    """,
    subject="samples",
)
