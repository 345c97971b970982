"""What lies right below a value: the returns, samples or sections it was formed from, and the sources they came by."""

from __future__ import annotations

from dataclasses import dataclass

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.judge import Judged
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.reports.sheet import Sheet
from qingshan.reports.words import Words


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a value rests on, and what is said of it (document, date, reporter, review, marks)."""

    text: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """``sources`` are the names of the imports; the days of the air have sections of their own and are no items."""

    sources: str
    items: tuple[Item, ...]


def evidence(entry: Judged, sheet: Sheet) -> Evidence:
    """What the record of the indicator's realm gives; nothing where no indicator is declared or no data were read."""
    if entry.indicator is None:
        return Evidence("", ())
    record = sheet.evaluation.records[entry.indicator.realm]
    if isinstance(entry.indicator, AirIndicator):
        return Evidence(sheet.words.listed(list(record.sources)) if entry.standing else "", ())
    steps = record.steps(entry.indicator, entry.group, sheet.evaluation.identity)
    named = sorted({source for step in steps for source in step.sources}) or (record.sources if steps else ())
    return Evidence(sheet.words.listed(list(named)), tuple(_item(step, sheet.words) for step in steps))


def _item(step: Step, words: Words) -> Item:
    below = [_said(part.label, part, words) for part in step.steps if part.value is not None]
    return Item(_said(step.label, step, words), (*below, *(words.signed(note) for note in step.notes)))


def _said(label: Text, step: Step, words: Words) -> str:
    return f"{words.say(label)} {step.value or ''} {step.unit if step.value else ''}".strip()
