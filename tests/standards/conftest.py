from __future__ import annotations

from pathlib import Path

import pytest

FAMILY = """
family: {family}
title: {{zh: 试验标准, en: trial standard}}
labels:
  limit: {{zh: 限值, en: limit}}
"""
EDITION = """
key: {key}
name: T {key}
title: {{zh: 试验标准, en: trial standard}}
effective: {effective}
effective_verification: standard
sources: [试验]
parameters:
  limit: {{value: "{limit}", unit: µg/m³, clause: '1', verification: standard}}
"""


@pytest.fixture
def catalog(tmp_path, monkeypatch):
    """An empty catalog folder of definitions beside the house's own."""
    folder = tmp_path / "standards" / "catalog"
    folder.mkdir(parents=True)
    monkeypatch.setenv("QINGSHAN_DEFINITIONS", str(tmp_path))
    return folder


@pytest.fixture
def trial(catalog):
    """A family ``trial`` with one edition; call it to add further ones."""

    def add(name: str = "2020", effective: str = "2020-01-01", limit: str = "10", key: str = "") -> Path:
        folder = catalog / "trial"
        folder.mkdir(exist_ok=True)
        (folder / "family.yaml").write_text(FAMILY.format(family="trial"))
        path = folder / f"{name}.yaml"
        path.write_text(EDITION.format(key=key or f"trial:{name}", effective=effective, limit=limit))
        return path

    add()
    return add
