"""Inputs of a scheme from a file a person writes, and from ``name=value`` pairs of a what-if."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec

from qingshan.evaluation.scoring import problems
from qingshan.evaluation.scoring.kind import convert
from qingshan.evaluation.scoring.records import Input
from qingshan.evaluation.scoring.scheme import Scheme
from qingshan.kernel.text import Text
from qingshan.kernel.units import decimal_of
from qingshan.standards import files

SUPPOSED = Text("假设", "supposed")


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One input with its source; ``provisional`` while the figure may still change."""

    value: Fraction | None
    source: str | None = None
    provisional: bool = False


class InputFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The inputs of one subject; a bare number is short for one without a source, null is unknown."""

    inputs: dict[str, Any]
    subject: str = ""


def read_inputs(path: Path, scheme: Scheme) -> tuple[str, dict[str, Input]]:
    """Subject and inputs of a file; EVA303 when it is none, EVA304 for a name the scheme does not read."""
    try:
        found: InputFile = convert(files.read(path, dict[str, Any], problems.BAD_INPUTS), InputFile)
        inputs = {checked(name, scheme): _input(content) for name, content in found.inputs.items()}
    except (msgspec.ValidationError, ValueError) as error:
        raise problems.BAD_INPUTS.at(path.name, error) from error
    return found.subject, inputs


def _input(content: Any) -> Input:
    if content is None or isinstance(content, (str, int)):
        content = {"value": content}
    found: Written = convert(content, Written)
    source = None if found.source is None else Text(found.source, found.source)
    return Input(found.value, source, found.provisional)


def supposed(pairs: Iterable[str], scheme: Scheme) -> dict[str, Input]:
    """What ``name=value`` pairs suppose; an empty value is unknown. EVA303 for what is no pair, EVA304 as above."""
    found = {}
    for pair in pairs:
        name, sign, text = pair.rpartition("=")
        try:
            value = Fraction(decimal_of(text)) if text.strip() else None
        except ValueError as error:
            raise problems.BAD_INPUTS.at(pair, error) from error
        if not sign:
            raise problems.BAD_INPUTS.at(pair, pair)
        found[checked(name, scheme)] = Input(value, SUPPOSED)
    return found


def checked(name: str, scheme: Scheme) -> str:
    """The name, if the scheme reads it; EVA304 otherwise."""
    known = scheme.reads()
    if name not in known:
        raise problems.INPUT_UNKNOWN.at(name, name, scheme=scheme.key, name=name, known=", ".join(known))
    return name
