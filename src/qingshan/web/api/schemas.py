"""The parts of the document that addresses share: texts, pages, errors, and the types that views name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from qingshan.web.twins import Said

REFERENCE = "#/components/schemas/{name}"
TEXT = {"$ref": REFERENCE.format(name="Said")}
LED_AWAY = "302"
ERRORS = {
    LED_AWAY: "浏览器被引到登录页 · a browser is led to the sign-in",
    "400": "请求有误 · the request is wrong",
    "401": "没有登录或令牌无效 · nobody is signed in, or the token does not hold",
    "403": "令牌的范围不够 · the token's scopes do not reach it",
    "404": "没有，或不在权限之内 · not there, or not open to you",
    "405": "只能读取 · read only",
    "409": "别人先改了 · somebody was quicker",
    "422": "带编码的问题 · a problem with its code",
    "429": "过于频繁 · too often",
    "500": "出错 · something went wrong",
    "503": "数据库没有应答 · the database does not answer",
}
_HEADERS = {
    LED_AWAY: ("Location", {"type": "string"}),
    "401": ("WWW-Authenticate", {"type": "string"}),
    "405": ("Allow", {"type": "string"}),
    "429": ("Retry-After", {"type": "integer"}),
}


class Wrong(msgspec.Struct, frozen=True):
    """``code`` is stable; ``where`` and ``found`` say what it was about, ``advice`` the way out."""

    code: str
    message: Said
    where: str
    found: str
    expected: Said
    advice: Said


class Error(msgspec.Struct, frozen=True):
    """What every error looks like, whatever its status."""

    error: Wrong


def components(twins: Iterable[type]) -> dict[str, Any]:
    """Schemas, error responses and the way of signing in."""
    types = list(dict.fromkeys([Error, *twins]))
    _, schemas = msgspec.json.schema_components(types, ref_template=REFERENCE)
    return {
        "schemas": schemas,
        "responses": {status: _response(status, said) for status, said in ERRORS.items()},
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    }


def schema_of(twin: type | None) -> dict[str, Any]:
    """A page: its title, and its data as the view tells, or as they are."""
    data = {"type": "object"} if twin is None else {"$ref": REFERENCE.format(name=twin.__name__)}
    fields = {"title": TEXT, "data": data}
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _response(status: str, said: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": REFERENCE.format(name=Error.__name__)}}}
    found = {"description": said, "content": content} if status != LED_AWAY else {"description": said}
    if status not in _HEADERS:
        return found
    name, schema = _HEADERS[status]
    return {**found, "headers": {name: {"required": True, "schema": schema}}}
