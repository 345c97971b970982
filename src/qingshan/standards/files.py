"""Reading the YAML of a family of standards; the only place of this room that opens its definition files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from qingshan.kernel.citation import Verification
from qingshan.kernel.problems import Code
from qingshan.kernel.text import Text
from qingshan.standards import problems
from qingshan.standards.edition import Edition, Erratum, Layer
from qingshan.standards.view import Parameter

FAMILY_FILE, CASES, ERRATA = "family.yaml", ".cases.yaml", ".errata.yaml"
T = TypeVar("T")


class FamilyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the editions of a family share: its title and the label of every parameter."""

    family: str
    title: Text
    labels: dict[str, Text]


class _Parameter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    value: Any
    clause: str
    verification: Verification
    unit: str = ""
    note: Text | None = None


class _Layer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    title: Text
    parameters: dict[str, _Parameter]
    since: date | None = None
    until: date | None = None


class _Edition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    name: str
    title: Text
    effective: date
    effective_verification: Verification
    sources: tuple[str, ...]
    parameters: dict[str, _Parameter]
    supersedes: str | None = None
    phases: tuple[_Layer, ...] = ()
    options: tuple[_Layer, ...] = ()


class _Erratum(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    right: Any = msgspec.field(name="to")
    wrong: Any = msgspec.field(name="from")
    known_from: date
    reason: Text
    phase: str | None = None


def read(path: Path, shape: type[T], code: Code = problems.BAD_FILE) -> T:
    """A YAML file as the shape asked for; STD007 (or the code given) when it is not that."""
    try:
        content = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        _refuse_floats(content)
        return msgspec.convert(content, shape)
    except (yaml.YAMLError, msgspec.ValidationError, ValueError) as error:
        raise code.at(path.name, error) from error


def _refuse_floats(content: object) -> None:
    if isinstance(content, float):
        raise ValueError(f"{content}: a decimal without quotes has passed through a binary float")  # noqa: TRY004
    parts: Iterable[object] = ()
    if isinstance(content, dict):
        parts = content.values()
    elif isinstance(content, list):
        parts = content
    for part in parts:
        _refuse_floats(part)


def is_edition(path: Path) -> bool:
    return path.name != FAMILY_FILE and not path.name.endswith((CASES, ERRATA))


def read_edition(path: Path) -> Edition:
    """An edition with the errata that lie beside it; ``until`` is not known to it yet."""
    found = read(path, _Edition)
    errata = path.with_name(f"{path.stem}{ERRATA}")
    return Edition(
        key=found.key,
        family=path.parent.name,
        name=found.name,
        title=found.title,
        effective=found.effective,
        effective_verification=found.effective_verification,
        supersedes=found.supersedes,
        sources=found.sources,
        parameters=_parameters(found.key, found.parameters),
        phases=_phases(found),
        options=tuple(_layer(found.key, option, None) for option in found.options),
        errata=tuple(map(_erratum, read(errata, list[_Erratum]))) if errata.is_file() else (),
    )


def _phases(found: _Edition) -> tuple[Layer, ...]:
    """A phase ends where it says so, or on the day before the next begins."""
    followers = [*(phase.since for phase in found.phases[1:]), None]
    return tuple(
        _layer(found.key, phase, phase.until or (since - timedelta(days=1) if since else None))
        for phase, since in zip(found.phases, followers, strict=False)
    )


def _layer(edition: str, layer: _Layer, until: date | None) -> Layer:
    return Layer(layer.key, layer.title, _parameters(edition, layer.parameters), layer.since, until)


def _parameters(edition: str, found: Mapping[str, _Parameter]) -> dict[str, Parameter]:
    return {
        key: Parameter(edition, key, entry.value, entry.unit, entry.clause, entry.verification, entry.note)
        for key, entry in found.items()
    }


def _erratum(found: _Erratum) -> Erratum:
    return Erratum(found.key, found.wrong, found.right, found.known_from, found.reason, found.phase)
