"""The list of national stations with coordinates; which are background stations and which were stopped.

对照点 = Y marks every station left out of its city's mean, stopped ones among them. A station is taken as background
when it is marked and not stopped; a stopped station with a date spoke for its city until that day.
"""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer

_REMARK = "regexp_extract(监测点名称, '[(（]([^)）]*(停运|停用)[^)）]*)[)）]', 1)"
_DIGITS = f"regexp_extract({_REMARK}, '[0-9]+')"
_STOPPED = f"""CASE length({_DIGITS})
    WHEN 6 THEN try_strptime('20' || {_DIGITS}, '%Y%m%d')::DATE
    WHEN 8 THEN try_strptime({_DIGITS}, '%Y%m%d')::DATE END"""
_BACKGROUND = f"(对照点 = 'Y' AND {_REMARK} = '')"
_TROUBLE = "CASE WHEN 监测点编码 = '' THEN 'place' END"

IMPORTER = Importer(
    key="station-list",
    label=Text("国控站点名录（坐标、对照点、停运）", "list of national stations (coordinates, background, stopped)"),
    kind="sites",
    clock=Text("不适用", "not applicable"),
    columns=("监测点编码", "监测点名称", "城市", "经度", "纬度", "对照点", "地级行政区"),
    registers={
        "sites": f"""
            FROM raw SELECT row, 监测点编码 AS site, 监测点名称 AS name, 城市 AS city, nullif(经度, '') AS longitude,
                nullif(纬度, '') AS latitude, 'unknown' AS datum, {_BACKGROUND} AS background, {_STOPPED} AS stopped_on,
                {_TROUBLE} AS trouble
        """,
        "memberships": f"""
            FROM raw SELECT row, 监测点编码 AS site, coalesce(nullif(地级行政区, ''), 城市) AS area,
                CASE WHEN {_BACKGROUND} THEN 'background' WHEN {_REMARK} <> '' AND {_STOPPED} IS NULL THEN 'stopped'
                    ELSE 'assessment' END AS role,
                NULL::DATE AS since, {_STOPPED} AS until, {_TROUBLE} AS trouble
        """,
    },
)
