"""Twelve months of dispatch in the synthetic city: opened, handed in, returned, accepted, locked, one month amended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import Any

import msgspec

from qingshan.demo.model import declared
from qingshan.demo.office.bureau import Bureau, people, working
from qingshan.demo.office.happening import Happening
from qingshan.evaluation.dispatch.asking import figures_asked
from qingshan.evaluation.dispatch.filling import FIGURE_KEY, NUMBERS, TASK_KEY
from qingshan.kernel.figures import Figure
from qingshan.kernel.periods import Period
from qingshan.kernel.units import plain
from qingshan.ledgers.entry import Actor
from qingshan.observations.returns.figures import figures
from qingshan.observations.store.lake import Lake
from qingshan.operations.dispatch.sheets import Sheet, sheets
from qingshan.operations.task.decided import decisions
from qingshan.plans.ir import Plan

COORDINATOR = "coordinator"
INVENTED = "（演示）"
"""How the lake marks a reporter as invented, beside the unit's name."""


class Irregular(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The units of a month that do not simply hand in on time."""

    late: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    extended: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


class Amended(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    month: str
    indicator: str
    area: str
    period: str
    numerator: str
    denominator: str


class Dispatch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days count working days from the opening of a month; of ``percents`` the last stays."""

    since: str
    months: int
    review_after: int
    lock_after: int
    handed_in_after: tuple[int, ...]
    late_after: int
    returned_after: int
    words: dict[str, str]
    percents: tuple[int, ...]
    irregular: dict[str, Irregular]
    amended: Amended
    done: dict[str, tuple[str, ...]]
    returned_proofs: tuple[str, ...]


@cache
def dispatch() -> Dispatch:
    """What is declared (``office/dispatch.yaml``)."""
    return declared("office/dispatch.yaml", Dispatch)


def months() -> list[Period]:
    first = Period.of(dispatch().since).start
    count = dispatch().months
    return list(Period(first, date(first.year + count // 12, first.month, 1) - timedelta(days=1)).months())


def happenings(plan: Plan, lake: Lake) -> Iterator[Happening]:
    """The opening of each month, from which all else of it follows."""
    later = {(one.key, one.area, one.period): one for one in figures(lake)}
    for number, month in enumerate(months()):
        one = Month(plan, lake, later, month, number, working(month.end + timedelta(days=1)))
        yield Happening(one.opened, one.open)


@dataclass(frozen=True, slots=True)
class Month:
    """One month of dispatch; ``opened`` is the first working day after it, ``later`` what the lake will know."""

    plan: Plan
    lake: Lake
    later: Mapping[tuple[str, str, str], Figure]
    month: Period
    number: int
    opened: date

    @property
    def irregular(self) -> Irregular:
        return dispatch().irregular.get(str(self.month), Irregular())

    def after(self, days: int) -> date:
        """So many working days after the opening."""
        day = self.opened
        for _ in range(days):
            day = working(day + timedelta(days=1))
        return day

    def open(self, bureau: Bureau) -> Iterator[Happening]:
        known = figures(self.lake, datetime.combine(self.opened, datetime.min.time()))
        asked = [one for one in figures_asked(self.plan, known, self.month) if one.reporter]
        lines = [{**one.as_json(), "reporter": one.reporter.removesuffix(INVENTED)} for one in asked]
        self._office(bureau, self.opened, "open", {"figures": lines, "plan": self.plan.document.period})
        for number, one in enumerate(list(sheets(f"{self.month} "))):
            yield from self._of_unit(one.unit, number)
        yield Happening(self.after(dispatch().lock_after), self.lock)

    def _of_unit(self, unit: str, number: int) -> Iterator[Happening]:
        said, odd = dispatch(), self.irregular
        if unit in odd.missed:
            return
        handed = self.after(said.handed_in_after[number % len(said.handed_in_after)])
        if unit in {*odd.late, *odd.extended}:
            handed = self.after(said.late_after)
        if unit in odd.extended:
            yield Happening(self.after(said.review_after), partial(self.extend, unit))
        yield Happening(handed, partial(self.hand_in, unit, handed))

    def extend(self, unit: str, bureau: Bureau) -> None:
        said, day = dispatch(), self.after(dispatch().review_after)
        given = {"unit": unit, "until": self.after(said.lock_after - 1)}
        self._office(bureau, day, "extend", given, said.words["reason"], said.words["document"])

    def hand_in(self, unit: str, day: date, bureau: Bureau) -> Iterator[Happening]:
        self.submit(unit, day, bureau)
        review = working(day + timedelta(days=1))
        if unit in self.irregular.returned:
            yield Happening(review, partial(self.send_back, unit, review))
            again = working(review + timedelta(days=dispatch().returned_after))
            yield Happening(again, partial(self.submit, unit, again))
            review = working(again + timedelta(days=1))
        yield Happening(review, partial(self.accept, unit, review))

    def submit(self, unit: str, day: date, bureau: Bureau) -> None:
        """What a unit answers to everything it is asked; a claim of done brings its evidence."""
        sheet, who = _sheet(self.month, unit), people().of_unit(unit)
        claimed = [line for line in sheet.lines("tasks") if line["task"] in dispatch().done.get(str(self.month), ())]
        proof = [
            bureau.evidence(who, f"{sheet.entry.key} {line['task']} {sheet.entry.version}", "proof", day)
            for line in claimed[:1]
        ]
        tasks = [self._on_task(line, proof if line in claimed else []) for line in sheet.lines("tasks")]
        given = {"period": str(self.month), "unit": unit, "tasks": tasks, "evidence": proof}
        found = [self._figure(line, day) for line in sheet.lines("figures")]
        bureau.act(who, "dispatch.submit", {**given, "figures": found}, day)

    def _on_task(self, line: Mapping[str, Any], proof: list[str]) -> dict[str, Any]:
        said = dispatch()
        percent = "100" if proof else str(said.percents[min(self.number, len(said.percents) - 1)])
        progress = said.words["finished"] if proof else said.words["progress"].format(percent=percent)
        answer = {"progress": progress, "percent": percent, "claim": "done" if proof else "running", "evidence": proof}
        rest = {name: said.words[name] for name in ("problems", "next_step")}
        return {**{name: line[name] for name in TASK_KEY}, **answer, **rest}

    def _figure(self, line: Mapping[str, Any], day: date) -> dict[str, Any]:
        """The figure that the lake will hold, when its document is there by then."""
        key = {name: line[name] for name in FIGURE_KEY}
        found = self.later.get((line["indicator"], line["area"], line["period"]))
        if found is None or found.dated > day:
            return {**key, "why_not": dispatch().words["why_not"]}
        numbers = {name: plain(value) for name in NUMBERS if (value := getattr(found, name)) is not None}
        return {**key, **numbers, "document": found.document, "dated": str(found.dated)}

    def send_back(self, unit: str, day: date, bureau: Bureau) -> None:
        self._office(bureau, day, "return", {"unit": unit}, dispatch().words["note"])

    def accept(self, unit: str, day: date, bureau: Bureau) -> None:
        self._office(bureau, day, "accept", {"unit": unit})

    def lock(self, bureau: Bureau) -> Iterator[Happening]:
        day, said = self.after(dispatch().lock_after), dispatch()
        bulletin = bureau.evidence(_coordinator(), f"调度通报 {self.month}", "bulletin", day)
        self._office(bureau, day, "lock", {"evidence": [bulletin]})
        later = working(day + timedelta(days=said.returned_after))
        if said.amended.month == str(self.month):
            yield Happening(later, partial(self.amend, later))
        yield from (Happening(later, partial(self.prove, one, later)) for one in said.done.get(str(self.month), ()))

    def amend(self, day: date, bureau: Bureau) -> None:
        """One figure is corrected after the lock, by a document of its own."""
        words, one = dispatch().words, dispatch().amended
        figure = {name: value for name, value in msgspec.to_builtins(one).items() if name != "month"}
        asked = (sheet for sheet in sheets(f"{self.month} ") for line in sheet.lines("figures")
                 if (line["indicator"], line["period"]) == (one.indicator, one.period))  # fmt: skip
        given = {"unit": next(asked).unit, "figure": {**figure, "document": words["document"], "dated": str(day)}}
        self._office(bureau, day, "amend", given, words["reason"], words["document"])

    def prove(self, task: str, day: date, bureau: Bureau) -> None:
        """The proof of a task claimed done is accepted; where declared, it is returned the first time."""
        year = str(self.plan.document.period)
        own = [one for one in decisions(year) if one.duty == task]
        returned = any(one.kind == "return_proof" for one in own)
        kind = "return_proof" if task in dispatch().returned_proofs and not returned else "accept_proof"
        for milestone in dict.fromkeys(one.milestone for one in own if one.kind == "done"):
            given = {"task": task, "kind": kind, "milestone": milestone, "year": year}
            bureau.act(_coordinator(), "task.decide", given, day, document=dispatch().words["document"])

    def _office(  # noqa: PLR0913, PLR0917 (as an action is asked for)
        self, bureau: Bureau, day: date, action: str, given: Mapping[str, Any], reason: str = "", document: str = ""
    ) -> None:
        asked = {"period": str(self.month), **given}
        bureau.act(_coordinator(), f"dispatch.{action}", asked, day, reason, document)


def _coordinator() -> Actor:
    return people().holding([COORDINATOR])


def _sheet(month: Period, unit: str) -> Sheet:
    return next(one for one in sheets(f"{month} ") if one.unit == unit)
