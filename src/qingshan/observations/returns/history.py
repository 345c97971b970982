"""What a checked row means beside the figures that stand: new, unchanged, a revision, or history changed in silence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from qingshan.kernel.exact import PERCENT
from qingshan.kernel.figures import Figure, FigureForm
from qingshan.kernel.problems import Problem
from qingshan.observations.returns import problems, wording
from qingshan.observations.returns.checking import Accepted
from qingshan.observations.returns.figures import Standing
from qingshan.observations.returns.numbers import quotient
from qingshan.observations.returns.periods import before

Key = tuple[str, str, str]
Verdict = Literal["kept", "revised", "unchanged", "duplicate", "refused"]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that takes the place of another: where it was reported, both as they stand in their documents."""

    where: str
    before: Figure
    after: Figure

    def as_json(self) -> dict[str, str]:
        old, new = self.before, self.after
        return {
            "where": self.where, "indicator": new.key, "area": new.area, "period": new.period,
            "before": said(old), "document_before": f"{old.document} {old.dated}",
            "after": said(new), "document_after": f"{new.document} {new.dated}",
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settled:
    """A row with its verdict; of a refused one the problem, of a new or revised one what is stored."""

    row: Accepted
    verdict: Verdict
    figure: Figure | None = None
    revision: int = 0
    problem: Problem | None = None
    change: Change | None = None


def said(figure: Figure) -> str:
    """A figure in one line, with its unit."""
    return wording.figure(figure.value, figure.numerator, figure.denominator, figure.unit)


class History:
    """The figures that stand; each row that is settled becomes part of it."""

    def __init__(self, standing: Iterable[Standing]) -> None:
        self._stages: dict[Key, dict[int, Figure]] = {}
        self._revisions: dict[Key, int] = {}
        for one in standing:
            self._stages.setdefault(_key(one.figure), {})[one.figure.stage] = one.figure
            self._revisions[_key(one.figure)] = one.revision

    def settle(self, rows: Sequence[Accepted]) -> list[Settled]:
        """The rows of one file, earliest period first, so that a jump is seen against a figure of the same file."""
        conflicts = _conflicts(rows)
        seen: set[Key] = set()
        settled = []
        for row in sorted(rows, key=lambda row: row.period.end):
            key = _key(row.figure)
            if key in conflicts:
                settled.append(Settled(row, "refused", problem=_conflict(row, conflicts[key])))
            elif key in seen:
                settled.append(Settled(row, "duplicate"))
            else:
                settled.append(self._settle(row))
            seen.add(key)
        return settled

    def _settle(self, row: Accepted) -> Settled:
        key, figure = _key(row.figure), row.figure
        stages = self._stages.setdefault(key, {})
        same_stage, current = stages.get(figure.stage), stages[max(stages)] if stages else None
        if same_stage is not None and _says(same_stage) == _says(figure):
            return Settled(row, "unchanged")
        if problem := next(filter(None, (_forbidden(row, other) for other in stages.values())), None):
            return Settled(row, "refused", problem=problem)
        flagged = self._flagged(row)
        revision = self._revisions[key] + 1 if key in self._revisions else 0
        self._revisions[key], stages[figure.stage] = revision, flagged
        change = Change(f"{row.row.file} {row.row.place}", current, flagged) if current is not None else None
        replaces = stages[max(stages)] is flagged
        return Settled(row, "revised" if revision else "kept", flagged, revision, change=change if replaces else None)

    def _flagged(self, row: Accepted) -> Figure:
        """The figure, marked where it lies further than its form allows from the period before."""
        stages = self._stages.get((row.figure.key, row.figure.area, str(before(row.period))))
        if not stages or row.form.jump is None:
            return row.figure
        old, new = _exact(row.form, stages[max(stages)]), _exact(row.form, row.figure)
        is_jump = abs(new - old) * PERCENT > Fraction(row.form.jump) * abs(old)
        return replace(row.figure, flags=(*row.figure.flags, "jump")) if is_jump else row.figure


def _key(figure: Figure) -> Key:
    return figure.key, figure.area, figure.period


def _exact(form: FigureForm, figure: Figure) -> Fraction:
    return quotient(form, figure.value, figure.numerator, figure.denominator)


def _numbers(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.numerator, figure.denominator, figure.unit


def _says(figure: Figure) -> tuple[object, ...]:
    return *_numbers(figure), figure.document, figure.dated, figure.reporter


def _forbidden(row: Accepted, standing: Figure) -> Problem | None:
    """Beside a figure of any stage, other numbers need another document or date; at its own stage, no older one."""
    place, figure = row.row, row.figure
    shown = {"before": said(standing), "document": standing.document, "dated": standing.dated}
    if figure.stage == standing.stage and figure.dated < standing.dated:
        return problems.OLDER_DOCUMENT.at(place["dated"].where, f"{figure.document} {figure.dated}", **shown)
    same_document = (figure.document, figure.dated) == (standing.document, standing.dated)
    if same_document and _numbers(figure) != _numbers(standing):
        changed = next((name for name in ("numerator", "denominator") if _differs(name, figure, standing)), "value")
        return problems.CHANGED_HISTORY.at(place[changed].where, said(figure), **shown)
    return None


def _differs(name: str, figure: Figure, standing: Figure) -> bool:
    return bool(getattr(figure, name) != getattr(standing, name))


def _conflicts(rows: Sequence[Accepted]) -> dict[Key, list[Accepted]]:
    """Rows of one file that speak of the same and say different things."""
    groups: dict[Key, list[Accepted]] = {}
    for row in rows:
        groups.setdefault(_key(row.figure), []).append(row)
    return {key: group for key, group in groups.items() if len({_says(row.figure) for row in group}) > 1}


def _conflict(row: Accepted, group: Sequence[Accepted]) -> Problem:
    others = "、".join(str(other.row.number) for other in group if other.row.number != row.row.number)
    return problems.CONFLICT.at(row.row["value"].where, said(row.figure), row=others)
