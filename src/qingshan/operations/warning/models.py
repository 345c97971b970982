"""The tables of warnings and of their detection."""

from __future__ import annotations

from django.db import models

from qingshan.operations.subject import Subject


class WarningNow(Subject):
    """A warning as it stands; key: ``cause#episode``. The document is ``Life`` as JSON, with the alert as last seen."""

    KIND = "warning"
    COLUMNS = ("state", "level")

    state = models.TextField()
    level = models.TextField()

    class Meta:  # noqa: D106 (Django's own word)
        indexes = (models.Index(fields=["state", "level"], name="warning_state"),)


class Detection(Subject):
    """The last detection, a single row: its day, the causes it found, what it could not judge, how targets stood."""

    KIND = "detection"
    ONLY = "warnings"
