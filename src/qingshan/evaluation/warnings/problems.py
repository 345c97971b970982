"""Problems of warnings, their rules and the ladder of supervision."""

from __future__ import annotations

from qingshan.kernel.problems import declare

BAD_RULE = declare(
    "EVA047",
    ("预警规则写得不对", "a warning rule is not written as it should be"),
    ("docs/warnings.md 所列字段", "the fields of docs/warnings.md"),
    ("按提示改正规则文件", "mend the rule's file"),
)
NOT_NOW = declare(
    "EVA048",
    ("这条预警此时不能这样处置", "this cannot be done with the warning now"),
    ("当前状态可作：{allowed}", "in its state: {allowed}"),
    ("先完成前一步", "take the step before it first"),
)
INCOMPLETE = declare(
    "EVA049",
    ("处置缺少必填内容", "the step lacks what it needs"),
    ("{needs}", "{needs}"),
    ("补上后再记录", "supply it and record again"),
)
BACKDATED = declare(
    "EVA050",
    ("日期早于前一步", "dated before the step before it"),
    ("不早于 {before}", "{before} or later"),
    ("按实际日期记录", "record it with its own date"),
)
STEP_UNKNOWN = declare(
    "EVA051",
    ("督办阶梯中没有这一步", "the ladder has no such step"),
    ("其中之一：{known}", "one of {known}"),
    ("改用上列步骤，或在阶梯文件中增加", "use one of these, or add it to the ladder's file"),
)
STEP_BELOW = declare(
    "EVA052",
    ("督办不能退回更低的一步，越级须说明理由", "supervision does not go down a step, and skipping one needs a reason"),
    ("下一步：{next}", "next: {next}"),
    ("改用下一步，或写明越级理由", "take the next step, or give the reason for skipping"),
)
