"""What counts as a target where it stands: everything stated among the goals, only what is measured among the tasks."""

from __future__ import annotations

import re

from qingshan.plans.phrases import Grammar
from qingshan.plans.stages.segment import Use
from qingshan.plans.syntax.predicates import Figure, Predicate
from qingshan.plans.syntax.subjects import Item, Subjects

PERCENT_SIGN = "%"
_GOAL = re.compile(r"(?:目标|指标)(?:任务|要求)?$")


class Admission:
    """Decides over one text with one grammar. Positions are those of the view."""

    def __init__(self, text: str, subjects: Subjects, grammar: Grammar) -> None:
        self.text, self.subjects, self.grammar = text, subjects, grammar

    def figure(self, use: Use, items: tuple[Item, ...], predicate: Predicate) -> bool:
        """A count of things only among the goals; elsewhere something measured with its verb, bound or percent sign."""
        if predicate.object is not None:
            return use == "goals"
        metric = all(map(self.is_metric, items))
        unit = self._unit_kind(predicate.figures[0])
        if use in ("goals", "plain"):
            return metric if not predicate.verb or unit in ("count", "none") else True
        amount = unit == "size" and all(map(self._is_amount, items))
        stated = predicate.verb or self._unit(predicate.figures[0]) == PERCENT_SIGN
        return stated and metric and bool(items) and (unit in ("measure", "") or amount)

    def words(self, use: Use, items: tuple[Item, ...], predicate: Predicate, *, dated: bool) -> bool:
        """States and outcomes: all among the goals; among tasks measured trends, dated states and what is issued."""
        if use in ("goals", "general", "preamble"):
            return use == "goals"
        issued = predicate.rule == "set_elsewhere" and predicate.kind == "outcome"
        if use == "plain":
            goal = "issued" not in predicate.marks or self._names_goal(predicate)
            ends = predicate.kind == "outcome" and dated and goal
            return predicate.kind == "state" or issued or ends or bool({"quality", "change"} & predicate.marks)
        trend = "trend" in predicate.marks and all(map(self.is_metric, items))
        classed = "class" in predicate.marks and items != () and all(self._is_water(item) for item in items)
        return issued or trend or classed or ("dated" in predicate.marks and dated)

    def _names_goal(self, predicate: Predicate) -> bool:
        """Whether what is to be completed is a goal, not a piece of work."""
        return predicate.object is not None and _GOAL.search(self.text, *predicate.object) is not None

    def is_metric(self, item: Item) -> bool:
        name = self.text[item.start : item.end] + (self.text[slice(*item.head)] if item.head else "")
        return self.subjects.is_metric(name) or self.subjects.substance.fullmatch(name) is not None

    def _is_water(self, item: Item) -> bool:
        return self.text[item.start : item.end].endswith("水质")

    def _is_amount(self, item: Item) -> bool:
        end = item.head[1] if item.head else item.end
        return self.subjects.amount.search(self.text[item.start : end]) is not None

    def _unit(self, figure: Figure) -> str:
        return self.text[slice(*figure.unit)] if figure.unit else ""

    def _unit_kind(self, figure: Figure) -> str:
        """What the unit measures: ``size`` is one that equipment has too; nothing for no unit or an unknown one."""
        phrase = self.grammar.find("unit", self._unit(figure)) if figure.unit else None
        if phrase is None:
            return ""
        return "size" if phrase.means == "measure" and phrase.where == "goals" else phrase.means
