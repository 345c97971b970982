"""Serving the desk: one process with threads that answer and one worker; a proxy in front may speak TLS."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from waitress.server import create_server

from qingshan.operations.alone import alone
from qingshan.web import problems, worker
from qingshan.web.desk import Desk
from qingshan.web.evaluations.work import catch_up
from qingshan.web.files import missing_files
from qingshan.web.service.logs import open_logs

THREADS = 8
IDLE = 75
BODY = 64 * 1024 * 1024
"""The largest request taken, in bytes."""


def server(host: str, port: int, *, behind_tls: bool = False) -> Any:
    """A server that listens, with ``run`` and ``close``. WEB005 when the scripts that pages need are missing, WEB012
    when nothing can listen there.

    Behind a proxy the visitor's address is what that proxy says, and only on this machine is a proxy believed.
    """
    if missing := missing_files():
        raise problems.NO_ASSETS.at("static/vendor", "", missing=" ".join(missing))
    believed = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto"}
    try:
        return create_server(
            WSGIHandler(), host=host, port=port, threads=THREADS, ident="qingshan", channel_timeout=IDLE,
            max_request_body_size=BODY, clear_untrusted_proxy_headers=True, **(believed if behind_tls else {}),
        )  # fmt: skip
    except OSError as error:
        raise problems.NO_PORT.at(f"{host}:{port}", error.strerror) from error


@contextmanager
def answering(desk: Desk, host: str, port: int) -> Iterator[Any]:
    """A server for the desk that was opened, and the log it writes; the only one on its office (OPS065)."""
    with alone(desk.office):
        made = server(host, port, behind_tls=desk.behind_tls)
        open_logs(desk.office)
        yield made


def serve(made: Any) -> None:
    """Answer until interrupted; the worker finishes what it is at."""
    working = worker.start(catch_up)
    try:
        made.run()
    finally:
        made.close()
        working.stop()
