"""The last verification of the log as its page reads it: no part of the log, and it may be thrown away."""

from __future__ import annotations

from django.db import models


class Verified(models.Model):
    """What a verification found when; ``passes`` are its passes as JSON, ``anchor`` is where the log ended then."""

    finished_at = models.DateTimeField()
    anchor = models.TextField()
    passes = models.JSONField()

    def __str__(self) -> str:
        return f"{self.finished_at} {self.anchor}"
