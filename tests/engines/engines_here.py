"""The engines this machine can run; Spark is an optional suite."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess

import pytest

from qingshan.evaluation.engines import engine

REQUIRED = os.environ.get("CI") == "true"


def spark_missing() -> str | None:
    """Why Spark cannot run here, or None."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed"
    java = shutil.which("java")
    if java is None:
        return "Java is not installed"
    version = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    return None if '"17.' in version or '"21.' in version else "Java 17 is needed"


MISSING = spark_missing()
NAMES = [
    "duckdb",
    "polars",
    pytest.param(
        "spark",
        marks=[pytest.mark.spark, pytest.mark.skipif(bool(MISSING) and not REQUIRED, reason=f"suite spark: {MISSING}")],
    ),
]


@pytest.fixture(scope="session", params=NAMES)
def here(request):
    made = engine(request.param)
    yield made
    if request.param == "spark":
        made.session.stop()
