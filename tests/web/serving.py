"""The desk served by a process of its own, as a bureau runs it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager

from tests.web.cities import AS_OF

COMMAND = "from qingshan.cli import console; console()"


@contextmanager
def served(city, *more):
    """Gives address and process; whatever happens it is gone afterwards."""
    words = (
        "--lang",
        "en",
        "serve",
        "--office",
        city.office,
        "--port",
        0,
        "--lake",
        city.lake,
        "--as-of",
        AS_OF,
        *more,
    )
    command = [sys.executable, "-u", "-c", COMMAND, *map(str, words)]
    environment = {**os.environ, **city.environment}
    serving = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        yield re.search(r"http://127\.0\.0\.1:\d+", serving.stdout.readline())[0], serving
    finally:
        serving.send_signal(signal.SIGTERM)
        try:
            serving.wait(30)
        except subprocess.TimeoutExpired:
            serving.kill()
        serving.stdout.close()
