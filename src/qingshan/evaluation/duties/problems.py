"""Problems of the decisions on a task."""

from __future__ import annotations

from qingshan.kernel.problems import declare

NOT_OF_THE_DUTY = declare(
    "EVA040",
    ("这项任务没有这个节点", "the task has no such milestone"),
    ("其中之一：{known}", "one of {known}"),
    ("改用上列节点编号", "name one of these milestones"),
)
NOT_NOW = declare(
    "EVA041",
    ("任务此时不能作这个决定", "this decision cannot be taken on the task now"),
    ("{kind} 之前应为：{expected}", "before {kind}: {expected}"),
    ("先补上前一步的决定，或改用合适的决定", "record the step before it first, or choose another decision"),
)
WRONG_ROLE = declare(
    "EVA042",
    ("这个角色不能作这个决定", "this role may not take this decision"),
    ("其中之一：{roles}", "one of {roles}"),
    ("由有此权限的人作出决定", "let somebody with that role decide"),
)
NO_DOCUMENT = declare(
    "EVA043",
    ("决定没有依据文件", "the decision names no document"),
    ("文件名称或文号", "the name or number of a document"),
    ("补上文件后再记录", "name the document and record it again"),
)
BACKDATED = declare(
    "EVA044",
    ("决定的日期早于上一个决定", "the decision is dated before the one before it"),
    ("不早于 {before}", "{before} or later"),
    ("按实际日期记录", "record it with its own date"),
)
SAME_PERSON = declare(
    "EVA045",
    ("验收人就是申报完成的人", "who accepts the proof is who claimed the task done"),
    ("另一个人", "another person"),
    ("由没有参与完成的人验收", "let somebody else verify"),
)
NO_NEW_DAY = declare(
    "EVA046",
    ("延期没有给出更晚的日期", "the extension gives no later day"),
    ("晚于 {due} 的日期", "a day after {due}"),
    ("写明延至哪一天", "say until which day"),
)
