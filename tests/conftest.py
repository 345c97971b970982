"""What did not run is said at the end; with CI=true it may not happen at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.engines.engines_here import MISSING as SPARK_MISSING

SHARED = Path(__file__).resolve().parents[2] / "shared"
CI = os.environ.get("CI") == "true"


def pytest_sessionstart():
    if CI and not SHARED.is_dir():
        pytest.exit("CI=true, but the folder ../shared with real plans and data is not there", returncode=3)
    if CI and SPARK_MISSING:
        pytest.exit(f"CI=true, but the suite spark cannot run: {SPARK_MISSING}", returncode=3)


def pytest_terminal_summary(terminalreporter):
    if SPARK_MISSING:
        terminalreporter.write_line(f"suite spark did not run: {SPARK_MISSING} (make suites, as root)")
    if not SHARED.is_dir():
        terminalreporter.write_line("tests on real plans and data did not run: the folder ../shared is not there")
