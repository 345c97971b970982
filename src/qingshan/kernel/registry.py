"""Definitions are discovered by their folder, never listed by hand.

A bureau adds its own beside ours by naming a folder in ``QINGSHAN_DEFINITIONS``; inside it the same
sub-folders are read as inside the package (``standards/catalog``, ``evaluation/indicators``, …).
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

PACKAGE = Path(__file__).resolve().parents[1]
SETTING = "QINGSHAN_DEFINITIONS"


def folders(place: str) -> list[Path]:
    """The folders that hold definitions of one kind, ours first; ``place`` is a path like ``standards/catalog``."""
    extra = [Path(root) / place for root in os.environ.get(SETTING, "").split(os.pathsep) if root]
    return [folder for folder in (PACKAGE / place, *extra) if folder.is_dir()]


def files(place: str, ending: str) -> list[Path]:
    """Every file below ``place`` whose name ends so, in a stable order."""
    return [path for folder in folders(place) for path in sorted(folder.rglob(f"*{ending}")) if path.is_file()]


def modules(place: str) -> Iterator[ModuleType]:
    """Every definition module below ``place``, imported; packages themselves and private files are left out."""
    for path in files(place, ".py"):
        if not path.name.startswith("_"):
            yield load_module(path)


def load_module(path: Path) -> ModuleType:
    """The module a file holds: by its dotted name inside the package, under a private name outside it."""
    if path.is_relative_to(PACKAGE):
        dotted = ".".join(("qingshan", *path.relative_to(PACKAGE).with_suffix("").parts))
        return importlib.import_module(dotted)
    name = f"qingshan_local_{hashlib.sha256(str(path).encode()).hexdigest()[:12]}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            raise ImportError(f"{path} cannot be loaded as a definition")
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]
