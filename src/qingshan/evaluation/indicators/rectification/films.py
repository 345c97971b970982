"""警示片披露问题整改完成率."""

from __future__ import annotations

from qingshan.evaluation.reported import share
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = share(
    "rectification.films",
    Text("警示片披露问题整改完成率", "rectification rate of problems shown in warning films"),
    ("警示片",),
    Operand(Text("已完成整改的问题", "problems rectified"), "1"),
    Operand(Text("披露的问题", "problems shown"), "1"),
    Text("整改台账：完成数与总数之比", "ledger: rectified over all"),
    nature="stock",
    by_object=True,
)
