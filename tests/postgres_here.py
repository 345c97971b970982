"""PostgreSQL for the tests: the database that is named, or a server of their own on a socket in a folder of its own."""

from __future__ import annotations

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

NAMED = os.environ.get("QINGSHAN_TEST_POSTGRES", "")
"""The address of a database that the tests may clear."""
CI = os.environ.get("CI") == "true"
DEBIAN = Path("/usr/lib/postgresql")
UNPRIVILEGED = "postgres"
PATIENCE = 60
QUICK = ("listen_addresses=", "fsync=off", "full_page_writes=off", "autovacuum=off", "shared_buffers=32MB")
"""Nobody else reaches it, and what a power failure would leave of it nobody asks."""


def programs() -> Path | None:
    """The folder of the server's programs: the newest of Debian's, or the one on the path."""
    debian = sorted(DEBIAN.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    found = [*map(str, debian), shutil.which("postgres")]
    return next((Path(one).resolve().parent for one in reversed(found) if one), None)


def is_root() -> bool:
    return os.geteuid() == 0


def has_unprivileged() -> bool:
    return any(one.pw_name == UNPRIVILEGED for one in pwd.getpwall())


def postgres_missing() -> str | None:
    """Why PostgreSQL cannot run here, or None."""
    if importlib.util.find_spec("psycopg") is None:
        return "psycopg is not installed"
    if NAMED:
        return None
    if programs() is None:
        return "no PostgreSQL server is installed, and QINGSHAN_TEST_POSTGRES names no database"
    if is_root() and not has_unprivileged():
        return f"root may not run PostgreSQL, and there is no user {UNPRIVILEGED}"
    return None


MISSING = postgres_missing()


@contextmanager
def server():
    """A new server for the length of a test session; gives the address of an empty database, password and all.

    It ends with the session, even with a killed one, which leaves its folder behind.
    """
    folder = Path(tempfile.mkdtemp(prefix="qingshan-pg-"))
    password = secrets.token_hex(8)
    try:
        _prepare(folder, password)
        settings = [word for one in QUICK for word in ("-c", one)]
        with (folder / "log").open("wb") as log:
            call = _unprivileged("postgres", "-D", str(folder / "data"), "-k", str(folder), *settings)
            running = subprocess.Popen(call, cwd=folder, stdout=log, stderr=log)
        try:
            yield _address(folder, password, running)
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(PATIENCE)
    finally:
        shutil.rmtree(folder)


def _prepare(folder: Path, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password)
    if is_root():
        for path in (folder, secret):
            shutil.chown(path, UNPRIVILEGED, UNPRIVILEGED)
    words = ["--username=office", f"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]
    call = _unprivileged("initdb", "-D", str(folder / "data"), "--no-sync", *words)
    subprocess.run(call, cwd=folder, check=True, capture_output=True)


def _unprivileged(program: str, *words: str) -> list[str]:
    """A call that ends when this process does; as another user where this one is root, which PostgreSQL refuses."""
    other = [f"--reuid={UNPRIVILEGED}", f"--regid={UNPRIVILEGED}", "--clear-groups"] if is_root() else []
    return ["setpriv", *other, "--pdeathsig=INT", str(programs() / program), *words]


def _address(folder: Path, password: str, running: subprocess.Popen) -> str:
    import psycopg

    address = f"postgresql://office:{password}@/postgres?host={folder}"
    for _ in range(PATIENCE * 10):
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            assert running.poll() is None, (folder / "log").read_text()
            time.sleep(0.1)
        else:
            return address
    raise AssertionError((folder / "log").read_text())
