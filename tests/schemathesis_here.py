"""schemathesis for the tests: it makes up requests from the API's own document."""

from __future__ import annotations

import importlib.util

MISSING = None if importlib.util.find_spec("schemathesis") else "schemathesis is not installed"
