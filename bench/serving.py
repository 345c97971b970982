"""The desk served by a process of its own, with its evaluation finished, on a port of its own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import sleep

from qingshan.web.evaluations.models import Finished


@contextmanager
def served(office: Path, lake: Path, day: date) -> Iterator[str]:
    """Gives host and port once the newest evaluation is kept; the server is ended afterwards."""
    words = ("--lang", "en", "serve", "--office", office, "--lake", lake, "--as-of", day, "--port", 0)
    command = [sys.executable, "-u", "-c", "from qingshan.cli import console; console()", *map(str, words)]
    serving = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 our own command
    try:
        assert serving.stdout is not None
        said = re.search(r"http://([\d.]+:\d+)", serving.stdout.readline())
        assert said, "the desk does not say where it is"
        while not Finished.objects.filter(as_of=day).exists():
            sleep(1)
        yield said[1]
    finally:
        serving.send_signal(signal.SIGTERM)
        serving.wait(60)
