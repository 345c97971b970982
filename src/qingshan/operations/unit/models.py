"""The units table."""

from __future__ import annotations

from qingshan.operations.subject import Subject


class Unit(Subject):
    """A unit: key is its first name; the document holds its names, each since a day, and what it was merged into."""

    KIND = "unit"
