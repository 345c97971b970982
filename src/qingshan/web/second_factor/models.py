"""What changed about sign-ins: no matter of the office, so it stands beside its log."""

from __future__ import annotations

from django.db import models


class SignInChange(models.Model):
    """One change of somebody's sign-in; ``by`` is who made it, ``what`` a key of ``factor.CHANGES``. Never removed."""

    at = models.DateTimeField()
    name = models.TextField(db_index=True)
    by = models.TextField()
    what = models.TextField()

    def __str__(self) -> str:
        return f"{self.at} {self.name} {self.what}"
