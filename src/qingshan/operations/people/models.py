"""The people table."""

from __future__ import annotations

from qingshan.operations.subject import Subject


class Person(Subject):
    """Somebody who acts: key is the name, under which nobody else acts; ``unit`` and ``roles`` are those held now."""

    KIND = "person"
