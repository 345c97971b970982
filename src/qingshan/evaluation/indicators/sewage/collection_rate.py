"""城市生活污水集中收集率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "sewage.collection_rate",
    Text("城市生活污水集中收集率", "collection rate of urban sewage"),
    (
        "生活污水集中收集率",
        "污水集中收集率",
    ),
    Operand(Text("集中处理设施进水污染物量", "pollutant mass that reaches the works"), "t"),
    Operand(Text("生活污染物产生量", "pollutant mass produced by residents"), "t"),
    Text("住房城乡建设部2019年起的指标；算式未核实", "indicator used since 2019; the formula is unverified"),
    nature="flow",
)
