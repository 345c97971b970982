"""A small vocabulary and the shortest way from a text to a plan."""

from __future__ import annotations

from qingshan.kernel.vocabulary import IndicatorName, Vocabulary
from qingshan.plans.compiler import compile_document
from qingshan.plans.document import Document
from qingshan.plans.ir import Plan

VOCABULARY = Vocabulary(
    indicators=(
        IndicatorName("air.pm25_mean", ("细颗粒物(PM2.5)平均浓度", "PM2.5年均浓度", "PM2.5浓度"), ("µg/m³",)),
        IndicatorName("air.good_day_ratio", ("优良天数比例", "优良率", "优良天数比率"), ("%",)),
        IndicatorName("eco.forest_cover", ("森林覆盖率",), ("%",), has_source=False),
        IndicatorName("eco.quality_index", ("生态质量指数",), ("1",)),
    ),
    units={"μg/m3": "µg/m³", "微克/立方米": "µg/m³", "%": "%", "天": "d"},
)
GOALS = "2021年甲市工作要点\n\n一、工作目标\n{}。\n"
TASKS = "2021年甲市工作要点\n\n一、重点任务\n1、{}。\n"


def compiled(text: str) -> Plan:
    return compile_document(Document(text, "txt", "0" * 64, "made-up.txt"), VOCABULARY)


def codes(plan: Plan) -> set[str]:
    return {diagnostic.code for diagnostic in plan.diagnostics}
