"""The OpenAPI document: every address that can be read, from the rooms' addresses and what their views tell.

A room that is new appears by itself. What a page's data look like is told where a view names the type (``Told.twin``).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version as version_of
from typing import Any

from qingshan.kernel.text import Text
from qingshan.web.api.schemas import components, schema_of
from qingshan.web.pages import MOST, Opened
from qingshan.web.paging import PART
from qingshan.web.permissions import ANYONE
from qingshan.web.rooms import Address, addresses
from qingshan.web.scopes import SCOPES

TITLE = Text("青山接口", "The Qingshan API")
ABOUT = """\
Everything a page of the desk says, as JSON. Ask with `Authorization: Bearer <token>` (tokens are made under /tokens) \
and get what the token's owner may read now, within the token's scopes; a token never writes. With a browser's session \
ask with `Accept: application/json` or `?format=json`. Texts stand in both languages as `{zh, en}`. Decimals are text, \
so that none is rounded on the way; days are ISO 8601. A slash in a path's last \
parameter may stand as it is.

页面上的一切内容均可按 JSON 读取。请求头带上 `Authorization: Bearer <令牌>`（在 /tokens 生成），得到的是令牌所有人\
当前权限之内、令牌范围之内的内容；令牌不能写入。文字中英文并列；小数以文本给出，途中不会被舍入。"""
_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
_TYPES: Mapping[str, dict[str, Any]] = {
    "int": {"type": "integer", "minimum": 0, "maximum": MOST},
    "path": {"type": "string", "minLength": 1},
}
_WORD = {"type": "string", "minLength": 1, "pattern": "^[^/]+$"}
_KNOWN = {
    PART: Text("第几页，从 1 起", "which part of the list, from 1"),
    "page": Text("第几页，从 1 起", "which part of the list, from 1"),
    "q": Text("关键词", "words to look for"),
    "day": Text("日期（YYYY-MM-DD）", "a day (YYYY-MM-DD)"),
    "since": Text("起始日（YYYY-MM-DD）", "first day (YYYY-MM-DD)"),
    "until": Text("截止日（YYYY-MM-DD）", "last day (YYYY-MM-DD)"),
    "limit": Text("最多几条", "how many at most"),
    "offset": Text("跳过几条", "how many to pass over"),
    "bbox": Text("范围：西,南,东,北（CRS84 度）", "west,south,east,north in degrees of CRS84"),
    "datetime": Text("日期或起止，如 2025-01-01/..", "a day or an interval such as 2025-01-01/.."),
    "parameter-name": Text("监测项目，逗号分隔", "items, separated by commas"),
}
"""What filters of these names mean wherever they stand."""
_ERRORS = ("302", "400", "401", "403", "404", "405", "422", "429", "500", "503")
_OPEN_ERRORS = ("400", "401", "404", "405", "422", "429", "500", "503")


def document() -> dict[str, Any]:
    """The whole document; what is asked by POST is no part of it."""
    read = [one for one in addresses() if isinstance(one.view, Opened) and "GET" in one.view.methods]
    tags = {one.label.zh: one.label for one in read}
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{TITLE.zh} · {TITLE.en}", "version": version_of("qingshan"), "description": ABOUT},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "tags": [{"name": zh, "description": f"{label.zh} · {label.en}", "x-label": _pair(label)}
                 for zh, label in tags.items()],
        "paths": {path_of(one.route): {"get": _operation(one)} for one in read},
        "components": components(one.view.told.twin for one in read if one.view.told and one.view.told.twin),
    }  # fmt: skip


def path_of(route: str) -> str:
    """``/targets/<str:target>/<path:area>`` as OpenAPI writes it."""
    return _PARAMETER.sub(lambda found: f"{{{found[2]}}}", route)


def _operation(one: Address) -> dict[str, Any]:
    view = one.view
    is_open = view.may is ANYONE
    about = view.told.about if view.told else one.label
    more = inspect.getdoc(view.view) or ""
    needs = f"{view.may.needs.zh} · {view.may.needs.en}"
    scope = f"scope `{one.scope}` ({SCOPES[one.scope].en})" if one.scope in SCOPES else "any token"
    security: list[dict[str, list[str]]] = [{}] if is_open else [{"token": []}]
    return {
        "operationId": one.name,
        "tags": [one.label.zh],
        "summary": f"{about.zh} · {about.en}",
        "description": "\n\n".join(part for part in (more, needs, "" if is_open else scope) if part),
        "security": security,
        "parameters": [*_in_path(one.route), *_in_query(view.told.asks if view.told else ())],
        "responses": {"200": _answer(view), **_refusals(_OPEN_ERRORS if is_open else _ERRORS)},
        "x-about": _pair(about),
        "x-needs": _pair(view.may.needs),
        "x-scope": "" if is_open else one.scope,
    }


def _in_path(route: str) -> list[dict[str, Any]]:
    return [
        {"name": found[2], "in": "path", "required": True, "schema": _TYPES.get(found[1] or "str", _WORD)}
        for found in _PARAMETER.finditer(route)
    ]


def _in_query(asks: Iterable[str]) -> list[dict[str, Any]]:
    """Filters are text: what a page does not know filters nothing, or is refused with a code."""
    return [
        {"name": name, "in": "query", "schema": {"type": "string"}, **_explained(name)} for name in dict.fromkeys(asks)
    ]


def _explained(name: str) -> dict[str, Any]:
    known = _KNOWN.get(name)
    return {} if known is None else {"description": f"{known.zh} · {known.en}", "x-about": _pair(known)}


def _answer(view: Opened) -> dict[str, Any]:
    told = view.told
    if told is None or not told.media:
        return {
            "description": "OK",
            "content": {"application/json": {"schema": schema_of(told.twin if told else None)}},
        }
    schema = {"$ref": f"#/components/schemas/{told.twin.__name__}"} if told.twin else {}
    return {"description": "OK", "content": {told.media: {"schema": schema}}}


def _refusals(statuses: Iterable[str]) -> dict[str, Any]:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}


def _pair(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
