"""The facts of a day from a finished evaluation and its lake: what the rules of warnings look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.duties.decisions import Decision
from qingshan.evaluation.duties.duty import Duty
from qingshan.evaluation.duties.standing import standings
from qingshan.evaluation.judge import Judged
from qingshan.evaluation.limits import SIGNS
from qingshan.evaluation.run import Evaluation
from qingshan.evaluation.warnings.facts import Course, DutyFact, Facts, FlagCount, Freshness, Reading
from qingshan.evaluation.warnings.months import air_months
from qingshan.evaluation.warnings.places import ranks
from qingshan.evaluation.warnings.rule import Rule
from qingshan.evaluation.water_sections import sections
from qingshan.kernel.clock import day_of, end_of_day
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.kernel.units import plain
from qingshan.observations.places import memberships
from qingshan.observations.returns.figures import figures
from qingshan.observations.store.lake import FAR_FUTURE, Lake, connect

FLAG_DAYS = 31
"""How far back flags are counted at most."""
MONTHS = 12
_LAST_HOURS = "SELECT site, max(hour_end) FROM stored WHERE hour_end <= ? AND known_from <= ? GROUP BY site"
_LAST_SAMPLES = "SELECT section, max(sampled_at) FROM stored WHERE sampled_at <= ? AND known_from <= ? GROUP BY section"
_FLAGS = """
SELECT "check", site, item, least(hour_end - INTERVAL 1 HOUR, known_from + INTERVAL 8 HOURS)::DATE AS day, count(*)
FROM stored WHERE day BETWEEN ? AND ? AND known_from <= ? GROUP BY ALL ORDER BY ALL
"""
"""A flag counts on the day of its hour; one of an hour to come on the day it became known."""


def facts(
    evaluation: Evaluation, lake: Lake, duties: Iterable[Duty], decisions: tuple[Decision, ...], rules: Iterable[Rule]
) -> Facts:
    """What the evaluation, the plan's duties and the lake give; forecasts, ledgers and the past are the caller's."""
    question, known = evaluation.question, list(rules)
    wished = [rule for rule in known if rule.watches == "rises"]
    return Facts(
        readings=readings(evaluation),
        courses=tuple(courses(evaluation, lake, wished)),
        ranks=tuple(ranks(lake, areas_of(evaluation), known, question)),
        duties=tuple(
            DutyFact(duty, one) for duty, found in standings(duties, decisions, question.as_of) for one in found
        ),
        freshness=tuple(freshness(evaluation, lake)),
        flags=tuple(flags(lake, question.as_of, question.known_on)),
    )


def readings(evaluation: Evaluation) -> tuple[Reading, ...]:
    """Every judged target as a reading, in the plan's order."""
    rows = zip(evaluation.judged, evaluation.document["targets"], strict=True)
    return tuple(_reading(judged, row["result"]) for judged, row in rows)


def _reading(judged: Judged, result: str) -> Reading:
    indicator, tier, written = judged.indicator, judged.must or judged.strive, judged.target.indicator
    limit = None if tier is None else tier.limit
    return Reading(
        target=judged.target.id,
        indicator=written.key or "",
        label=indicator.label if indicator else Text(written.text, written.text),
        area=judged.group.key,
        value=None if judged.standing is None else judged.standing.value,
        unit=indicator.unit if indicator else "",
        gap=None if judged.must is None else judged.must.gap,
        asked="—" if tier is None or limit is None else f"{SIGNS.get(tier.comparator, tier.comparator)}{plain(limit)}",
        must=None if judged.must is None else judged.must.verdict,
        strive=None if judged.strive is None else judged.strive.verdict,
        direction=indicator.direction if indicator else "none",
        result=result,
    )


def courses(evaluation: Evaluation, lake: Lake, rules: Iterable[Rule]) -> Iterator[Course]:
    """Each indicator of the air that a rule watches for rises, month by month: two years of whole months.

    A month without enough valid days is None.
    """
    wanted, question = list(rules), evaluation.question
    pairs = {
        (one.indicator.key, one.group.key): (one.indicator, one.group)
        for one in evaluation.judged
        if isinstance(one.indicator, AirIndicator) and any(rule.about(one.indicator.key) for rule in wanted)
    }
    if not pairs:
        return
    groups = list({group.key: group for _, group in pairs.values()}.values())
    asked = list({one.key: one for one, _ in pairs.values()}.values())
    found = air_months(lake, groups, asked, _months(question.as_of), question)
    for key, (indicator, group) in pairs.items():
        values = tuple((month, values.get(key)) for month, values in found.items())
        yield Course(indicator.key, indicator.label, group.key, indicator.direction, values)


def _months(as_of: date) -> list[Period]:
    """The last 24 whole months that are over at the end of a day."""
    first = date(as_of.year - 2, as_of.month, 1)
    return [month for month in Period(first, as_of).months() if month.end <= as_of][-2 * MONTHS :]


def freshness(evaluation: Evaluation, lake: Lake) -> Iterator[Freshness]:
    """The last day with data of each site and section that speaks for an area of the plan, and of each figure asked."""
    question, areas = evaluation.question, areas_of(evaluation)
    today = Period(question.as_of, question.as_of)
    members = [one for one in memberships(lake, question.known_on) if one.area in areas and one.holds(question.as_of)]
    hours = _last(lake, "readings", _LAST_HOURS, question.as_of, question.known_on)
    for site in sorted({one.site for one in members if one.role in ("assessment", "local")}):
        yield Freshness("air", site, day_of(hours[site]) if site in hours else None)
    samples = last_samples(lake, question.as_of, question.known_on)
    speaking = {one.section for one in sections(lake, question.known_on) if one.area in areas and one.touches(today)}
    yield from (Freshness("water", section, samples.get(section)) for section in sorted(speaking))
    known = [one for one in figures(lake, question.known_on) if Period.of(one.period).end <= question.as_of]
    for one in evaluation.judged:
        if one.indicator is not None and one.indicator.realm == "reported":
            own = [f for f in known if f.key == one.indicator.key and f.area in (one.group.key, *one.group.names)]
            last = max((Period.of(figure.period).end for figure in own), default=None)
            yield Freshness("reported", f"{one.group.key} {one.indicator.label.zh}", last)


def areas_of(evaluation: Evaluation) -> set[str]:
    """The areas the plan speaks of."""
    own = {name for one in evaluation.judged for name in (one.group.key, *one.group.names)}
    return own | {evaluation.plan.document.area or ""}


def last_samples(lake: Lake, as_of: date, known_on: datetime | None) -> dict[str, date]:
    """The day of the last sample of each section."""
    return {section: at.date() for section, at in _last(lake, "samples", _LAST_SAMPLES, as_of, known_on).items()}


def _last(lake: Lake, table: str, query: str, as_of: date, known_on: datetime | None) -> dict[str, datetime]:
    with connect() as connection:
        lake.all_rows(connection, table).create_view("stored")
        return dict(connection.execute(query, [end_of_day(as_of), known_on or FAR_FUTURE]).fetchall())


def flags(lake: Lake, as_of: date, known_on: datetime | None) -> Iterator[FlagCount]:
    """The quality flags of the last month, counted by check, place, item and day."""
    with connect() as connection:
        lake.all_rows(connection, "quality").create_view("stored")
        span = [as_of - timedelta(days=FLAG_DAYS - 1), as_of, known_on or FAR_FUTURE]
        rows = connection.execute(_FLAGS, span).fetchall()
    return (FlagCount(*row) for row in rows)
