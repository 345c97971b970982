"""Whether the desk is well, which version it is, and how much it does. Nothing of what is in the office is told."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from importlib.metadata import version as version_of
from ipaddress import ip_address
from urllib.parse import urlsplit

import msgspec
from django.db import DatabaseError, connection
from django.db.models import Count
from django.http import Http404, HttpResponse, JsonResponse
from django_tasks_db.models import DBTaskResult

from qingshan.kernel.text import Text
from qingshan.operations.log.chain import anchor
from qingshan.web import worker
from qingshan.web.pages import Told, page
from qingshan.web.permissions import ANYONE
from qingshan.web.service.counted import head, requests, sample
from qingshan.web.visitor import Visit

UNWELL = 503
TOKEN_SETTING = "QINGSHAN_METRICS_TOKEN"  # noqa: S105 (the name of a setting)
JSON = "application/json"
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


class Health(msgspec.Struct):
    """What fails when not all is well."""

    well: bool
    database: bool
    worker: bool


class Version(msgspec.Struct):
    version: str


@page(may=ANYONE, told=Told(Text("运行状况", "Is the desk well"), media=JSON, twin=Health))
def health(request: Visit) -> JsonResponse:  # noqa: ARG001 (every view is asked alike)
    """200 when the database answers and the worker of this process, if it has one, lives; 503 with what fails."""
    parts = {"database": _answers(), "worker": worker.is_well()}
    well = all(parts.values())
    return JsonResponse({"well": well, **parts}, status=200 if well else UNWELL)


@page(may=ANYONE, told=Told(Text("版本", "Version"), media=JSON, twin=Version))
def version(request: Visit) -> JsonResponse:  # noqa: ARG001 (every view is asked alike)
    return JsonResponse({"version": version_of("qingshan")})


def _answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


@page(may=ANYONE, told=Told(Text("运行指标", "Metrics"), media=PROMETHEUS))
def metrics(request: Visit) -> HttpResponse:
    """Prometheus text, for this machine alone, or for whoever has the token where one is set; else 404.

    Without a token the name asked for is this machine's too: what a proxy here passes on comes from here as well.
    """
    if not _may_measure(request):
        raise Http404
    return HttpResponse("\n".join([*requests.lines(), *_measured(), ""]), content_type=PROMETHEUS)


def _may_measure(request: Visit) -> bool:
    token = os.environ.get(TOKEN_SETTING, "")
    if token:
        said = request.headers.get("Authorization", "").encode()
        return secrets.compare_digest(said, f"Bearer {token}".encode())
    asked = urlsplit(f"//{request.get_host()}").hostname or ""
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and _is_loopback(asked)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _measured() -> Iterator[str]:
    yield from head("jobs", "gauge", "Background jobs by state.")
    for status, count in DBTaskResult.objects.values_list("status").annotate(Count("pk")).order_by("status"):
        yield sample("jobs", count, status=status)
    yield from head("log_records", "gauge", "Records in the log of actions.")
    end = anchor()
    yield sample("log_records", 0 if end is None else end.count)
    yield from head("worker_well", "gauge", "Whether the worker of this process lives.")
    yield sample("worker_well", int(worker.is_well()))
    yield from head("build_info", "gauge", "Always 1.")
    yield sample("build_info", 1, version=version_of("qingshan"))
