"""What a scheme asks of the year before (``air.pm25_mean:last_year``), read for the areas a plan judges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from qingshan.evaluation.groups import Group, groups_of
from qingshan.evaluation.indicator import Indicator, indicators
from qingshan.evaluation.judging import STATES
from qingshan.evaluation.realms import read
from qingshan.evaluation.record import Record
from qingshan.evaluation.run import Evaluation
from qingshan.evaluation.scoring.records import Input
from qingshan.kernel.text import LANGUAGES, Text
from qingshan.observations.store.lake import Lake

ENDING = ":last_year"
BEFORE = Text(
    "{year}年全年，按要点同一指标和区域计算，{state}",
    "the whole of {year}, same indicator and area as in the plan, {state}",
)


def last_year_inputs(evaluation: Evaluation, lake: Lake, area: str, names: Iterable[str]) -> dict[str, Input]:
    """Of the names that end in ``:last_year``, the values of the year before a plan's own, to the end of that year.

    Only indicators that the plan judges in the area; nothing is read when no name asks. A value that is not there
    stays unknown, with its reason; nothing is rounded that is not rounded in the plan's own year.
    """
    wanted = {name.removesuffix(ENDING) for name in names if name.endswith(ENDING)}
    pairs = _pairs(evaluation, area, wanted) if wanted else {}
    if not pairs:
        return {}
    period = evaluation.period.year_before()
    question = replace(evaluation.question, as_of=period.end)
    records = read(lake, pairs.values(), period, question, every=False)
    year = period.end.year
    return {f"{key}{ENDING}": _input(records[one.realm], one, group, year) for key, (one, group) in pairs.items()}


def _pairs(evaluation: Evaluation, area: str, wanted: set[str]) -> dict[str, tuple[Indicator, Group]]:
    """By key, each indicator with the group of the first target that asks it of the area."""
    known, found = indicators(), dict[str, tuple[Indicator, Group]]()
    for target in evaluation.plan.targets:
        key = target.indicator.key or ""
        if key in wanted and key in known:
            own = [group for group in groups_of(target, evaluation.plan, known) if group.key == area]
            found |= {} if key in found or not own else {key: (known[key], own[0])}
    return found


def _input(record: Record[Indicator], indicator: Indicator, group: Group, year: int) -> Input:
    standing = record.standing(indicator, group)
    why = [*record.missing(indicator, group)]
    if standing is not None and (doubt := record.enough(indicator, group)) is not None:
        why.append(doubt)
    if standing is None or why:
        return Input(None, Text(*("；".join(one.say(tongue) for one in why) for tongue in LANGUAGES)))
    value = standing.exact if indicator.compared == "exact" else Fraction(standing.value)
    is_final = record.official(indicator, group)
    said = BEFORE.filled(year=year, state=STATES["final" if is_final else "provisional"])
    return Input(value, said, provisional=not is_final)
