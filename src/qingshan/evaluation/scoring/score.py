"""A scheme applied to what is known of a subject: marks, every point lost with its reason, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from qingshan.evaluation.scoring.chain import applied
from qingshan.evaluation.scoring.kind import Kind, Marks, Values, shown
from qingshan.evaluation.scoring.kinds.bonus import Bonus
from qingshan.evaluation.scoring.kinds.veto import Veto
from qingshan.evaluation.scoring.marginal import marginals
from qingshan.evaluation.scoring.records import ZERO, Inputs, ItemScore, ItemState, Line, Reading, Score
from qingshan.evaluation.scoring.scheme import Item, Scheme
from qingshan.kernel.text import Text

LINE = Text(
    "{item}：{readings}。{why}；{change} {unit}（{source}）", "{item}: {readings}. {why}; {change} {unit} ({source})"
)
NOT_KNOWN = Text("尚无{label}", "{label} is not known")
WHY_NOT = Text("尚无{label}：{reason}", "{label} is not known: {reason}")


def score(scheme: Scheme, inputs: Inputs, subject: str = "") -> Score:
    """Score a subject, an area or a department; an item whose input is unknown stays open."""
    seen = _Seen(scheme, inputs, {name: found.value for name, found in inputs.items()})
    items = (
        seen.item((*(group.key for group in above), item.key), item, rules) for above, item, rules in scheme.leaves()
    )
    return Score(scheme, subject, tuple(items))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a scheme is applied to."""

    scheme: Scheme
    inputs: Inputs
    values: Values

    def item(self, path: tuple[str, ...], item: Item, rules: tuple[Kind, ...]) -> ItemScore:
        steps = applied(rules, item.full, self.values)
        got = steps[-1].after
        lines = [self._line(item, step.rule, step.change) for step in steps if step.change is not None]
        caps = [cap for rule in rules if (cap := rule.cap(self.values))]
        possible = [rule.not_above for rule in rules if isinstance(rule, Veto)]
        bonus = sum((rule.ceiling for rule in rules if isinstance(rule, Bonus)), ZERO)
        return ItemScore(
            path,
            item.label,
            item.full,
            got,
            self._state(got, rules),
            () if got is None else tuple(lines),
            self._lacking(rules) if got is None else (),
            () if got is None else marginals(rules, item.full, self.values),
            cap=next(iter(caps), None),
            possible_cap=next(iter(possible), None) if got is None else None,
            open_bonus=bonus if got is None else ZERO,
            note=item.note,
        )

    def _state(self, got: Marks, rules: tuple[Kind, ...]) -> ItemState:
        if got is None:
            return "open"
        used = [self.inputs[name] for rule in rules for name in rule.reads if name in self.inputs]
        return "provisional" if any(one.provisional and one.value is not None for one in used) else "scored"

    def _line(self, item: Item, rule: Kind, change: Fraction) -> Line:
        readings = tuple(self._reading(name) for name in rule.reads)
        clause = rule.clause or item.clause
        source = f"{self.scheme.source.document} {clause}".strip(" —")
        said = {
            "item": item.label,
            "readings": _joined(one.said() for one in readings),
            "why": rule.why(self.values),
            "change": f"{'+' if change > 0 else ''}{shown(change)}",
            "unit": self.scheme.unit,
            "source": source,
        }
        checked = rule.verification or item.verification or self.scheme.source.verification
        return Line(rule.name, change, LINE.filled(**said), readings, source, checked, rule.note)

    def _reading(self, name: str) -> Reading:
        found, named = self.inputs[name], self.scheme.named(name)
        assert found.value is not None
        return Reading(name, named.label, shown(found.value), named.unit, found.provenance)

    def _lacking(self, rules: tuple[Kind, ...]) -> tuple[Text, ...]:
        names = dict.fromkeys(name for rule in rules for name in rule.reads if self.values.get(name) is None)
        return tuple(self._unknown(name) for name in names)

    def _unknown(self, name: str) -> Text:
        label, found = self.scheme.named(name).label, self.inputs.get(name)
        if found is None or found.provenance is None:
            return NOT_KNOWN.filled(label=label)
        return WHY_NOT.filled(label=label, reason=found.provenance)


def _joined(texts: Iterable[Text]) -> Text:
    listed = list(texts)
    return Text("，".join(one.zh for one in listed), ", ".join(one.en for one in listed))


@dataclass(frozen=True, slots=True)
class Difference:
    """An item under two sets of inputs; a side is None while it is open there."""

    key: str
    label: Text
    before: Marks
    after: Marks

    @property
    def change(self) -> Marks:
        return None if self.before is None or self.after is None else self.after - self.before


def differences(before: Score, after: Score) -> tuple[Difference, ...]:
    """The items whose marks two scores of one scheme do not share (what-if)."""
    pairs = zip(before.items, after.items, strict=True)
    return tuple(Difference(one.key, one.label, one.got, other.got) for one, other in pairs if one.got != other.got)
