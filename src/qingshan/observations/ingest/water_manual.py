"""The monthly table of manual samples a bureau keeps in Excel: a row for each section and month.

Clock: the day of sampling is not said, so a value stands at the first midnight of its month. A section is
``province/name``, or a name beside a column 省份 or the option ``--province``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import pyarrow as pa

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import MISSING, Importer
from qingshan.observations.intake.water import HEADING, PROVINCE, section

_UNLIMITED = ", ".join(f"'{text}'" for text in ("未检出", "低于检出限", "ND", "N.D.", "nd", "<DL", "L"))
_NAME = "coalesce(断面名称, '')"


def _read(stream: IO[bytes], where: str) -> Iterator[pa.Table]:
    from qingshan.observations.intake import workbook  # openpyxl is wanted, and waited for, only here

    return workbook.read(stream, where)


def _cells(header: list[str]) -> str:
    given = "getvariable('province')"
    province = f"coalesce(nullif({PROVINCE}, ''), {given}, '')" if PROVINCE in header else given
    whole = section(f"split_part({_NAME}, '/', 1)", f"split_part({_NAME}, '/', 2)")
    return f"""
        FROM raw SELECT row, if(contains({_NAME}, '/'), {whole}, {section(province, _NAME)}) AS place,
            try_strptime(监测月份 || '-01', '%Y-%m-%d') AS moment, label, name, text,
            coalesce(trouble, CASE WHEN text IN ({_UNLIMITED}) THEN 'no-limit' END) AS trouble
    """


IMPORTER = Importer(
    key="water-manual",
    label=Text("地表水手工监测月表（Excel）", "monthly table of manual water samples (Excel)"),
    kind="water",
    clock=Text("自然月；记在当月首日零时", "calendar month; stands at its first midnight"),
    columns=HEADING,
    cells=_cells,
    stage=1,
    rounds=True,
    texts=("water_class_month",),
    province_column=PROVINCE,
    span="month",
    origin="manual",
    missing=(*MISSING, "未测", "未监测", "缺测", "停测", "断流", "冰封"),
    reader=_read,
    compares_columns=False,
    ignored=Text(
        "序号、河流、目标、备注等列未导入", "columns such as number, river, target and remark are not imported"
    ),
)
