"""The targets as the page shows them: by section, sentence by sentence, with verdict, allowance and the data behind."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qingshan.evaluation.judge import Judged, Tier
from qingshan.evaluation.judging import STATES, VERDICTS, Budget
from qingshan.evaluation.tracing import SPENT
from qingshan.kernel.citation import Verification
from qingshan.kernel.units import plain
from qingshan.reports.asked import Asked, asked, own_wish, unit_word, wished
from qingshan.reports.evidence import Evidence, evidence
from qingshan.reports.freshness import Line, freshness
from qingshan.reports.outline import title
from qingshan.reports.sheet import Sheet
from qingshan.reports.words import Words

WORST_FIRST = (
    "missed", "off_track", "at_risk", "short", "no_data", "open", "unknown", "inside", "on_track", "met",
    "not_applicable",
)  # fmt: skip
_ITEM = re.compile(r"\d+(?:[(（]\d+[)）])*$")


@dataclass(frozen=True, slots=True)
class TierView:
    """One requirement: what is asked, the verdict, the gap and what is still allowed (None: nothing to say)."""

    asked: Asked
    verdict: str
    word: str
    gap: str | None
    is_short: bool
    allowed: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One target in one area group; ``unverified`` counts the unverified parameters that the value rests on."""

    target: str
    path: str
    name: str
    area: str
    value: str | None
    unit: str
    must: TierView | None
    strive: TierView | None
    state: str
    state_word: str
    reasons: tuple[str, ...]
    freshness: tuple[Line, ...]
    evidence: Evidence
    unverified: int
    result: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """``heading`` and ``units`` are those of the task that an embedded target stands in."""

    path: str
    quote: str
    heading: str
    units: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    path: str
    title: str
    is_embedded: bool
    sentences: tuple[Sentence, ...]

    @property
    def anchor(self) -> str:
        """Where the page can be opened at."""
        return f"s-{'task' if self.is_embedded else 'goal'}-{self.path}"


Pair = tuple[Judged, dict[str, Any]]


def sections(sheet: Sheet) -> list[Section]:
    """Every target under its section and sentence in document order: the goals first, then those inside tasks."""
    found: dict[tuple[bool, str], dict[tuple[str, str], list[Pair]]] = {}
    for entry, row in sheet.pairs:
        target = entry.target
        section = found.setdefault((target.embedded, _ITEM.sub("", target.path)), {})
        section.setdefault((target.path, target.quote), []).append((entry, row))
    ordered = sorted(found.items(), key=lambda item: item[0][0])
    return [
        Section(
            path,
            title(path, sheet.headings) or ("" if path else sheet.words("targets")),
            embedded,
            tuple(_sentence(pairs, sheet) for pairs in said.values()),
        )
        for (embedded, path), said in ordered
    ]


def _sentence(pairs: list[Pair], sheet: Sheet) -> Sentence:
    target = pairs[0][0].target
    heading = sheet.headings.get(target.path, "") if target.embedded else ""
    shown = "" if heading in target.quote else heading
    rows = tuple(_row(entry, row, sheet) for entry, row in pairs)
    return Sentence(target.path, target.quote, shown, sheet.words.listed(sheet.units(target)), rows)


def _row(entry: Judged, row: dict[str, Any], sheet: Sheet) -> Row:
    words, target = sheet.words, entry.target
    return Row(
        target=target.id,
        path=target.path,
        name=sheet.name(entry),
        area=entry.group.key,
        value=row["value"],
        unit=unit_word(row["unit"], words),
        must=None if entry.must is None else _must(entry.must, entry, words),
        strive=None if entry.strive is None else _strive(entry.strive, entry, words),
        state=entry.state,
        state_word=words.say(STATES[entry.state]),
        reasons=tuple(words.signed(reason) for reason in entry.reasons),
        freshness=freshness(entry, sheet),
        evidence=evidence(entry, sheet),
        unverified=_unverified(entry, sheet),
        result=row["result"],
    )


def _unverified(entry: Judged, sheet: Sheet) -> int:
    """How many unverified parameters a value rests on; those of a requirement are marked there."""
    if entry.indicator is None or entry.standing is None:
        return 0
    read = sheet.evaluation.records[entry.indicator.realm].parameters(entry.indicator)
    return sum(parameter.verification is Verification.UNVERIFIED for parameter in read)


def _must(tier: Tier, entry: Judged, words: Words) -> TierView:
    return _tier(tier, asked(tier, entry.target, entry.indicator, words), entry, words)


def _strive(tier: Tier, entry: Judged, words: Words) -> TierView:
    """The wish; one that names its own subject says so instead of an allowance."""
    target = entry.target
    said = (asked if target.tier_only else wished)(tier, target, entry.indicator, words)
    if own_wish(target) is None:
        return _tier(tier, said, entry, words)
    return TierView(said, tier.verdict, words.say(VERDICTS[tier.verdict]), None, False, words("own_wish"))


def _tier(tier: Tier, said: Asked, entry: Judged, words: Words) -> TierView:
    unit = unit_word(entry.indicator.unit if entry.indicator else entry.target.unit, words)
    return TierView(
        asked=said,
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
    counted = Counter(standing(entry) for entry in sheet.evaluation.judged)
    labels: dict[str, str] = {key: words.say(text) for key, text in VERDICTS.items()}
    labels |= {key: words(f"glance_{key}") for key in ("short", "inside", "no_data", "open", "unknown")}
    return [(key, labels[key], counted[key]) for key in WORST_FIRST if counted[key]]


def standing(entry: Judged) -> str:
    """The verdict; an unknown one by its cause: no data, nothing to judge by, or a period that still runs.

    Of the last, those with a gap by the side of the limit they are on.
    """
    tier = entry.must or entry.strive
    if tier is not None and tier.verdict != "unknown":
        return tier.verdict
    if entry.state == "insufficient_data":
        return "no_data"
    if tier is None or entry.reasons:
        return "open"
    if tier.gap is None:
        return "unknown"
    return "short" if tier.gap < 0 else "inside"
