"""The water as its pages read it: a cache of what was worked out from the lake, which may be thrown away."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class KeptWater(models.Model):
    """One document of a year as ``qingshan water NAME`` gives it; ``months`` are the sections of each passed month."""

    year = models.IntegerField()
    name = models.TextField()
    data = models.TextField()
    as_of = models.DateField()
    document = models.JSONField()

    class Meta:  # noqa: D106 (Django's own word)
        constraints: ClassVar = [models.UniqueConstraint(fields=["year", "name"], name="one_water_of_each")]

    def __str__(self) -> str:
        return f"{self.year} {self.name}"
