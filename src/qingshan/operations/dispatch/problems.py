"""Problems of the monthly dispatch."""

from __future__ import annotations

from qingshan.kernel.problems import declare

OTHER_UNIT = declare(
    "OPS031",
    ("这张填报单属于 {unit}，不由 {own} 报送", "the sheet is that of {unit}; {own} does not hand it in"),
    ("{unit} 的联络员", "a liaison officer of {unit}"),
    ("检查单位，或请该单位的人报送", "check the unit, or have somebody of it hand it in"),
)
STILL_RUNNING = declare(
    "OPS032",
    ("还有 {count} 张单未到时限或待审核，没有锁定", "{count} sheets have time left or await review; none was locked"),
    ("全部审核通过或已过时限的填报单", "sheets that are accepted, or whose deadline has passed"),
    ("先审核或退回，等到时限之后；确须提前锁定的，加 early 并写明理由",
     "review them, wait for the deadline; to lock early nevertheless, give early with a reason"),
)  # fmt: skip
ALL_LOCKED = declare(
    "OPS033",
    ("这个月的填报单都已锁定", "every sheet of the month is locked already"),
    ("尚未锁定的填报单", "a sheet that is not locked"),
    ("不需要办理；更正请用 amend", "there is nothing to do; use amend to correct one"),
)
NOTHING_ASKED = declare(
    "OPS034",
    ("这个月没有需要调度的任务和数据", "there is no task and no figure to ask for in that month"),
    ("现行要点中未完成的任务，或尚缺的数据", "a task that is not done, or a figure that is lacking"),
    ("核对月份和现行要点", "check the month and the plan in force"),
)
NO_LINE = declare(
    "OPS035",
    ("这张填报单没有这一行", "the sheet has no such line"),
    ("其中之一：{known}", "one of {known}"),
    ("用 qingshan dispatch show 查看", "qingshan dispatch show lists them"),
)
NOT_A_FORM = declare(
    "OPS036",
    ("这不是 {key} 的填报表", "this is not the form of {key}"),
    ("qingshan dispatch form 写出的表格，表头未改", "a form written by qingshan dispatch form, its heads unchanged"),
    ("重新生成表格再填", "write the form again and fill that"),
)
EARLY_WITHOUT_REASON = declare(
    "OPS037",
    ("提前锁定没有写明理由", "no reason was given for locking early"),
    ("理由", "a reason"),
    ("用 --reason 写明", "give it with --reason"),
)
