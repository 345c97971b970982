"""The conventions of our own that fill what neither plan nor standard says; declared, shown, and open to change."""

from __future__ import annotations

from qingshan.standards.book import book
from qingshan.standards.view import Rules

EDITION = "conventions:1"


def conventions() -> Rules:
    """A fresh view of them; all are unverified by nature and mark what they touch."""
    edition = book().edition(EDITION)
    return edition.on(edition.effective, accept_unverified=True)
