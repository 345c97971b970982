"""Chromium for the tests: Debian's, driven by Playwright, which downloads no browser of its own; axe-core from npm."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(sys.prefix) / "axe" / "node_modules" / "axe-core" / "axe.min.js"
"""Judges whether a page can be used by everybody; tests/install-suites.sh puts it there."""


def browser_missing() -> str | None:
    """Why the suite cannot run here, or None."""
    if importlib.util.find_spec("playwright") is None:
        return "playwright is not installed"
    return next((f"there is no {needed}" for needed in (CHROMIUM, AXE) if not needed.exists()), None)


MISSING = browser_missing()
