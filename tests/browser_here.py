"""Chromium for the tests: Debian's, driven by Playwright, which downloads no browser of its own."""

from __future__ import annotations

import importlib.util
from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")


def browser_missing() -> str | None:
    """Why the suite cannot run here, or None."""
    if importlib.util.find_spec("playwright") is None:
        return "playwright is not installed"
    if not CHROMIUM.exists():
        return f"there is no {CHROMIUM}"
    return None


MISSING = browser_missing()
