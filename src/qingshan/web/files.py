"""Static files under names that change with their content, so that a browser may keep them for a year."""

from __future__ import annotations

import hashlib
from functools import cache

from django.contrib.staticfiles.finders import find
from django.contrib.staticfiles.storage import StaticFilesStorage

WEB_FILES = (
    "vendor/htmx.min.js",
    "vendor/echarts.min.js",
    "vendor/maplibre-gl.css",
    "vendor/maplibre-gl.mjs",
    "vendor/maplibre-gl-worker.mjs",
)
"""What ``make setup`` copies from npm packages."""


class Versioned(StaticFilesStorage):
    """``/static/desk.css?v=1a2b3c4d``; a file that is not there keeps its bare address."""

    def url(self, name: str | None) -> str:
        address, version = super().url(name), _version(name or "")
        return f"{address}?v={version}" if version else address


def missing_files() -> list[str]:
    """The files from npm packages that are not installed."""
    return [name for name in WEB_FILES if find(name) is None]


@cache
def _version(name: str) -> str:
    path = find(name)
    if path is None:
        return ""
    with open(path, "rb") as file:  # noqa: PTH123 (the finder gives text)
        return hashlib.file_digest(file, "sha256").hexdigest()[:8]
