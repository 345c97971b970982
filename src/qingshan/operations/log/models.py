"""The two tables of the log: the records, and the anchor that says where they end."""

from __future__ import annotations

from django.db import models


class Record(models.Model):
    """One action on one subject, never changed and never removed.

    ``stored`` is the canonical JSON of the whole record, before and after included; ``hash`` is SHA-256 over the hash
    of the record before followed by ``stored``. The other columns repeat what one searches by. ``state`` is the word
    for where the subject stands afterwards, empty where it has none; ``day`` the day the action counts for; ``at`` the
    moment it was done, UTC, as the bytes write it.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.TextField()
    day = models.DateField()
    actor = models.TextField()
    unit = models.TextField()
    role = models.TextField()
    action = models.TextField()
    kind = models.TextField()
    key = models.TextField()
    version = models.IntegerField()
    state = models.TextField()
    reason = models.TextField()
    document = models.TextField()
    stored = models.BinaryField()
    hash = models.BinaryField()

    class Meta:  # noqa: D106 (Django's own word)
        # holds all that "as of" asks for, in its order, so that the question neither sorts nor touches the wide rows
        indexes = (models.Index(fields=["kind", "key", "-version", "day", "state"], name="log_subject"),)

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.kind} {self.key}"


class Head(models.Model):
    """The anchor, a single row: how many records there are and the hash of the last."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    count = models.BigIntegerField()
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.count}"
