"""What an action may change: a row with a key, a version that counts its changes, and its document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import IntegrityError, models

from qingshan.operations import problems
from qingshan.operations.statements import insert, select, update


class Subject(models.Model):
    """One subject as it stands now. Its past lies in the log, under ``KIND`` and its key.

    ``document`` is the whole subject as JSON. The columns named in ``COLUMNS`` repeat what one searches by and follow
    from the document alone, so that verification can hold them against the log.
    """

    KIND: ClassVar[str]
    COLUMNS: ClassVar[tuple[str, ...]] = ()

    key = models.TextField(unique=True)
    version = models.IntegerField()
    document = models.JSONField()

    class Meta:  # noqa: D106 (Django's own word)
        abstract = True

    def __str__(self) -> str:
        return self.key

    @classmethod
    def columns_of(cls, document: Mapping[str, Any]) -> dict[str, Any]:
        """The columns beside key and version that a document gives."""
        return {name: document[name] for name in cls.COLUMNS}

    @classmethod
    def state_of(cls, document: Mapping[str, Any]) -> str:
        """The word for where the subject stands; empty where it has none."""
        return str(document.get("state", ""))

    @classmethod
    def stands(cls, key: str) -> tuple[int, Any] | None:
        """Version and document of the subject of that key, if there is one."""
        found: tuple[int, Any] | None = select(cls, {"key": key}, ("version", "document"))
        return found

    @classmethod
    def write(cls, key: str, version: int, document: Mapping[str, Any]) -> None:
        """Put the subject where it now stands. OPS011 when it is no longer at the version before, OPS012 when taken."""
        columns = {"version": version, "document": document, **cls.columns_of(document)}
        if version == 1:
            try:
                insert(cls, [{"key": key, **columns}])
            except IntegrityError as error:
                raise problems.TAKEN.at(f"{cls.KIND} {key}", key) from error
        elif not update(cls, {"key": key, "version": version - 1}, columns):
            now = cls.stands(key)
            raise problems.MOVED_ON.at(f"{cls.KIND} {key}", now and now[0], version=version - 1)
