"""What did not run is said at the end; with CI=true it may not happen at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser_here import MISSING as BROWSER_MISSING
from tests.engines.engines_here import MISSING as SPARK_MISSING
from tests.postgres_here import MISSING as POSTGRES_MISSING
from tests.schemathesis_here import MISSING as SCHEMATHESIS_MISSING

SHARED = Path(__file__).resolve().parents[2] / "shared"
CI = os.environ.get("CI") == "true"
SUITES = {
    "spark": SPARK_MISSING,
    "postgres": POSTGRES_MISSING,
    "browser": BROWSER_MISSING,
    "schemathesis": SCHEMATHESIS_MISSING,
}
"""The optional suites, each with why it cannot run here."""


def pytest_sessionstart():
    if CI and not SHARED.is_dir():
        pytest.exit("CI=true, but the folder ../shared with real plans and data is not there", returncode=3)
    for suite, missing in SUITES.items():
        if CI and missing:
            pytest.exit(f"CI=true, but the suite {suite} cannot run: {missing}", returncode=3)


def pytest_terminal_summary(terminalreporter):
    for suite, missing in SUITES.items():
        if missing:
            terminalreporter.write_line(f"suite {suite} did not run: {missing} (make suites, as root)")
    if not SHARED.is_dir():
        terminalreporter.write_line("tests on real plans and data did not run: the folder ../shared is not there")
