"""The document itself, and the same for people to read."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse

from qingshan.kernel.text import Text
from qingshan.web.api.document import TITLE, document
from qingshan.web.api.schemas import LED_AWAY, Wrong
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.scopes import SCOPES
from qingshan.web.visitor import Visit

FILE = Text("接口文档（OpenAPI 3.1）", "The API's document (OpenAPI 3.1)")


@page(may=SIGNED_IN, told=Told(FILE, media="application/json"))
def openapi(request: Visit) -> HttpResponse:  # noqa: ARG001 (every view is asked alike)
    """What can be read, for programs."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@page(may=SIGNED_IN, told=Told(TITLE))
def readable(request: Visit) -> Page:
    """Every address by room: what it gives, what it may be asked, who may read it and with which scope."""
    whole = document()
    groups = [
        {"label": tag["x-label"], "rows": [_row(path, asked["get"]) for path, asked in whole["paths"].items()
                                           if asked["get"]["tags"] == [tag["name"]]]}
        for tag in whole["tags"]
    ]  # fmt: skip
    data = {
        "groups": groups,
        "count": len(whole["paths"]),
        "scopes": [{"key": key, "label": label} for key, label in SCOPES.items()],
        "errors": [
            {"status": key, "about": _split(one)}
            for key, one in whole["components"]["responses"].items()
            if key != LED_AWAY
        ],
        "example": f'curl -H "Authorization: Bearer $TOKEN" {request.build_absolute_uri("/targets/")}',
        "shape": f'{{"error": {{{", ".join(Wrong.__struct_fields__)}}}}}',
    }
    return Page("api/api.html", TITLE, data)


def _row(path: str, asked: dict[str, Any]) -> dict[str, Any]:
    filters = [
        {"name": one["name"], "about": one.get("x-about")} for one in asked["parameters"] if one["in"] == "query"
    ]
    media = next(iter(asked["responses"]["200"]["content"]))
    said = {"about": asked["x-about"], "needs": asked["x-needs"], "scope": asked["x-scope"]}
    return {"path": path, "id": asked["operationId"], "filters": filters, "media": media.partition(";")[0], **said}


def _split(response: dict[str, Any]) -> Text:
    zh, _, en = response["description"].partition(" · ")
    return Text(zh, en)
