"""Whether the desk is well, and which version it is. Nothing of the office is told."""

from __future__ import annotations

from importlib.metadata import version as version_of

from django.db import DatabaseError, connection
from django.http import JsonResponse

from qingshan.web import worker
from qingshan.web.pages import page
from qingshan.web.permissions import ANYONE
from qingshan.web.visitor import Visit

UNWELL = 503


@page(may=ANYONE)
def health(request: Visit) -> JsonResponse:  # noqa: ARG001 (every view is asked alike)
    """200 when the database answers and the worker of this process, if it has one, lives; 503 with what fails."""
    parts = {"database": _answers(), "worker": worker.is_well()}
    well = all(parts.values())
    return JsonResponse({"well": well, **parts}, status=200 if well else UNWELL)


@page(may=ANYONE)
def version(request: Visit) -> JsonResponse:  # noqa: ARG001 (every view is asked alike)
    return JsonResponse({"version": version_of("qingshan")})


def _answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
