"""The table of scores."""

from __future__ import annotations

from django.db import models

from qingshan.operations.subject import Subject


class ScoreNow(Subject):
    """A score as it was last kept; the document is that of ``scoring.kept``. Key: ``scheme/subject/period``.

    The versions before it are the course of the year; they lie in the log.
    """

    KIND = "score"
    COLUMNS = ("scheme", "period", "as_of")

    scheme = models.TextField()
    period = models.TextField()
    as_of = models.TextField()

    class Meta:  # noqa: D106 (Django's own word)
        indexes = (models.Index(fields=["scheme", "period"], name="score_table"),)

    @classmethod
    def key_of(cls, scheme: str, subject: str, period: str) -> str:
        return f"{scheme}/{subject}/{period}"
