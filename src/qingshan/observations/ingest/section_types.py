"""River or lake for each section, inferred by others from the class published: fractions of classes that agree.

The area is the province, as the file names no city. Where both kinds of limits agree equally, the source says so.
"""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations.intake.importer import Importer
from qingshan.observations.intake.water import section, sections_register

_SECTION = section("省份", "断面名称")
_EITHER = "if(try_cast(river AS DECIMAL(9, 4)) = try_cast(lake AS DECIMAL(9, 4)), '，河流与湖库限值同样相符', '')"

IMPORTER = Importer(
    key="section-types",
    label=Text("断面的河湖类型（由公布类别推断）", "river or lake for each section, inferred from published classes"),
    kind="sections",
    clock=Text("不适用", "not applicable"),
    columns=("省份", "断面名称", "n", "river", "lake", "type"),
    registers={
        "sections": sections_register(
            trouble=f"CASE WHEN {_SECTION} = '' THEN 'place' WHEN type NOT IN ('river', 'lake') THEN 'body' END",
            section=_SECTION,
            name=f"split_part({_SECTION}, '/', 2)",
            area="省份",
            body="type",
            body_verification="'inferred'",
            source=f"'由 ' || regexp_replace(n, '[.]0*$', '') || ' 次公布类别推断' || {_EITHER}",
        )
    },
)
