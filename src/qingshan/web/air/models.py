"""The air as its pages read it: a cache of what was worked out from the lake, which may be thrown away."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class KeptAir(models.Model):
    """The year of an area under the editions of a year; the ranking of all areas has ``RANKING`` for its edition."""

    RANKING: ClassVar = "ranking"

    year = models.IntegerField()
    area = models.TextField()
    edition = models.TextField()
    data = models.TextField()
    as_of = models.DateField()
    document = models.JSONField()

    class Meta:  # noqa: D106 (Django's own word)
        constraints: ClassVar = [models.UniqueConstraint(fields=["year", "area", "edition"], name="one_air_of_each")]

    def __str__(self) -> str:
        return f"{self.year} {self.area} {self.edition}"
