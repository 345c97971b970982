"""One process that serves an office, and none while it is restored."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qingshan.operations.backup import problems


@contextmanager
def alone(place: str) -> Iterator[None]:
    """Hold an office in a file for one serving process; it is let go when the process ends, however that ends.

    OPS065 when another one holds it. On PostgreSQL nothing is held: the file is a lock on one machine only.
    """
    if "://" in place:
        yield
        return
    Path(place).parent.mkdir(parents=True, exist_ok=True)
    with Path(f"{place}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise problems.IN_USE.at(place) from error
        yield
