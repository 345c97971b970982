"""How the log is said to people: the words for kinds of subjects and for the states they are in."""

from __future__ import annotations

import json
from typing import Any

from qingshan.evaluation.duties.decisions import Stage
from qingshan.evaluation.warnings.ladder import ladder
from qingshan.evaluation.warnings.life import STATES as OF_WARNINGS
from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledgers

KINDS = {
    "calendar": Text("工作日历", "calendar"),
    "detection": Text("预警检测", "detection"),
    "entry": Text("台账条目", "entry"),
    "evidence": Text("佐证材料", "evidence"),
    "person": Text("人员", "person"),
    "plan": Text("工作要点", "plan"),
    "score": Text("评分", "score"),
    "supervision": Text("督办", "supervision"),
    "task": Text("任务", "task"),
    "unit": Text("单位", "unit"),
    "warning": Text("预警", "warning"),
}
STAGES: dict[Stage, Text] = {
    "new": Text("未启动", "new"),
    "running": Text("推进中", "running"),
    "claimed": Text("申报完成", "claimed done"),
    "closed": Text("已验收", "accepted"),
    "suspended": Text("暂缓", "suspended"),
}
GRADED = {
    "scored": Text("已计分", "scored"),
    "provisional": Text("暂计", "provisional"),
    "open": Text("尚不能计分", "open"),
}


def kind_said(kind: str) -> Text:
    return KINDS.get(kind, Text(kind, kind))


def state_said(kind: str, key: str, state: str) -> Text:
    """The word for a state as the log has it; what no declaration knows any more stands as it was written."""
    known: dict[str, dict[Any, Text]] = {"task": dict(STAGES), "warning": dict(OF_WARNINGS), "score": GRADED}
    if kind == "entry" and (found := ledgers().get(key.partition("/")[0])) and state in found.states:
        return found.states[state].label
    if kind == "supervision" and state in ladder().known:
        return ladder().known[state].label
    parts = [known.get(kind, {}).get(part.rpartition(":")[2], Text(part, part)) for part in state.split()]
    return Text("、".join(one.zh for one in parts), ", ".join(one.en for one in parts))


def value_said(value: Any) -> str:
    """A value of the log as text: words as they stand, all else as JSON."""
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)
