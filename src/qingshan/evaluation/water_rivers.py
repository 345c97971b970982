"""河流、流域（水系）水质: the status of rivers and basins, and how it changed between two periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from qingshan.evaluation.water_rules import THIRD
from qingshan.evaluation.water_sections import Section
from qingshan.evaluation.water_survey import Scope, Survey, basis_of, survey
from qingshan.kernel.exact import Value
from qingshan.kernel.periods import Period
from qingshan.observations.store.lake import Lake
from qingshan.standards.book import Rules
from qingshan.standards.evaluate import Asked, rules_for
from qingshan.standards.formulas.ratio import percent
from qingshan.standards.rule import DECIMALS, SCALE, rule, written
from qingshan.standards.rules.water_change import CHANGES, TENTHS
from qingshan.standards.water import CLASSES, STATUSES

KINDS = ("river", "basin")
FIVE_BY_SHARE = "five_by_share"
STATUS, SHARE, CHANGE = "river-status", "section-share", "water-change"
_TENTH = SCALE // 10**TENTHS
_WORST = len(CLASSES) - 1

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Methods:
    """The rules of rivers on the last day of a period; ``option`` says how exactly five sections are judged."""

    status: Rules
    share: Rules
    change: Rules

    @classmethod
    def on(cls, period: Period, option: str | None) -> Methods:
        asked = Asked(on=period.end, accept_unverified=True)
        status = Asked(on=period.end, accept_unverified=True, option=option)
        return cls(rules_for(rule(STATUS), status), *(rules_for(rule(name), asked) for name in (SHARE, CHANGE)))

    @property
    def averages_below(self) -> int:
        return self.status.integer("averaged_below_sections")


@dataclass(frozen=True, slots=True)
class Standing:
    """A river or basin over a period; shares and status None where nothing says them. Shares in thousandths of 1 %."""

    sections: tuple[Section, ...]
    places: tuple[int, ...]
    averaged_class: int | None
    status: int | None
    shares: dict[str, Value]
    main: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        counts = Counter(self.places)
        return {
            "sections": len(self.sections),
            "with_data": len(self.places),
            "body_unknown": sum(not one.body for one in self.sections),
            "classes": {name: counts[place] for place, name in enumerate(CLASSES)},
            **{name: written(share, DECIMALS, TENTHS) for name, share in self.shares.items()},
            "averaged_class": None if self.averaged_class is None else CLASSES[self.averaged_class],
            "status": None if self.status is None else STATUSES[self.status],
            "main": self.main,
        }


def river_list(
    lake: Lake, scope: Scope, period: Period, against: Period | None = None, option: str | None = None
) -> dict[str, Any]:
    """The document of ``water rivers``: rivers, then basins; with ``against`` both verdicts on the change."""
    now, methods = survey(lake, scope, period), Methods.on(period, option)
    found = standings(now, methods)
    used = [now.rules.used]
    earlier: dict[Key, Standing] = {}
    if against is not None:
        before, then = survey(lake, scope, against), Methods.on(against, option)
        earlier = standings(before, then)
        used += [before.rules.used, then.status.used, then.share.used]
    rows = [_row(key, one, earlier.get(key), methods, compared=against is not None) for key, one in found.items()]
    used += [methods.status.used, methods.share.used, methods.change.used]
    return {
        "period": str(period),
        "against": None if against is None else str(against),
        **basis_of(read for part in used for read in part),
        "sources": list(now.sources),
        "waters": rows,
        "unnamed": {kind: [one.section for one in _flowing(now) if not getattr(one, kind)] for kind in KINDS},
    }


def _row(key: Key, one: Standing, earlier: Standing | None, methods: Methods, *, compared: bool) -> dict[str, Any]:
    row = {"kind": key[0], "name": key[1], **one.as_json()}
    if not compared:
        return row
    return row | {"before": None if earlier is None else earlier.as_json(), "change": _change(one, earlier, methods)}


def _change(one: Standing, earlier: Standing | None, methods: Methods) -> dict[str, Any]:
    """Both verdicts, and the one they agree on; None for what cannot be said."""
    said = {"after": one, "before": earlier}
    values = {f"status_{when}": None if found is None else found.status for when, found in said.items()}
    for share in ("good", "bad"):
        for when, found in said.items():
            of_all = None if found is None else found.shares[f"{share}_share"]
            values[f"{share}_{when}"] = None if of_all is None else of_all // _TENTH
    outcome = rule(CHANGE).compute(values, methods.change)
    agreed = outcome["change"]
    return {"change": None if agreed is None else CHANGES[agreed], **rule(CHANGE).parts(outcome, methods.change)}


def standings(found: Survey, methods: Methods) -> dict[Key, Standing]:
    """By kind and name, where the register names one. Lakes are judged apart."""
    groups: dict[Key, list[Section]] = {}
    for kind in KINDS:
        for one in sorted(_flowing(found), key=attrgetter(kind)):
            if name := getattr(one, kind):
                groups.setdefault((kind, name), []).append(one)
    means = found.averaged(list(groups.values()))
    return {
        key: _standing(found, group, mean, methods) for (key, group), mean in zip(groups.items(), means, strict=True)
    }


def _flowing(found: Survey) -> list[Section]:
    return [one for one in found.register if one.body != "lake"]


def _standing(found: Survey, group: Sequence[Section], mean: dict[str, Value], methods: Methods) -> Standing:
    rows = [found.judged.get(one.section, {}).get("class") for one in group]
    places = tuple(place for place in rows if place is not None)
    good, bad = sum(place <= THIRD for place in places), sum(place == _WORST for place in places)
    few = len(places) < methods.averages_below
    averaged = found.explained(found.in_scope(mean, group))[0]["class"] if few and places else None
    counts = {"sections": len(places), "good": good, "bad": bad, "class": averaged}
    status = rule(STATUS).compute(counts, methods.status)["status"]
    shares = rule(SHARE).compute({"good": good, "bad": bad, "total": len(places)}, methods.share)
    main = _section_by_section(found, group) if few else _by_exceedance(found, group, len(places))
    return Standing(tuple(group), places, averaged, status, shares, main)


def _section_by_section(found: Survey, group: Sequence[Section]) -> list[dict[str, Any]]:
    """The main items of each section that has any."""
    said = [(one, found.explained(found.judged[one.section])[1]["main"]) for one in group if _has(found, one)]
    return [{"section": one.section, "name": one.name, "main": main} for one, main in said if main]


def _by_exceedance(found: Survey, group: Sequence[Section], count: int) -> list[dict[str, Any]]:
    """The items worse than Ⅲ at most sections, with the share of all sections (断面超标率)."""
    surface = found.rules.sections.beside("surface_water")
    items, interval = surface.value("class_items"), surface.scaled("share_interval", DECIMALS)
    outcomes = [found.explained(found.judged[one.section])[0] for one in group if _has(found, one)]
    over = {item: sum((outcome[f"class_{item}"] or 0) > THIRD for outcome in outcomes) for item in items}
    named = sorted((item for item in items if over[item]), key=lambda item: -over[item])
    rates = {item: percent(over[item], count, SCALE, interval) for item in named}
    return [
        {"item": item, "sections": over[item], "rate": written(rates[item], DECIMALS, TENTHS)}
        for item in named[: surface.integer("main_count")]
    ]


def _has(found: Survey, one: Section) -> bool:
    return found.judged.get(one.section, {}).get("class") is not None
