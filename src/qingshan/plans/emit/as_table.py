"""The plan as tables a person reads on a terminal of 100 columns: targets, tasks, units, open questions."""

from __future__ import annotations

import io
from collections import Counter

from rich import box
from rich.console import Console
from rich.table import Table

from qingshan.kernel.text import Language, Text
from qingshan.plans.ir import Plan, Target, Task

FORMAT = "table"
WIDTH = 100
_SIGNS = {
    "<=": "≤", ">=": "≥", "<": "<", ">": ">", "==": "=", "~=": "≈",
    "decrease_by": "↓", "increase_by": "↑", "qualitative": "",
}  # fmt: skip
_TARGETS, _TASKS = Text("目标", "targets"), Text("任务", "tasks")
_UNITS, _QUESTIONS = Text("责任单位", "responsible units"), Text("待确认", "open questions")
_INDICATOR, _AREAS = Text("指标", "indicator"), Text("区域", "areas")
_MUST, _STRIVE = Text("必须", "must"), Text("力争", "strive for")
_BY, _HEADING, _COUNT = Text("时限", "by"), Text("内容", "what"), Text("任务数", "tasks")
_CODE, _WHAT = Text("编号", "code"), Text("问题", "what")
_ROLES = {
    "lead": Text("牵头", "lead"),
    "support": Text("配合", "support"),
    "responsible": Text("责任", "responsible"),
    "implement": Text("落实", "implement"),
    "guide": Text("指导", "guide"),
}
_EMBEDDED = Text("任务内", "in a task")
_ALL = Text("全部", "all of it")
_QUALITATIVE = Text("定性", "qualitative")
_RULES = {
    "pro_rata": Text("时序进度", "pro rata"),
    "relative": Text("相对", "relative"),
    "set_elsewhere": Text("上级下达", "set elsewhere"),
}


def render(plan: Plan, language: Language) -> str:
    out = io.StringIO()
    console = Console(file=out, width=WIDTH, force_terminal=False, highlight=False)
    head = [plan.document.title, plan.document.issuer, plan.document.issued_on, plan.document.period]
    console.print(" · ".join(part for part in head if part))
    for table in (_targets(plan, language), _tasks(plan, language), _units(plan, language), _questions(plan, language)):
        if table.row_count:
            console.print(table)
    return out.getvalue().rstrip("\n")


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, expand=False, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _targets(plan: Plan, language: Language) -> Table:
    names = [entry.say(language) for entry in (_INDICATOR, _AREAS, _MUST, _STRIVE, _BY)]
    table = _table(f"{_TARGETS.say(language)} {len(plan.targets)}", "", *names)
    for target in plan.targets:
        when = target.deadline.on if target.deadline else target.period
        areas = "、".join(target.scope.areas)
        table.add_row(target.id, _name(target), areas, _must(target, language), _strive(target), when or "")
    return table


def _name(target: Target) -> str:
    """As written, unless a shared head had to be restored."""
    written, name = target.indicator.text, target.indicator.name
    return written if len(name) <= len(written) else name


def _must(target: Target, language: Language) -> str:
    if target.tier_only:
        said = ""
    elif target.value is None:
        whole = target.comparator == "=="
        said = _ALL.say(language) if whole else _RULES.get(target.rule, _QUALITATIVE).say(language)
    else:
        said = f"{_SIGNS[target.comparator]} {target.value} {target.unit or ''}".strip()
    return f"{said} ({_EMBEDDED.say(language)})" if target.embedded else said


def _strive(target: Target) -> str:
    if target.stretch is None:
        return "✓" if target.tier_only else ""
    return f"{_SIGNS[target.stretch.comparator]} {target.stretch.value}"


def _tasks(plan: Plan, language: Language) -> Table:
    names = [entry.say(language) for entry in (_HEADING, _UNITS, _BY)]
    table = _table(f"{_TASKS.say(language)} {len(plan.tasks)}", "", *names)
    for task in plan.tasks:
        deadlines = " ".join((entry.on or entry.text) + ("?" if entry.soft else "") for entry in task.deadlines)
        table.add_row(task.id, task.heading, _organs(task, language), deadlines)
    return table


def _organs(task: Task, language: Language) -> str:
    """Units by role; the role is written where it is not the plain one."""
    groups: dict[str, list[str]] = {}
    for unit in task.units:
        groups.setdefault(unit.role, []).append(unit.name)
    said = [
        ("" if role == "responsible" else f"{_ROLES[role].say(language)} ") + "、".join(names)
        for role, names in groups.items()
    ]
    return "; ".join(said) + ("…" if task.open or task.truncated else "")


def _units(plan: Plan, language: Language) -> Table:
    table = _table(_UNITS.say(language), "", _COUNT.say(language))
    counts = Counter(unit.normalized for task in plan.tasks for unit in task.units)
    for name, count in counts.most_common():
        table.add_row(name, str(count))
    return table


def _questions(plan: Plan, language: Language) -> Table:
    table = _table(_QUESTIONS.say(language), _CODE.say(language), _WHAT.say(language))
    grouped: Counter[tuple[str, str]] = Counter((entry.code, entry.say(language)[0]) for entry in plan.diagnostics)
    for (code, message), count in sorted(grouped.items()):
        table.add_row(code, message + (f" ×{count}" if count > 1 else ""))
    return table
