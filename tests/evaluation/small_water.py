"""A small lake of water for tests: sections of a register and samples of them, in the lake's own columns."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa

from qingshan.kernel.units import scaled
from qingshan.observations.store.lake import Lake
from qingshan.observations.tables import TABLES
from qingshan.standards.water import WATER_DECIMALS

LONG_AGO = datetime(2000, 1, 1)
USUAL = {"ph": "7", "do": "8", "codmn": "2", "nh3n": "0.1", "tp": "0.05"}
THIRD_OF_ALL = {
    "ph": "7", "do": "5", "codmn": "6", "cod": "20", "bod5": "4", "nh3n": "1", "tp": "0.2", "cu": "1", "zn": "1",
    "f": "1", "se": "0.01", "as": "0.05", "hg": "0.0001", "cd": "0.005", "cr6": "0.05", "pb": "0.05", "cn": "0.2",
    "phenol": "0.005", "oil": "0.05", "las": "0.2", "sulfide": "0.2",
}  # fmt: skip
"""A river with every item at its limit of Ⅲ and neutral pH: each index is 1, that of pH 0."""


def section(name, **said):
    """A row of the register; ``省/name`` in 甲市, a river of no name unless it is said."""
    open_texts = dict.fromkeys(("river", "basin", "control", "target_class"), "")
    row = {
        "section": f"省/{name}", "name": name, "area": "甲市", "body": "river", "body_verification": "declared",
        **open_texts, "source_of_drinking_water": None, "longitude": None, "latitude": None, "datum": "unknown",
        "since": None, "until": None, "source": "test", "known_from": LONG_AGO,
    }  # fmt: skip
    return row | said


def month(name, when, origin="manual", **values):
    """Rows of one section's month (``2021-01``): the usual five items and those given, ``<0.02`` below a limit."""
    return _rows(name, datetime.fromisoformat(f"{when}-01"), "month", origin, USUAL | values)


def months(names, when="2021-01", **values):
    return [row for name in names for row in month(name, when, **values)]


def instant(name, when, **values):
    return _rows(name, datetime.fromisoformat(when), "instant", "auto", USUAL | values)


def _rows(name, moment, span, origin, values):
    return [
        {
            "section": f"省/{name}", "item": item, "sampled_at": moment, "span": span, "origin": origin,
            "value": scaled(text.removeprefix("<"), WATER_DECIMALS), "below_limit": text.startswith("<"), "stage": 0,
            "known_from": LONG_AGO, "revision": 0, "source": "test", "batch": "b",
        }
        for item, text in values.items()
        if text is not None
    ]  # fmt: skip


def make(path, register, samples, published=()):
    lake = Lake.create(path)
    lake.append("sections", pa.Table.from_pylist(list(register), schema=TABLES["sections"].schema))
    lake.append("samples", pa.Table.from_pylist(list(samples), schema=TABLES["samples"].schema))
    if published:
        lake.append("published", pa.Table.from_pylist(list(published), schema=TABLES["published"].schema))
    return lake


def shown(name, when, what, text):
    """What a platform published of a section's sample."""
    return {
        "site": f"省/{name}", "hour_end": datetime.fromisoformat(when), "name": what, "text": text, "value": None,
        "known_from": LONG_AGO, "source": "test", "batch": "b",
    }  # fmt: skip
