"""A score to keep: in both languages, with its inputs and the hash of its scheme, so that it can be computed anew."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import msgspec

from qingshan.evaluation.scoring.document import score_in_both
from qingshan.evaluation.scoring.inputs import checked
from qingshan.evaluation.scoring.kind import Marks, convert, shown
from qingshan.evaluation.scoring.records import Input, Inputs, Score
from qingshan.evaluation.scoring.scheme import Scheme, schemes
from qingshan.evaluation.scoring.score import Difference, score
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text

Again = Literal["same", "scheme_changed", "scheme_gone", "differs"]
AGAIN: dict[Again, Text] = {
    "same": Text("重算一致", "computed anew: the same"),
    "scheme_changed": Text(
        "评分办法的内容已改，按保存时的结果为准", "the scheme has changed since; what was kept stands"
    ),
    "scheme_gone": Text("评分办法已不在", "the scheme is no longer there"),
    "differs": Text("办法未改而重算不一致：程序或保存的内容有变", "the scheme is the same and the result is not"),
}


class KeptInput(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An input with its value as exact text (``"50"``, ``"101/3"``); null is unknown."""

    value: str | None = None
    provenance: Text | None = None
    provisional: bool = False

    @classmethod
    def of(cls, found: Input) -> KeptInput:
        return cls(exactly(found.value), found.provenance, found.provisional)

    def read(self) -> Input:
        """ValueError when the text is no number."""
        value: Marks = None if self.value is None else convert(self.value, Fraction)
        return Input(value, self.provenance, self.provisional)


def exactly(value: Marks) -> str | None:
    """A fraction as text that loses nothing: decimals where they end, else a quotient.

    >>> exactly(Fraction(5, 2)), exactly(Fraction(101, 3))
    ('2.5', '101/3')
    """
    if value is None:
        return None
    text = shown(value)
    return text if Fraction(text) == value else f"{value.numerator}/{value.denominator}"


def written(inputs: Inputs) -> dict[str, Any]:
    """Inputs as JSON, exact, in both languages: what ``score.keep`` asks for."""
    return {name: msgspec.to_builtins(KeptInput.of(found)) for name, found in inputs.items()}


def read(inputs: Mapping[str, KeptInput], scheme: Scheme) -> dict[str, Input]:
    """The other way round. EVA304 for a name the scheme does not read, ValueError for a value that is none."""
    return {checked(name, scheme): found.read() for name, found in sorted(inputs.items())}


def scheme_hash(scheme: Scheme) -> str:
    """SHA-256 over what a scheme says: its comments and its layout do not count, the code of the rule kinds neither."""
    content = msgspec.to_builtins(scheme, enc_hook=exactly)
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def kept(found: Score, inputs: Inputs, period: Period, as_of: date) -> dict[str, Any]:
    """The document of a score: the same score of the same scheme on the same inputs gives the same document.

    ``marks`` are exact, those of the items are written as people read them; ``state`` is that of its least settled
    item; ``outside`` is ``as_of`` where the scheme is not for that day.
    """
    states = {item.state for item in found.items}
    return {
        **score_in_both(found),
        "period": str(period),
        "as_of": as_of.isoformat(),
        "outside": None if found.scheme.holds(as_of) else as_of.isoformat(),
        "state": next((one for one in ("open", "provisional") if one in states), "scored"),
        "marks": {item.key: exactly(item.got) for item in found.items},
        "inputs": written(inputs),
        "scheme_hash": scheme_hash(found.scheme),
    }


def again(document: Mapping[str, Any]) -> Again:
    """Whether the scheme as it now is, on the inputs that were kept, gives what was kept."""
    scheme = schemes().get(document["scheme"])
    if scheme is None:
        return "scheme_gone"
    if scheme_hash(scheme) != document["scheme_hash"]:
        return "scheme_changed"
    inputs = read(msgspec.convert(document["inputs"], dict[str, KeptInput]), scheme)
    anew = score(scheme, inputs, document["subject"])
    made = kept(anew, inputs, Period.of(document["period"]), date.fromisoformat(document["as_of"]))
    return "same" if made == document else "differs"


@dataclass(frozen=True, slots=True)
class InputChange:
    """An input that is not what it was; None is unknown or not given."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became different between two kept scores: items, inputs, and whether the scheme did."""

    items: tuple[Difference, ...]
    inputs: tuple[InputChange, ...]
    scheme_changed: bool


def compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """Two kept scores of one scheme item by item, exactly; an item only one of them has is open in the other."""
    labels = {item["key"]: Text(**item["label"]) for item in (*before["items"], *after["items"])}
    pairs = [(key, _marks(before, key), _marks(after, key)) for key in labels]
    names = dict.fromkeys((*before["inputs"], *after["inputs"]))
    values = [(name, *(one["inputs"].get(name, {}).get("value") for one in (before, after))) for name in names]
    return Comparison(
        tuple(Difference(key, labels[key], one, other) for key, one, other in pairs if one != other),
        tuple(InputChange(name, one, other) for name, one, other in values if one != other),
        before["scheme_hash"] != after["scheme_hash"],
    )


def _marks(document: Mapping[str, Any], key: str) -> Marks:
    text = document["marks"].get(key)
    return None if text is None else Fraction(text)
