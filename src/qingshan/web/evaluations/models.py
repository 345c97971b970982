"""Finished evaluations as pages read them: a cache of what ``evaluate`` gave, which may be thrown away."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Finished(models.Model):
    """One evaluation of one version of a plan on one version of the data, as of the end of a day.

    ``known_on`` is empty where everything the lake holds was used. ``summary`` is what is said of all of it.
    """

    plan = models.TextField()
    plan_version = models.IntegerField()
    as_of = models.DateField()
    known_on = models.TextField(default="", blank=True)
    data = models.TextField()
    identity = models.TextField()
    finished_at = models.DateTimeField()
    summary = models.JSONField()

    class Meta:  # noqa: D106 (Django's own word)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "plan_version", "as_of", "known_on", "data"], name="one_of_each")
        ]

    def __str__(self) -> str:
        return f"{self.plan}/{self.plan_version} {self.as_of}"


class TargetRow(models.Model):
    """One target in one area group: what lists show, and beside it what its own page shows besides."""

    evaluation = models.ForeignKey(Finished, models.CASCADE, related_name="rows")
    number = models.IntegerField()
    target = models.TextField()
    area = models.TextField()
    standing = models.TextField()
    row = models.JSONField()
    detail = models.JSONField()

    class Meta:  # noqa: D106 (Django's own word)
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluation", "number"], name="one_of_each_number")]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.target} {self.area}"


class Progress(models.Model):
    """How far a piece of work has come; ``task`` is its id among the tasks, ``step`` what it does now."""

    task = models.UUIDField(primary_key=True)
    done = models.IntegerField()
    of = models.IntegerField()
    step = models.JSONField()

    def __str__(self) -> str:
        return f"{self.done}/{self.of}"
