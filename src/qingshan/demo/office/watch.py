"""The warnings of the synthetic city at the end of each month, how they are answered, what goes up the ladder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

import msgspec

from qingshan.demo.model import declared
from qingshan.demo.office.bureau import Bureau, people, working
from qingshan.demo.office.happening import Happening
from qingshan.demo.office.looking import Looked
from qingshan.evaluation.duties.standing import standings
from qingshan.evaluation.scoring.kept import written
from qingshan.evaluation.scoring.scheme import scheme
from qingshan.evaluation.warnings.detect import detect, unwatched
from qingshan.evaluation.warnings.facts import DutyFact, Facts
from qingshan.evaluation.warnings.ladder import ladder
from qingshan.evaluation.warnings.rule import rules
from qingshan.kernel.periods import Period
from qingshan.operations.facts import of_office
from qingshan.operations.log.canonical import Line
from qingshan.operations.score.department import inputs_of, work
from qingshan.operations.task.decided import decisions, duties_in_force
from qingshan.operations.warning.models import WarningNow
from qingshan.operations.warning.stored import standing

COORDINATOR, ANALYST, UNIT = "coordinator", "analyst", "unit"
QUARTER = 3


class Handling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days after a warning was raised, the verdict, and what is said of it."""

    acknowledge: int
    act: int
    judge: int
    finding: str
    note: str


class Rung(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A step of the ladder so many days after the warning, by whom, and when it is answered."""

    after: int
    step: str
    role: str
    answer_after: int = 0


class Warnings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``reached`` says of the warnings that nobody answers, in their order, how many rungs of ``ladder`` are taken."""

    usual: Handling
    rules: dict[str, Handling]
    unanswered: tuple[str, ...]
    ladder: tuple[Rung, ...]
    reached: tuple[int, ...]
    fields: dict[str, str]
    answered: str
    scored: tuple[str, ...]
    areas: tuple[str, ...]
    departments: str


@cache
def warnings() -> Warnings:
    """What is declared (``office/warnings.yaml``)."""
    return declared("office/warnings.yaml", Warnings)


@dataclass(slots=True)
class Watch:
    """Detects on the last day of each month, and scores on the last day of each quarter."""

    year: str
    looked: Callable[[date], Looked]
    supervised: int = 0

    def happenings(self, days: list[date]) -> Iterator[Happening]:
        yield from (Happening(day, partial(self.detect, day)) for day in days)
        yield from (Happening(day, partial(self.score, day)) for day in days if day.month % QUARTER == 0)

    def detect(self, day: date, bureau: Bureau) -> Iterator[Happening]:
        seen, known = of_office(self._with_tasks(self.looked(day).facts, day), day), list(rules().values())
        blind = [{"rule": rule.key, "why": why} for rule, why in unwatched(known, seen)]
        given = {"alerts": detect(known, seen, day), "unjudged": blind, "readings": seen.readings}
        lines = bureau.act(people().holding([ANALYST]), "warning.detect", msgspec.to_builtins(given), day)
        for line in lines:
            if line.kind == WarningNow.KIND and line.version == 1:
                yield from self._answered(line, day)

    def _with_tasks(self, seen: Facts, day: date) -> Facts:
        found = standings(duties_in_force(self.year, day), decisions(self.year, day), day)
        return replace(seen, duties=tuple(DutyFact(duty, one) for duty, several in found for one in several))

    def _answered(self, line: Line, day: date) -> Iterator[Happening]:
        rule = line.after["rule"]
        if rule in warnings().unanswered:
            if self.supervised < len(warnings().reached) and line.after["alert"]["units"]:
                yield from self._supervised(line, day)
            return
        how = warnings().rules.get(rule, warnings().usual)
        for action, after in (("acknowledge", how.acknowledge), ("act", how.act), ("judge", how.judge)):
            on = working(day + timedelta(days=after))
            yield Happening(on, partial(_step, line.key, action, how, on))
        closed = working(day + timedelta(days=how.judge + 1))
        yield Happening(closed, partial(_step, line.key, "close", how, closed))

    def _supervised(self, line: Line, day: date) -> Iterator[Happening]:
        rungs = warnings().ladder[: warnings().reached[self.supervised]]
        self.supervised += 1
        unit = line.after["alert"]["units"][0]
        for place, rung in enumerate(rungs, 1):
            on = working(day + timedelta(days=rung.after))
            yield Happening(on, partial(_rung, line.key, unit, place, rung, on))

    def score(self, day: date, bureau: Bureau) -> None:
        """Areas by the evaluation of the day, departments by what the office knows of them."""
        who, looked = people().holding([ANALYST]), self.looked(day)
        given = {"period": self.year, "as_of": day.isoformat()}
        for key in warnings().scored:
            for area, known in looked.inputs.items():
                read = {name: known[name] for name in scheme(key).reads() if name in known}
                bureau.act(who, "score.keep", {**given, "scheme": key, "subject": area, "inputs": written(read)}, day)
        key, found = warnings().departments, work(Period.of(self.year), day)
        for unit in dict.fromkeys(one.unit for duty in found.duties for one in duty.units):
            inputs = written(inputs_of(unit, found))
            bureau.act(who, "score.keep", {**given, "scheme": key, "subject": unit, "inputs": inputs}, day)


def _step(key: str, action: str, how: Handling, day: date, bureau: Bureau) -> None:
    """A step in the life of a warning, unless somebody has closed it; a verdict of true needs that it was acted on."""
    if standing(key).life.state == "closed":
        return
    given = {"key": key, **({"finding": how.finding} if action == "judge" else {})}
    bureau.act(people().holding([COORDINATOR]), f"warning.{action}", given, day, how.note if action != "close" else "")


def _rung(key: str, unit: str, place: int, rung: Rung, day: date, bureau: Bureau) -> Iterator[Happening]:  # noqa: PLR0913, PLR0917 (each is a thing of its own)
    matter, step = f"{WarningNow.KIND} {key}", ladder().step(rung.step)
    by = (day + timedelta(days=15)).isoformat()
    known = {name: said.format(year=day.year, number=bureau.done) for name, said in warnings().fields.items()}
    fields = {name: known.get(name, by) for name in step.fields if name != UNIT}
    given: dict[str, Any] = {"matter": matter, "step": rung.step, "unit": unit, "fields": fields}
    bureau.act(people().holding([rung.role]), "supervision.take", given, day)
    if rung.answer_after:
        on = working(day + timedelta(days=rung.answer_after))
        yield Happening(on, partial(_answer, matter, place, step.answered_by[0], unit, on))


def _answer(matter: str, place: int, role: str, unit: str, day: date, bureau: Bureau) -> None:  # noqa: PLR0913, PLR0917 (as above)
    who = people().of_unit(unit) if role in people().liaison.roles else people().holding([role])
    bureau.act(who, "supervision.answer", {"matter": matter, "place": place}, day, warnings().answered)
