"""What an importer declares about its source; each is one file in ``observations/ingest``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from qingshan.kernel import registry
from qingshan.kernel.text import Text
from qingshan.observations import problems

Kind = Literal["hourly", "daily", "monthly", "sites", "memberships"]
STAGES = ("realtime", "reviewed", "official")

MISSING = ("", "NaN", "nan", "NA", "N/A", "null", "None", "-", "--", "—", "——", "/")
"""Texts that say there is no value; such values are counted as missing, never refused."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the file itself does not say, given by the person who imports it."""

    site: str | None = None
    city: str | None = None
    stage: int | None = None
    stations: Path | None = None

    def __str__(self) -> str:
        said = {"site": self.site, "city": self.city, "stage": self.stage, "stations": self.stations}
        return " ".join(f"{name}={value}" for name, value in said.items() if value is not None)


@dataclass(frozen=True, slots=True)
class Importer:
    """One source.

    ``columns`` must be in the header. ``cells`` is SQL (DuckDB) over ``raw``, the file's rows as text beside ``row``,
    their number in the file (the header is 1); it gives one row for each value: ``row, place, moment, label, name,
    text, trouble``. ``moment`` is the end of the hour (hourly) or the period's name, NULL where it cannot be read, and
    ``label`` is what the file said. ``trouble`` is NULL or a reason of ``reasons.yaml``. ``name`` is an item, or, for
    hourly sources, one of ``published`` or ``texts``. ``getvariable('city')`` and ``getvariable('site')`` give options.

    A source of sites or memberships has ``registers`` instead: for each table, SQL over ``raw`` that gives the
    table's columns beside ``row`` and ``trouble``.

    A source ``by_name`` gives places as ``city/name``; without ``city_column`` in the file ``--city`` is needed.

    ``compares_columns`` has the header checked against the data; it is off where items stand in rows.

    ``exponents`` shift a source's unit to ours by powers of ten; a value with more decimals than are stored is
    refused unless ``rounds`` says that the source writes artefacts of computation.
    """

    key: str
    label: Text
    kind: Kind
    clock: Text
    columns: tuple[str, ...]
    cells: str | Callable[[list[str]], str] = ""
    registers: Mapping[str, str] = field(default_factory=dict)
    stage: int = 0
    official: bool = True
    encodings: tuple[str, ...] = ("utf-8",)
    exponents: Mapping[str, int] = field(default_factory=dict)
    rounds: bool = False
    published: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    by_name: bool = False
    city_column: str | None = None
    compares_columns: bool = True
    needs: tuple[Literal["site", "city"], ...] = ()
    ignored: Text | None = None

    def sql(self, header: list[str]) -> str:
        return self.cells if isinstance(self.cells, str) else self.cells(header)


def importers() -> dict[str, Importer]:
    """Every importer found, by key."""
    modules = registry.modules("observations/ingest")
    found = [module.IMPORTER for module in modules if hasattr(module, "IMPORTER")]
    return {importer.key: importer for importer in found}


def importer(key: str) -> Importer:
    """The importer of that key; OBS003 when there is none."""
    known = importers()
    if key not in known:
        raise problems.UNKNOWN_SOURCE.at("SOURCE", key, known=" ".join(sorted(known)), key=key)
    return known[key]
