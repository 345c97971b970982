"""The states that pages show, each as a tone, an icon and a word: of targets, of data, of tasks, of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from qingshan.evaluation.duties.standing import STATES as OF_DUTIES
from qingshan.evaluation.judging import STATES as OF_DATA
from qingshan.evaluation.judging import VERDICTS
from qingshan.evaluation.scoring.records import STATES as OF_SCORES
from qingshan.evaluation.warnings.life import STATES as OF_WARNINGS
from qingshan.evaluation.xray.rule import SEVERITIES
from qingshan.kernel.text import Text
from qingshan.ledgers.due import LABELS as OF_DUES

Tone = Literal["good", "bad", "warn", "calm"]


@dataclass(frozen=True, slots=True)
class Shown:
    """How a state looks; ``icon`` is the id of a drawing in ``layout/icons.html``."""

    tone: Tone
    icon: str
    label: Text


_LOOK: dict[str, tuple[Tone, str]] = {
    "met": ("good", "tick"),
    "on_track": ("good", "lock"),
    "inside": ("good", "up"),
    "missed": ("bad", "cross"),
    "off_track": ("bad", "barred"),
    "short": ("bad", "down"),
    "at_risk": ("warn", "triangle"),
    "unknown": ("calm", "question"),
    "open": ("calm", "pen"),
    "no_data": ("calm", "dashes"),
    "token.holds": ("good", "tick"),
    "token.expired": ("calm", "dashes"),
    "token.revoked": ("bad", "barred"),
    "not_applicable": ("calm", "minus"),
    "final": ("calm", "stamp"),
    "provisional": ("calm", "clock"),
    "insufficient_data": ("calm", "dashes"),
    "failed_check": ("bad", "triangle"),
    "overdue": ("bad", "triangle"),
    "past_hoped_for": ("warn", "clock"),
    "due_soon": ("warn", "clock"),
    "extended": ("calm", "clock"),
    "on_time": ("good", "up"),
    "not_started": ("calm", "dashes"),
    "suspended": ("calm", "minus"),
    "done_awaiting_proof": ("calm", "question"),
    "done": ("good", "tick"),
    "accepted": ("calm", "clock"),
    "met_late": ("warn", "tick"),
    "met_after_hoped_for": ("calm", "tick"),
    "undated": ("calm", "dashes"),
    "running": ("calm", "clock"),
    "over": ("calm", "stamp"),
    "entry_open": ("calm", "pen"),
    "entry_closed": ("good", "tick"),
    "entry_terminal": ("calm", "minus"),
    "entry_lapsed": ("warn", "cross"),
    "READY": ("calm", "clock"),
    "RUNNING": ("calm", "up"),
    "SUCCESSFUL": ("good", "tick"),
    "FAILED": ("bad", "cross"),
    "plan_question": ("warn", "question"),
    "plan_note": ("calm", "dashes"),
    "plan_clear": ("calm", "minus"),
    "plan_accepted": ("good", "tick"),
    "plan_corrected": ("good", "pen"),
    "plan_added": ("good", "up"),
    "plan_removed": ("bad", "minus"),
    "plan_changed": ("warn", "pen"),
    "plan_draft": ("calm", "pen"),
    "plan_adopted": ("good", "stamp"),
    "in_force": ("good", "stamp"),
    "warning.raised": ("warn", "question"),
    "warning.acknowledged": ("calm", "pen"),
    "warning.acted": ("calm", "up"),
    "warning.judged": ("good", "stamp"),
    "warning.closed": ("good", "tick"),
    "answer.overdue": ("bad", "triangle"),
    "answer.due_soon": ("warn", "clock"),
    "answer.on_time": ("calm", "clock"),
    "answer.none": ("calm", "minus"),
    "answer.answered": ("good", "tick"),
    "score.scored": ("good", "tick"),
    "score.provisional": ("calm", "clock"),
    "score.open": ("calm", "dashes"),
    "xray.error": ("bad", "cross"),
    "xray.warning": ("warn", "triangle"),
    "xray.hint": ("calm", "question"),
}
_OF_WORK = {
    "READY": Text("排队中", "waiting"),
    "RUNNING": Text("进行中", "running"),
    "SUCCESSFUL": Text("已完成", "finished"),
    "FAILED": Text("失败", "failed"),
}
_OF_TARGETS = {
    "short": Text("目前未及要求", "short so far"),
    "inside": Text("目前在要求内", "inside so far"),
    "unknown": Text("到期才能判定", "decided at the end"),
    "open": Text("待人判断", "for a person to judge"),
    "no_data": Text("数据不足", "insufficient data"),
}
"""While a period runs; where it is over the verdict is the word."""
_OF_PLANS = {
    "plan_question": Text("待确认", "to be settled"),
    "plan_note": Text("有提示", "has a note"),
    "plan_clear": Text("无疑问", "no question"),
    "plan_accepted": Text("已确认", "accepted"),
    "plan_corrected": Text("已订正", "corrected"),
    "plan_added": Text("新增", "added"),
    "plan_removed": Text("删去", "removed"),
    "plan_changed": Text("改动", "changed"),
    "plan_draft": Text("草稿", "draft"),
    "plan_adopted": Text("已启用", "in force"),
    "in_force": Text("有效", "in force"),
}
"""Records of a draft, differences between two versions, and the drafts themselves."""
_OF_ENTRIES = {
    "entry_open": Text("未结", "open"),
    "entry_closed": Text("已结", "closed"),
    "entry_terminal": Text("终结", "ended"),
    "entry_lapsed": Text("未办而结", "lapsed"),
}
"""Kinds of the states of ledgers, whose words the ledgers declare."""
_OF_ANSWERS = {
    "overdue": Text("逾期未答复", "answer overdue"),
    "due_soon": Text("即将到期", "answer due soon"),
    "on_time": Text("待答复", "answer awaited"),
    "none": Text("无需答复", "no answer awaited"),
    "answered": Text("已答复", "answered"),
}
_OF_TOKENS = {
    "holds": Text("有效", "in use"),
    "expired": Text("已过期", "expired"),
    "revoked": Text("已撤销", "revoked"),
}
_OF_ROOMS: dict[str, Mapping[Any, Text]] = {
    "warning": OF_WARNINGS,
    "answer": _OF_ANSWERS,
    "score": OF_SCORES,
    "token": _OF_TOKENS,
    "xray": SEVERITIES,
}
"""States of which the word is taken already stand behind the name of what they are of."""
_KNOWN = (OF_DUES, VERDICTS, _OF_TARGETS, OF_DATA, OF_DUTIES, _OF_WORK, _OF_PLANS, _OF_ENTRIES)
_LABELS: dict[str, Text] = {str(key): label for known in _KNOWN for key, label in known.items()} | {
    f"{of}.{key}": label for of, known in _OF_ROOMS.items() for key, label in known.items()
}

STATES = {key: Shown(tone, icon, _LABELS[key]) for key, (tone, icon) in _LOOK.items()}
