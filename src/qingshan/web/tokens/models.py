"""Tokens and their trace: who made one and when, who revoked it and when. None is ever deleted.

They stand here and not in the office's log: a token is a way of signing in, as a password is, and no matter of the
office. What is kept of the secret is its SHA-256: it is 256 random bits, which nobody guesses however fast the hash, so
a slow one would only slow every request; and by the digest it is found without a walk over all.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models


class Token(models.Model):
    """``prefix`` is the beginning of the secret, by which its owner knows it again; it holds through ``expires``."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tokens")
    name = models.TextField()
    scopes = models.JSONField()
    prefix = models.TextField()
    digest = models.TextField(unique=True)
    made_at = models.DateTimeField()
    expires = models.DateField()
    last_used = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.TextField(default="", blank=True)

    class Meta:  # noqa: D106 (Django's own word)
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"

    def state(self, day: date) -> str:
        """``holds``, ``expired`` or ``revoked`` on a day."""
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if self.expires < day else "holds"
