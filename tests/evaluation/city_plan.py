"""A plan of our own words with tasks of several units, and what is known of one of its targets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from qingshan.evaluation.vocabulary import vocabulary
from qingshan.kernel.figures import Figure
from qingshan.plans.compiler import compile_document
from qingshan.plans.document import Document

CITY, SEWAGE, STRAW = "某市", "sewage.urban_rate", "waste.straw_use"
SEWERS, TREES = "K-三(一)1", "K-三(一)2"
TEXT = """某市2021年生态环境保护工作要点

二、主要目标

1、城镇污水处理率达到95%以上。

2、秸秆综合利用率达到95%以上。

3、全市PM2.5年均浓度控制在34μg/m3以内。

三、主要任务

(一)治污

1、修管网。污水管网2021年8月底前修好。(责任单位:市住建局、市城管局)

2、造林。(责任单位:市林业局)
"""


def plan():
    made = compile_document(Document(text=TEXT, name="plan.txt", format="txt", sha256=""), vocabulary())
    return replace(made, document=replace(made.document, area=CITY))


def figure(period="2020Q4", reporter="市住建局", area=CITY, key=SEWAGE):
    numbers = (None, Decimal("94.6"), Decimal(100))
    return Figure(key, area, period, *numbers, "%", "四季度统计表", date(2021, 1, 8), reporter, 1, "s")
