"""Work in a process of its own, so that its time and its peak memory are its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
COMMAND = Path(sys.executable).with_name("qingshan")


def child(module: str, *arguments: object) -> dict[str, Any]:
    """What ``python -m module`` printed as JSON."""
    call = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(call, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 our own module
    return dict(json.loads(done.stdout))


def command(*arguments: object) -> tuple[float, str]:
    """Seconds a whole ``qingshan`` process took, and what it printed."""
    started = perf_counter()
    call = [str(COMMAND), *map(str, arguments)]
    done = subprocess.run(call, cwd=ROOT, check=True, capture_output=True, text=True, env=_quiet())  # noqa: S603 our own
    return perf_counter() - started, done.stdout


def _quiet() -> dict[str, str]:
    # An installed package has its bytecode; a checkout has it after the first run, unless it was forbidden.
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
