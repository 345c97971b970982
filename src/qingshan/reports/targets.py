"""The targets as the page shows them: by section, sentence by sentence, with verdict, allowance and coverage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from qingshan.evaluation.judge import Judged, Tier
from qingshan.evaluation.judging import STATES, VERDICTS, Budget
from qingshan.evaluation.tracing import SPENT
from qingshan.kernel.units import plain
from qingshan.plans.ir import Target
from qingshan.reports.sheet import Sheet
from qingshan.reports.words import Words
from qingshan.standards.quantities import symbol

WORST_FIRST = ("missed", "off_track", "at_risk", "short", "inside", "on_track", "met", "unknown", "not_applicable")
_ITEM = re.compile(r"\d+(?:[(（]\d+[)）])*$")


@dataclass(frozen=True, slots=True)
class TierView:
    """One requirement: what is asked, the verdict, the gap and what is still allowed (None: nothing to say)."""

    asked: str
    verdict: str
    word: str
    gap: str | None
    is_short: bool
    allowed: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One target in one area group."""

    target: str
    name: str
    area: str
    value: str | None
    unit: str
    must: TierView | None
    strive: TierView | None
    state: str
    state_word: str
    reasons: tuple[str, ...]
    coverage: str | None
    result: str
    is_embedded: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    path: str
    quote: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    path: str
    sentences: tuple[Sentence, ...]


def sections(sheet: Sheet) -> list[Section]:
    """Every target in document order; neighbours of one section and of one sentence stand together."""
    pairs = list(zip(sheet.evaluation.judged, sheet.evaluation.document["targets"], strict=True))
    found = []
    for path, members in groupby(pairs, lambda pair: _ITEM.sub("", pair[0].target.path)):
        said = groupby(members, lambda pair: (pair[0].target.path, pair[0].target.quote))
        sentences = [Sentence(*key, _rows(within, sheet.words)) for key, within in said]
        found.append(Section(path, tuple(sentences)))
    return found


def _rows(pairs: Iterable[tuple[Judged, dict[str, Any]]], words: Words) -> tuple[Row, ...]:
    return tuple(_row(entry, row, words) for entry, row in pairs)


def _row(entry: Judged, row: dict[str, Any], words: Words) -> Row:
    target, unit = entry.target, _unit(row["unit"], words)
    coverage = entry.coverage
    return Row(
        target=target.id,
        name=target.indicator.name if entry.indicator is None else words.say(entry.indicator.label),
        area=entry.group.key,
        value=row["value"],
        unit=unit,
        must=_tier(entry.must, target, unit, words),
        strive=_wish(entry, unit, words),
        state=entry.state,
        state_word=words.say(STATES[entry.state]),
        reasons=tuple(words.say(reason) for reason in entry.reasons),
        coverage=words("coverage_days", valid=coverage["valid_days"], days=coverage["days"]) if coverage else None,
        result=row["result"],
        is_embedded=target.embedded,
    )


def _unit(unit: str | None, words: Words) -> str:
    found = symbol(unit or "")
    return words("unit_d") if found == "d" else found


def _wish(entry: Judged, unit: str, words: Words) -> TierView | None:
    """The stretch; one that names its own subject says so instead of an allowance."""
    view, own = _tier(entry.strive, entry.target, unit, words), own_wish(entry.target)
    if view is None or own is None:
        return view
    asked = f"{own} {view.asked}".strip()
    return TierView(asked, view.verdict, view.word, None, is_short=False, allowed=words("own_wish"))


def own_wish(target: Target) -> str | None:
    """What a stretch is about where it names its own indicator or areas, and so is not judged with the target."""
    return None if target.stretch is None else target.stretch.indicator or target.stretch.scope


def _asked(tier: Tier, target: Target, unit: str, words: Words) -> str:
    """What a tier asks: a comparison with a figure, pace with a five-year plan, or words alone."""
    if target.rule == "pro_rata":
        return words("pro_rata")
    if tier.limit is None:
        return words("comparator qualitative")
    return f"{words(f'comparator {tier.comparator}')} {plain(tier.limit)} {unit}".strip()


def _tier(tier: Tier | None, target: Target, unit: str, words: Words) -> TierView | None:
    if tier is None:
        return None
    return TierView(
        asked=_asked(tier, target, unit, words),
        verdict=tier.verdict,
        word=words.say(VERDICTS[tier.verdict]),
        gap=None if tier.gap is None else _gap(tier.gap, unit, words),
        is_short=tier.gap is not None and tier.gap < 0,
        allowed=None if tier.budget is None else _allowed(tier.budget, words),
    )


def _gap(gap: Decimal, unit: str, words: Words) -> str:
    if gap == 0:
        return words("gap_none")
    unit = words("unit_points") if unit == "%" else unit
    return words("gap_short" if gap < 0 else "gap_inside", gap=plain(abs(gap)), unit=unit)


def _allowed(budget: Budget, words: Words) -> str:
    said = {"left": budget.days_left, "allowed": budget.allowed, "spent": budget.spent}
    if not budget.reachable:
        return words(f"beyond_{budget.kind}", **said)
    return words.say(SPENT[budget.kind], unit=budget.unit, room=budget.left, **said)


def glance(sheet: Sheet) -> list[tuple[str, str, int]]:
    """How many judgements stand where: icon, word and count, the bad ones first."""
    words = sheet.words
    counted = Counter(_standing(entry) for entry in sheet.evaluation.judged)
    labels: dict[str, str] = {key: words.say(text) for key, text in VERDICTS.items()}
    labels |= {key: words(f"glance_{key}") for key in ("short", "inside", "unknown")}
    return [(key, labels[key], counted[key]) for key in WORST_FIRST if counted[key]]


def _standing(entry: Judged) -> str:
    """The verdict; an unknown one with a gap is told apart by the side of the limit it is on."""
    tier = entry.must or entry.strive
    if tier is None:
        return "unknown"
    if tier.verdict != "unknown" or tier.gap is None:
        return tier.verdict
    return "short" if tier.gap < 0 else "inside"
