"""Backing up an office that people are working in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.db import connection

from qingshan.kernel.clock import known_now
from qingshan.observations.store.lake import Lake
from qingshan.operations.backup import problems
from qingshan.operations.backup.archive import Manifest, Packing, packing
from qingshan.operations.backup.database import NAMES, applied, dump
from qingshan.operations.backup.lake_files import lake_files
from qingshan.operations.evidence import files
from qingshan.operations.evidence.models import EvidenceItem
from qingshan.operations.log.canonical import instant

LAKE, EVIDENCE, DRAFTS = "lake", "evidence", "drafts"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What an archive holds; ``lacking`` are keys of evidence whose content is gone or no longer has its hash."""

    manifest: Manifest
    lacking: tuple[str, ...]


def back_up(place: str, lake: Path | None, path: Path) -> BackedUp:
    """Write database, lake, evidence and uploaded plans of the open office into one archive; nobody is kept waiting.

    The lake is read first and evidence last: what the database speaks of is in the archive, and the archive's lake
    holds no figures that its database never accepted. OPS062 when the file is there, OPS060 when the database cannot
    be dumped, OPS066 where it cannot be written.
    """
    if path.exists():
        raise problems.NOT_OVER.at(str(path))
    with packing(path) as made:
        if lake is not None:
            _pack_lake(made, Lake.open(lake).path)
        with tempfile.TemporaryDirectory() as folder:
            dumped = Path(folder) / "office"
            anchor = dump(place, dumped)
            made.add(NAMES[connection.vendor], dumped)
        lacking = tuple(_pack_evidence(made))
        _pack_drafts(made)
        manifest = Manifest(
            version("qingshan"), instant(known_now()), connection.vendor, str(anchor), applied(), lake is not None,
            made.members,
        )  # fmt: skip
        made.end(manifest)
    return BackedUp(manifest, lacking)


def _pack_lake(made: Packing, lake: Path) -> None:
    for path in lake_files(lake):
        made.add(f"{LAKE}/{path.relative_to(lake).as_posix()}", path)


def _pack_drafts(made: Packing) -> None:
    """The documents that were uploaded as plans; one still arriving has another name than its hash."""
    for path in sorted(files.drafts().glob("*/*")):
        if not path.suffix:
            made.add(f"{DRAFTS}/{path.parent.name}/{path.name}", path)


def _pack_evidence(made: Packing) -> Iterator[str]:
    """Put in every content that a piece of evidence names; gives the keys of those that are not whole."""
    for key, document in EvidenceItem.objects.order_by("key").values_list("key", "document").iterator():
        digest = document["sha256"]
        name = f"{EVIDENCE}/{digest[:2]}/{digest}"
        if name in made.members:
            continue
        if not files.place(digest).is_file() or made.add(name, files.place(digest)).sha256 != digest:
            yield key
