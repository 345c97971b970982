"""The places of areas in the monthly ranking of the air, as far back as a rule that counts them looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from qingshan.evaluation.groups import SPEAKING
from qingshan.evaluation.indicator import indicators
from qingshan.evaluation.judge import Question
from qingshan.evaluation.ranking import rank
from qingshan.evaluation.warnings.facts import Ranks
from qingshan.evaluation.warnings.rule import Rule
from qingshan.kernel.periods import Period
from qingshan.observations.places import memberships
from qingshan.observations.store.lake import Lake

INDEX, WATCH = "air.composite_index", "rank"
MONTHS = 12
"""How far back places are looked for at most."""


def ranks(lake: Lake, areas: Iterable[str], rules: Iterable[Rule], question: Question) -> Iterator[Ranks]:
    """The places of areas among all that the lake ranks by composite index, oldest month first.

    Read backwards from the last whole month, while one of them is among the last places that a rule speaks of; a month
    in which an area has no place ends its row. Nothing where no rule asks, or where too few areas are ranked for it.
    """
    asked = [rule.last_places for rule in rules if rule.watches == WATCH and rule.about(INDEX) and rule.last_places]
    ranked = {one.area for one in memberships(lake, question.known_on) if one.role in SPEAKING}
    if not asked or len(ranked) <= min(asked):
        return
    running, places = set(areas), dict[str, list[tuple[str, int, int]]]()
    for month in _backwards(question.as_of):
        stood = _stood(lake, month, question)
        running &= stood.keys()
        for area in running:
            places.setdefault(area, []).insert(0, (str(month), stood[area], len(stood)))
        running = {area for area in running if stood[area] > len(stood) - max(asked)}
        if not running:
            break
    label = indicators()[INDEX].label
    yield from (Ranks(INDEX, label, area, tuple(months)) for area, months in sorted(places.items()))


def _backwards(as_of: date) -> Iterator[Period]:
    """The whole months that are over at the end of a day, the last one first."""
    months = Period(date(as_of.year - 1, as_of.month, 1), as_of).months()
    return reversed([month for month in months if month.end <= as_of][-MONTHS:])


def _stood(lake: Lake, month: Period, question: Question) -> Mapping[str, int]:
    table = rank(lake, (), month, known_on=question.known_on, engine_name=question.engine).rows
    return {row["area"]: row["rank"] for row in table.select(["area", "rank"]).to_pylist() if row["rank"] is not None}
