"""Problems of a month's dispatch: what a unit handed in beside what it was asked."""

from __future__ import annotations

from qingshan.kernel.problems import declare

SHEET_WRONG = declare(
    "EVA060",
    ("填报单有 {count} 处问题，没有收下", "the sheet has {count} mistakes and was not taken"),
    ("逐项填齐的填报单", "a sheet filled in line by line"),
    ("按列出的各处改正后重新报送", "mend each of them and hand it in again"),
)
NO_PROGRESS = declare(
    "EVA061",
    ("任务“{heading}”没有填进展", "no progress was given for the task “{heading}”"),
    ("每项任务的进展情况", "the progress of every task asked for"),
    ("填写进展；没有进展的也要写明", "say how far it is, also where nothing has moved"),
)
CLAIM_UNPROVEN = declare(
    "EVA062",
    (
        "申报完成“{heading}”，没有随单报送的佐证",
        "“{heading}” is claimed done, but no evidence comes with it",
    ),
    ("随单报送的佐证材料编号：{known}", "keys of evidence that comes with the sheet: {known}"),
    ("登记佐证材料，写入佐证一栏并随单报送", "add the evidence, name it in the row and hand it in with the sheet"),
)
NO_FIGURE = declare(
    "EVA063",
    (
        "{name}（{area} {period}）既没有数，也没有未报原因",
        "{name} ({area} {period}): no figure, nor why there is none",
    ),
    ("一个数及其依据文件和日期，或未报原因", "a figure with document and date, or the reason why it is not reported"),
    ("填数，或写明未报原因", "give the figure or say why not"),
)
NOT_ASKED = declare(
    "EVA064",
    ("本单没有要求填这一行", "the sheet does not ask for this line"),
    ("本单所列的任务和数据", "the tasks and figures the sheet lists"),
    ("用 qingshan dispatch form 重新生成表格再填", "write the form again with qingshan dispatch form and fill that"),
)
ANSWERED_TWICE = declare(
    "EVA065",
    ("同一行填了两次", "a line was answered twice"),
    ("每行一次", "once for each line"),
    ("只留正确的一行", "keep the right one"),
)
FIGURE_AND_WHY_NOT = declare(
    "EVA066",
    ("既填了数，又写了未报原因", "a figure was given and a reason why there is none"),
    ("二者之一", "one of the two"),
    ("清空其中之一", "clear one of them"),
)
NO_PERCENT = declare(
    "EVA067",
    ("完成率超过 100%", "the completion is above 100 %"),
    ("0 至 100 的整数", "a whole number from 0 to 100"),
    ("核对完成率", "check it"),
)
NO_MONTH = declare(
    "EVA068",
    ("调度期不是一个月", "the period of a dispatch is not a month"),
    ("月份，如 2021-03", "a month, such as 2021-03"),
    ("改为月份", "name a month"),
)
