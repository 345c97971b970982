from __future__ import annotations

import polars as pl
import pytest

from qingshan.demo.build import build
from qingshan.demo.faults import readings


@pytest.fixture(scope="session")
def rows() -> pl.DataFrame:
    return readings()


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The city on disk, made once; tests read it and leave it as it is."""
    place = tmp_path_factory.mktemp("city") / "demo"
    assert build(place).is_new
    return place
