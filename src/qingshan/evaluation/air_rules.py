"""The air editions that apply to data of a day, read once; what was read is what a result cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qingshan.kernel.exact import PERCENT, Value, at_most, below, choose, equal, multiply
from qingshan.kernel.periods import Period
from qingshan.standards.book import Edition, Parameter, Rules, book
from qingshan.standards.rule import DECIMALS

FAMILIES = ("gb3095", "hj633", "hj663", "ranking", "dust")


@dataclass(frozen=True, slots=True)
class AirRules:
    """Limits (GB 3095), index (HJ 633), assessment (HJ 663), ranking and dust rules of one day."""

    limits: Rules
    index: Rules
    assessment: Rules
    ranking: Rules
    dust: Rules

    @classmethod
    def on(cls, day: date, editions: Sequence[str] = (), known_on: date | None = None) -> AirRules:
        """The rules in force on a day; an edition named in ``editions`` takes the place of its family's.

        Unverified parameters are read and mark the result: without them no city value could be formed.
        """
        chosen = {key.partition(":")[0]: key for key in editions}
        views = []
        for family in FAMILIES:
            edition = book().edition(chosen[family]) if family in chosen else _in_force(family, day)
            views.append(edition.on(day, known_on=known_on, accept_unverified=True))
        return cls(*views)

    @property
    def views(self) -> tuple[Rules, ...]:
        return (self.limits, self.index, self.assessment, self.ranking, self.dust)

    @property
    def used(self) -> tuple[Parameter, ...]:
        """Every parameter read so far, in reading order within each family."""
        return tuple(parameter for view in self.views for parameter in view.used)

    @property
    def day_hours(self) -> int:
        (hours,) = set(self.limits.table("min_hours_day").values())
        return int(hours)

    def site_day_interval(self, item: str) -> int:
        """The step a site's day is rounded to; one thousandth when site days enter the city mean unrounded."""
        return self.area_day_interval(item) if self.assessment.flag("station_days_rounded") else 1

    def area_day_interval(self, item: str) -> int:
        return int(self.assessment.scaled("compliance_interval", DECIMALS)[item])

    def enough_sites(self, valid: Value, sites: Value) -> Value:
        """Whether so many of an area's sites are enough for an area value (HJ 663; share unverified)."""
        share = self.assessment.integer("station_share_percent")
        small = self.assessment.integer("station_share_small_percent")
        needed = choose(below(sites, self.assessment.integer("station_share_small_below")), small, share)
        return choose(equal(valid, 0), False, at_most(multiply(needed, sites), multiply(PERCENT, valid)))

    @property
    def least_days(self) -> dict[str, int]:
        """Days with a value that a yearly statistic needs (GB 3095 表4)."""
        names = {"year": "min_days_year", "month": "min_days_month", "february": "min_days_february"}
        return {name: self.limits.integer(key) for name, key in names.items()}


def _in_force(family: str, day: date) -> Edition:
    """Before a family's first edition, that edition: rankings and dust rules are younger than some data."""
    first = book().editions(family)[0]
    return first if day < first.effective and family in ("ranking", "dust") else book().in_force(family, day)


def segments(period: Period, editions: Sequence[str] = ()) -> Iterator[Period]:
    """The parts of a period within which no air edition changes."""
    chosen = {key.partition(":")[0] for key in editions}
    switches = {
        edition.effective
        for family in FAMILIES
        if family not in chosen
        for edition in book().editions(family)
        if period.start < edition.effective <= period.end
    }
    switches |= {
        phase.since
        for family in FAMILIES
        for edition in book().editions(family)
        for phase in edition.phases
        if phase.since is not None and period.start < phase.since <= period.end
    }
    starts = [period.start, *sorted(switches)]
    ends = [start - timedelta(days=1) for start in starts[1:]] + [period.end]
    for start, end in zip(starts, ends, strict=True):
        yield Period(start, end, period.kind if (start, end) == (period.start, period.end) else "span")
