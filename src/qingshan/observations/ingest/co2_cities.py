"""Yearly CO2 of cities as a third party computed it, in Mt; figures of ``carbon.co2``, never reviewed.

The file names no day of its own; the last day of the year a figure speaks of stands for it, and the document says so.
"""

from __future__ import annotations

from qingshan.kernel.figures import DECIMALS
from qingshan.kernel.text import Text
from qingshan.observations.intake.decimals import absent, longer, no_number, scaled
from qingshan.observations.intake.importer import Importer

_DOCUMENT = "江西省各市二氧化碳排放量数据集：第三方核算（未核实），未注明日期，按所指年份的年末计"
_PLACES = DECIMALS + 2
"""A million tonnes are a hundred times the unit of the figures, 10⁴ t."""
_DIGITS = 7
_AREA = "(substr(trim(city), 3) || '市')"
_IS_AREA = "regexp_full_match(trim(city), '江西[^市]+')"
_IS_YEAR = "regexp_full_match(trim(year), '(19|20)[0-9]{2}')"
_REVISION = """coalesce((
    SELECT max(revision) + 1 FROM all_rows
    WHERE indicator = 'carbon.co2' AND area = substr(trim(city), 3) || '市' AND period = trim(year)
), 0)::INTEGER"""

IMPORTER = Importer(
    key="co2-cities",
    label=Text("各市二氧化碳排放量（第三方核算）", "CO2 of cities (computed by a third party)"),
    kind="figures",
    clock=Text("不适用", "not applicable"),
    columns=("city", "year", "emission"),
    official=False,
    registers={
        "figures": f"""
            FROM raw SELECT row, 'carbon.co2' AS indicator, {_AREA} AS area, trim(year) AS period,
                {scaled("emission", _PLACES, _DIGITS)} AS value, NULL::BIGINT AS numerator, NULL::BIGINT AS denominator,
                '10⁴ t' AS unit, '{_DOCUMENT}' AS document, try_cast(trim(year) || '-12-31' AS DATE) AS dated,
                '第三方核算' AS reporter, 0::TINYINT AS stage, '' AS flags, {_REVISION} AS revision,
                {longer("emission", _PLACES)}::INTEGER AS rounded,
                CASE WHEN NOT {_IS_AREA} THEN 'area' WHEN NOT {_IS_YEAR} THEN 'time'
                    WHEN {absent("emission")} OR {no_number("emission", _DIGITS)} THEN 'number' END AS trouble
        """
    },
    ignored=Text(
        "第三方核算，未核实；文件未注明日期，按所指年份的年末计",
        "computed by a third party, not verified; the file names no date, the end of each year stands for it",
    ),
)
