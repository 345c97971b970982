"""The words of plans on pages: fields, comparators, roles, decisions."""

from __future__ import annotations

from qingshan.evaluation.indicator import indicators
from qingshan.kernel.text import Text

SIGNS = {
    "<=": Text("≤", "≤"),
    ">=": Text("≥", "≥"),
    "<": Text("<", "<"),
    ">": Text(">", ">"),
    "==": Text("=", "="),
    "~=": Text("≈ 左右", "≈ about"),
    "decrease_by": Text("下降", "decrease by"),
    "increase_by": Text("上升", "increase by"),
    "qualitative": Text("定性", "qualitative"),
}
HOW = {
    "together": Text("合并判定", "together"),
    "each": Text("分别判定", "each"),
    "implied": Text("原文未写", "implied"),
}
RULES = {
    "level": Text("水平值", "level"),
    "change": Text("变化量", "change"),
    "pro_rata": Text("时序进度", "pro rata"),
    "relative": Text("相对值", "relative"),
    "set_elsewhere": Text("上级下达", "set elsewhere"),
}
ROLES = {
    "lead": Text("牵头", "lead"),
    "support": Text("配合", "support"),
    "responsible": Text("责任", "responsible"),
    "implement": Text("落实", "implement"),
    "guide": Text("指导", "guide"),
}
PLAN_RULES = {
    "override": Text("以上级下达的为准", "a superior's figure prevails"),
    "default_units": Text("以下任务均由其落实", "owes every later task too"),
    "first_leads": Text("首列单位牵头", "the unit named first leads"),
}
DOES = {
    "accept": Text("确认", "accepted"),
    "correct": Text("订正", "corrected"),
    "remove": Text("删去", "removed"),
    "add": Text("补录", "added"),
    "threshold": Text("定判定值", "threshold set"),
    "merge_units": Text("合并单位", "units merged"),
    "document": Text("订正文件信息", "document corrected"),
}
FIELDS = {
    "quote": Text("原文", "sentence"),
    "indicator": Text("指标（原文）", "indicator as written"),
    "key": Text("指标", "indicator"),
    "areas": Text("区域", "areas"),
    "how": Text("如何判定", "judged"),
    "comparator": Text("比较", "comparison"),
    "value": Text("数值", "value"),
    "unit": Text("单位", "unit"),
    "band": Text("“左右”的幅度", "how far “about” reaches"),
    "rule": Text("计法", "rule"),
    "baseline": Text("基准", "baseline"),
    "stretch": Text("力争", "strive for"),
    "period": Text("年度", "period"),
    "deadline": Text("时限", "deadline"),
    "deadlines": Text("时限", "deadlines"),
    "heading": Text("任务", "task"),
    "text": Text("正文", "text"),
    "default_units": Text("按规则增加的单位", "units by rule"),
    "open": Text("单位未列全", "list is open"),
    "units": Text("责任单位", "units"),
    "title": Text("标题", "title"),
    "issuer": Text("发文单位", "issuer"),
    "issued_on": Text("发布日期", "issued on"),
    "area": Text("地区", "area"),
    "path": Text("条目", "item"),
    "scope": Text("范围", "scope"),
    **ROLES,
}
_OF_VALUES = {"how": HOW, "rule": RULES}


def indicator_label(key: str | None) -> Text:
    """The registry's label of an indicator; its key where the registry no longer has it, a dash for none."""
    if key is None:
        return Text("—", "—")
    known = indicators().get(key)
    return Text(key, key) if known is None else known.label


def said(field: str, value: str | None) -> Text | str | None:
    """The value of a field as people write it."""
    if value is None:
        return None
    if field == "key":
        return indicator_label(value)
    if field == "comparator":
        return SIGNS[value]
    if field == "stretch":
        sign, _, figure = value.partition(" ")
        return Text(f"{SIGNS[sign].zh} {figure}".strip(), f"{SIGNS[sign].en} {figure}".strip())
    return _OF_VALUES.get(field, {}).get(value, value)
