"""The last x-ray as its page reads it: a cache of what ``xray`` gave, which may be thrown away."""

from __future__ import annotations

from django.db import models


class Last(models.Model):
    """What was found when it was last asked for on a plan; ``found`` are the findings as JSON, gravest first."""

    plan = models.TextField(unique=True)
    plan_version = models.IntegerField()
    as_of = models.DateField()
    data = models.TextField()
    finished_at = models.DateTimeField()
    found = models.JSONField()

    def __str__(self) -> str:
        return f"{self.plan}/{self.plan_version} {self.as_of}"
