"""What a token may be narrowed to: each scope opens the rooms whose ``urls.py`` name it, to its owner's roles."""

from __future__ import annotations

from qingshan.kernel.text import Text

DESK = "read:desk"
NONE = ""
"""What a room says that every token may read."""
SCOPES = {
    DESK: Text("首页、作业和其余页面", "front page, jobs and whatever no other scope names"),
    "read:plans": Text("工作要点", "work plans"),
    "read:targets": Text("目标、结果和标准", "targets, results and standards"),
    "read:tasks": Text("任务、月调度和佐证", "tasks, dispatch and evidence"),
    "read:ledgers": Text("台账", "ledgers"),
    "read:supervision": Text("预警、督办、考核和体检", "warnings, supervision, assessment and x-ray"),
    "read:data": Text("点位、断面及其监测值", "stations, sections and their values"),
    "read:log": Text("办理日志", "the log"),
}
