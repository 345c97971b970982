"""Tasks: one record for each list of units at the leaf where it stands, with its deadlines and default units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from qingshan.plans.document import View
from qingshan.plans.ir import Deadline, Task, Unassigned, Unit
from qingshan.plans.phrases import Grammar
from qingshan.plans.stages import dates
from qingshan.plans.stages.dates import Mention
from qingshan.plans.stages.organ_list import Member
from qingshan.plans.stages.organs import OrganList, named_units
from qingshan.plans.stages.rules import RuleMention
from qingshan.plans.stages.segment import Node
from qingshan.plans.syntax.units import unit_names

_SHORT_LINE = 15
_OWN_DATES = ("tasks", "closing", "preamble")
_SIGNED_OFF = re.compile(r"[。!?)\]:;”\"]$|(?:^|\n)[^\n]*(?:日|印发|发布)$")


@dataclass(frozen=True)
class Found:
    """What the stages before have found in a view."""

    view: View
    nodes: list[Node]
    lists: list[OrganList]
    rules: list[RuleMention]
    dates: list[Mention]
    grammar: Grammar
    earliest: date | None
    period: str | None = None
    title: tuple[int, int] | None = None

    def node_at(self, place: int) -> Node:
        return next(node for node in reversed(self.nodes) if node.start <= place)

    @property
    def is_cut_off(self) -> bool:
        """Whether the text ends in the middle of a sentence, though its other lines end as sentences do."""
        lines = [line for line in self.view.text.split("\n") if len(line) > _SHORT_LINE]
        ended = sum(line[-1] in "。.!?;)]:”" for line in lines)
        return _SIGNED_OFF.search(self.view.text.rstrip()) is None and 2 * ended + 1 >= len(lines)


def tasks(found: Found) -> tuple[tuple[Task, ...], tuple[Unassigned, ...]]:
    """The task records in order, and the leaves of the task sections that name no unit."""
    made: list[Task] = []
    unassigned: list[Unassigned] = []
    for node in found.nodes:
        own = [entry for entry in found.lists if node.start <= entry.start < node.end]
        made += _of_node(node, own, found)
        if not own:
            unassigned += _without_unit(node, found)
    last = found.nodes[-1]
    lost = unassigned[-1] if unassigned and unassigned[-1].path == last.path else None
    if lost and last.path and last.use == "tasks" and found.is_cut_off and found.lists:
        made.append(_cut(last, unassigned.pop(), found.view))
    return tuple(made), tuple(unassigned)


def _of_node(node: Node, own: list[OrganList], found: Found) -> list[Task]:
    begin, made = node.start, []
    for part, entry in enumerate(own, start=1):
        until = node.end if entry is own[-1] else entry.end
        dated = deadlines(found, begin, until) if node.use in _OWN_DATES else ()
        task = _task(node, (begin, entry.end), entry, found)
        made.append(replace(task, id=task.id + (f"-{part}" if part > 1 else ""), part=part, deadlines=dated))
        begin = entry.end
    return made


def _task(node: Node, span: tuple[int, int], entry: OrganList, found: Found) -> Task:
    view = found.view
    start, end = view.span(*span)
    text = view.source[start:end]
    start += len(text) - len(text.lstrip("\n 。;"))
    return Task(
        id=f"K-{node.path}",
        path=node.path,
        part=1,
        heading=_heading(node, entry.start, view),
        text=view.source[start:end],
        start=start,
        end=end,
        units=_units(entry.members, view, found.grammar),
        open=entry.open,
        default_units=_default_units(entry, found),
        deadlines=(),
        truncated=entry.truncated,
    )


def _heading(node: Node, before: int, view: View) -> str:
    start, end = node.heading
    return view.quote(start, min(end, before) if before > start else end).strip().rstrip("(（〔[。")


def _units(members: tuple[Member, ...], view: View, grammar: Grammar) -> tuple[Unit, ...]:
    """Each unit as written; a prefix (市, 省, 区) that the list drops is restored from the unit before."""
    names, prefix, made = unit_names(grammar), "", []
    for member in members:
        folded = view.text[member.start : member.end]
        start, end = view.span(member.start, member.end)
        written = view.source[start:end]
        own = re.match(names.prefix, folded)
        if own and not names.alone.fullmatch(folded):
            prefix = view.quote(member.start, member.start + own.end())
        drops = bool(prefix) and not own and not folded.startswith("各") and not names.alone.fullmatch(folded)
        made.append(Unit(written, member.role, prefix + written if drops else written, start, end))
    return tuple(made)


def _default_units(entry: OrganList, found: Found) -> tuple[Unit, ...]:
    """Those that a rule before this list adds to all later tasks."""
    added = []
    for rule in found.rules:
        if rule.kind == "default_units" and rule.units and rule.end <= entry.start:
            for span in named_units(found.view.text, rule.units, found.grammar):
                start, end = found.view.span(*span)
                name = found.view.source[start:end]
                added.append(Unit(name, "implement", name, start, end))
    return tuple(added)


def deadlines(found: Found, start: int, end: int) -> tuple[Deadline, ...]:
    """The deadlines that stand in a stretch of the view."""
    mentions = dates.binding(dates.within(found.dates, start, end), found.view.text, found.earliest, found.grammar)
    first, last = found.title or (0, 0)
    return tuple(deadline_of(entry, found.view) for entry in mentions if not first <= entry.start < last)


def deadline_of(entry: Mention, view: View) -> Deadline:
    start, end = view.span(entry.start, entry.end)
    on = entry.on.isoformat() if entry.on else None
    return Deadline(view.source[start:end], on, entry.soft, entry.means == "recurring", start, end)


def _without_unit(node: Node, found: Found) -> list[Unassigned]:
    if node.use not in ("tasks", "closing", "plain"):
        return []
    dated = deadlines(found, node.start, node.end)
    owed = node.leaf and node.use == "tasks" and bool(found.lists)
    if not dated and not owed:
        return []
    start, end = found.view.span(node.start, node.end)
    return [Unassigned(node.path, found.view.quote(*node.heading).strip(), start, end, dated)]


def _cut(node: Node, lost: Unassigned, view: View) -> Task:
    """A last leaf whose list is cut away keeps its record, without units."""
    text = view.source[lost.start : lost.end].rstrip()
    end = lost.start + len(text)
    return Task(
        f"K-{node.path}", node.path, 1, lost.heading, text, lost.start, end, (), False, (), lost.deadlines, True
    )
