"""Drafts: documents that were brought, as the compiler read them, and what a person decided on their records.

A draft is no record of the office: it becomes one when it is adopted. The document itself lies in a folder.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Draft(models.Model):
    """One document, by the hash of its content. ``version`` counts the decisions taken on it and taken back.

    ``compiled`` is the plan as the compiler gave it, null until then; ``entries`` are those of its overlay;
    ``problem`` says why it could not be read.
    """

    sha256 = models.TextField(unique=True)
    text_sha256 = models.TextField(default="", db_index=True, blank=True)
    name = models.TextField()
    size = models.BigIntegerField()
    brought_by = models.TextField()
    unit = models.TextField()
    brought_at = models.DateTimeField()
    title = models.TextField(default="", blank=True)
    period = models.TextField(default="", blank=True)
    text = models.TextField(default="", blank=True)
    compiled = models.JSONField(null=True)
    problem = models.JSONField(null=True)
    entries = models.JSONField(default=list)
    version = models.IntegerField(default=1)

    class Meta:  # noqa: D106 (Django's own word)
        ordering: ClassVar = ["-brought_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.pk} {self.name}"
