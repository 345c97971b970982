"""Entries of any ledger as items for the x-ray: what a ledger declares decides what is asked of its entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from qingshan.evaluation.warnings.entries import indicators, values
from qingshan.evaluation.xray.world import Check, LedgerItem, Proof
from qingshan.ledgers.entry import Entry, Event, Evidence
from qingshan.ledgers.ledger import Ledger


def item(
    ledger: Ledger, entry: Entry, events: Iterable[Event], evidence: Mapping[str, Evidence], target: str = ""
) -> LedgerItem:
    """An entry with its events and the evidence they name; ``target`` is the plan's target it came from.

    Only what was done since it was opened or last reopened counts; who may not check is what the ledger says
    (``other_than``).
    """
    deadline = _deadline(ledger, entry)
    kind = ledger.states[entry.state].kind
    bound, areas = indicators(ledger, entry), values(ledger, entry, "area")
    return LedgerItem(
        ledger=ledger.key,
        entry=entry.key,
        is_closed=kind == "closed",
        opened_on=entry.opened_on,
        asks=tuple(_asks(ledger)),
        units=values(ledger, entry, "unit"),
        area=areas[0] if areas else "",
        deadline=deadline,
        soft=_is_soft(ledger, entry),
        target=target,
        indicator=bound[0] if bound else "",
        closed_on=entry.entered(entry.state) if kind == "closed" else None,
        checks=tuple(_checks(ledger, entry)),
        proofs=tuple(_proofs(entry, events, evidence)),
    )


def _asks(ledger: Ledger) -> Iterator[str]:
    kinds = {field.kind for field in ledger.fields.values()}
    yield from (asked for asked in ("unit", "area") if asked in kinds)
    if any(one.on and not one.term for one in ledger.deadlines.values()):
        yield "deadline"


def _deadline(ledger: Ledger, entry: Entry) -> date | None:
    """The first date that a duty of the ledger runs to."""
    named = (entry.fields.get(one.on) for one in ledger.deadlines.values() if one.on and not one.term)
    return next((date.fromisoformat(str(value)) for value in named if value is not None), None)


def _is_soft(ledger: Ledger, entry: Entry) -> bool:
    dated = [one for one in ledger.deadlines.values() if one.on and not one.term]
    return any(
        one.soft or (one.soft_when is not None and entry.fields.get(one.soft_when.field) in one.soft_when.among)
        for one in dated
    )


def _checks(ledger: Ledger, entry: Entry) -> Iterator[Check]:
    for key, action in ledger.actions.items():
        if action.other_than and key in entry.doers:
            workers = dict.fromkeys(name for done in action.other_than for name in entry.doers.get(done, ()))
            yield Check(key, tuple(workers), entry.doers[key])


def _proofs(entry: Entry, events: Iterable[Event], evidence: Mapping[str, Evidence]) -> Iterator[Proof]:
    for event in events:
        if event.on >= entry.round_on:
            own = (evidence[key] for key in event.evidence if key in evidence)
            yield from (Proof(one.key, one.dated, event.on, one.expires) for one in own)
