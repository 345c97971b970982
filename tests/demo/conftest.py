from __future__ import annotations

import polars as pl
import pytest

from qingshan.demo.faults import readings


@pytest.fixture(scope="session")
def rows() -> pl.DataFrame:
    return readings()
