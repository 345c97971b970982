"""What an importer declares about its source; each is one file in ``observations/ingest``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Literal

import pyarrow as pa

from qingshan.kernel import registry
from qingshan.kernel.text import Text
from qingshan.observations import problems

Kind = Literal[
    "hourly",
    "daily",
    "monthly",
    "water",
    "sites",
    "memberships",
    "sections",
    "assigned",
    "figures",
    "returns",
    "soil",
]
STAGES = ("realtime", "reviewed", "official")

MISSING = ("", "NaN", "nan", "NA", "N/A", "null", "None", "-", "--", "—", "——", "/")
"""Texts that say there is no value; such values are counted as missing, never refused."""

Reader = Callable[[IO[bytes], str], Iterator[pa.Table]]
"""Takes an open file and its path, gives tables of one schema: the rows as text beside ``row``, a number."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the file itself does not say, given by the person who imports it."""

    site: str | None = None
    city: str | None = None
    stage: int | None = None
    stations: Path | None = None
    province: str | None = None
    year: int | None = None

    def __str__(self) -> str:
        return " ".join(f"{name}={value}" for name, value in asdict(self).items() if value is not None)


@dataclass(frozen=True, slots=True)
class Importer:
    """One source.

    ``columns`` must be in the header. ``cells`` is SQL (DuckDB) over ``raw``, the file's rows as text beside ``row``,
    their number in the file (the header is 1); it gives one row for each value: ``row, place, moment, label, name,
    text, trouble``. ``moment`` is the end of the hour (hourly), the time of sampling (water) or the period's name, NULL
    where it cannot be read, and ``label`` is what the file said. ``trouble`` is NULL or a reason of ``reasons.yaml``.
    ``name`` is an item, or, for hourly and water sources, one of ``published`` or ``texts``; a water item may bear the
    column's unit (``chl mg/L``). ``getvariable('city')``, ``'site'``, ``'province'`` and ``'year'`` give options.

    Water values are of one ``span`` ('instant', 'day', 'month': the sample then stands at the month's first midnight)
    and one ``origin`` ('auto', 'manual'). A text such as ``<0.02`` or ``0.02L`` says the detection limit itself. Where
    a source gives items ``rounded`` to so many decimals, a value that is a known one rounded says nothing new.

    A source of sites, memberships or sections has ``registers`` instead: for each table, SQL over ``raw`` that gives
    the table's columns beside ``row`` and ``trouble``.

    A source whose files are no delimited text has a ``reader`` that gives their rows as text. ``missing`` are the texts
    that say there is no value.

    A source ``by_name`` gives places as ``city/name``; without ``city_column`` in the file ``--city`` is needed, and
    without ``province_column`` ``--province``.

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
    province_column: str | None = None
    span: Literal["instant", "day", "month"] = "instant"
    origin: Literal["auto", "manual"] = "auto"
    rounded: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = MISSING
    reader: Reader | None = None
    compares_columns: bool = True
    needs: tuple[Literal["site", "city", "year"], ...] = ()
    ignored: Text | None = None

    @property
    def has_moments(self) -> bool:
        """Whether a value belongs to a moment, else to a period with a name."""
        return self.kind in ("hourly", "water")

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
