"""One Django for the whole run: the settings of the desk hold those of the office.

Processes that tests start choose their own, as anybody's do.
"""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "qingshan.web.settings"

import qingshan.operations  # noqa: F401 (readies Django before any test asks for its models)

del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.fixture(autouse=True)
def tables_made_once(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A new office in a file starts as a copy of one whose tables were made before; any other is migrated."""
    from django.core.management import call_command
    from django.db import connection

    from qingshan.operations import office
    from qingshan.operations.settings import configure

    @cache
    def made() -> Path:
        path = tmp_path_factory.getbasetemp() / "tables.sqlite3"
        if not path.exists():
            configure(str(path))
            call_command("migrate", verbosity=0)
            connection.close()
        return path

    def migrate(name: str, **said: Any) -> None:
        place = connection.settings_dict["NAME"]
        if connection.vendor != "sqlite" or Path(place).exists():
            call_command(name, **said)
            return
        shutil.copy(made(), place)
        configure(place)

    monkeypatch.setattr(office, "call_command", migrate)
