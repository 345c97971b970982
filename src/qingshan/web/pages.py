"""A page is what a view returns: template, title, plain data. One decorator shows it as HTML, as a part, as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, JsonResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from qingshan.kernel.text import Language, Text
from qingshan.ledgers.entry import Actor
from qingshan.web.permissions import Rule, described
from qingshan.web.rooms import menu
from qingshan.web.visitor import Visit, wants_json

LAYOUT, PART = "layout/whole.html", "layout/part.html"
VARIES = ("Accept", "Authorization", "Cookie", "HX-Request", "HX-Target")
MOST = 2**63 - 1
"""The greatest whole number a database holds."""


@dataclass(frozen=True, slots=True)
class Page:
    """``data`` holds texts, numbers, dates, lists and dicts; a ``Text`` in it is shown in the visitor's language.

    ``parts`` name, by the id of the element that htmx asks for, the template that fills it with the same data.
    """

    template: str
    title: Text
    data: Mapping[str, Any] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


View = Callable[..., Page | HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Told:
    """What the API's document says of an address beyond its path and its rule.

    ``asks`` are the filters it reads from the address, ``twin`` is the type of a page's data. ``media`` names what is
    no page: ``twin`` is then the type of the whole answer, None for a file.
    """

    about: Text
    asks: tuple[str, ...] = ()
    twin: type | None = None
    media: str = ""


class Opened:
    """A view behind its rule. Whoever may not open it gets the same answer as for an address that does not exist."""

    def __init__(self, view: View, may: Rule, methods: tuple[str, ...], told: Told | None) -> None:
        update_wrapper(self, view)
        self.view, self.may, self.methods, self.told = view, may, methods, told

    def __call__(self, request: Visit, **asked: Any) -> HttpResponseBase:
        if not self.may.holds(request.who, None) or _is_unheard_of(asked):
            raise Http404
        if request.method not in self.methods:
            return HttpResponseNotAllowed(self.methods)
        found = self.view(request, **asked)
        return found if isinstance(found, HttpResponseBase) else answer(request, found)


def page(may: Rule, methods: tuple[str, ...] = ("GET", "HEAD"), told: Told | None = None) -> Callable[[View], Opened]:
    """Open a view to those whom ``may`` holds for; it returns a :class:`Page`, or a response of its own."""
    return lambda view: Opened(view, may, methods, told)


def _is_unheard_of(asked: Mapping[str, Any]) -> bool:
    """Whether an address names a number or a text that no database can hold, let alone does."""
    return any(one > MOST if isinstance(one, int) else "\0" in str(one) for one in asked.values())


def check(may: Rule, who: Any, what: object) -> None:
    """404 where somebody may not see one particular thing: it looks like one that is not there."""
    if not may.holds(who, what):
        raise Http404


def answer(request: Visit, shown: Page) -> HttpResponse:
    """A page as it was asked for: the whole, the part that htmx fills, or the JSON twin of the same data."""
    data = plain(shown.data)
    if wants_json(request):
        body = {"title": plain(shown.title), "data": data}
        answered: HttpResponse = JsonResponse(body, status=shown.status, json_dumps_params={"ensure_ascii": False})
    else:
        part = shown.parts.get(_target(request))
        layout = PART if request.headers.get("HX-Request") and not request.headers.get("HX-Boosted") else LAYOUT
        said = {**spoken(data, request.language), "title": in_language(shown.title, request.language), "layout": layout}
        answered = HttpResponse(render_to_string(part or shown.template, said, request), status=shown.status)
    patch_vary_headers(answered, VARIES)
    answered.headers.setdefault("Cache-Control", "private, no-cache")
    return answered


def plain(value: Any) -> Any:
    """A value as JSON: texts become pairs, dates and decimals text. TypeError for what no page may hold."""
    match value:
        case None | str() | bool() | int():
            return value
        case Text():
            return {"zh": value.zh, "en": value.en}
        case Mapping():
            return {str(key): plain(one) for key, one in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(one) for one in value]
        case date() | datetime():
            return value.isoformat()
        case Decimal():
            return str(value)
    raise TypeError(f"{type(value).__name__} in the data of a page")


def spoken(value: Any, language: Language) -> Any:
    """The same data with every pair of texts said in one language."""
    if isinstance(value, dict):
        if value.keys() == {"zh", "en"}:
            return value[language]
        return {key: spoken(one, language) for key, one in value.items()}
    return [spoken(one, language) for one in value] if isinstance(value, list) else value


def in_language(text: Text, language: Language) -> str:
    """A filled text as it stands; braces in names that were filled in are no placeholders."""
    return text.zh if language == "zh" else text.en


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """What the layout shows around every page."""
    who: Actor | None = getattr(request, "who", None)
    language: Language = getattr(request, "language", "zh")
    entries = [asdict(one) for one in menu(who, request.path_info)] if who else []
    return {
        "language": language,
        "who": who,
        "described": in_language(described(who), language),
        "menu": spoken(plain(entries), language),
        "is_demo": settings.DEMO,
    }


def _target(request: HttpRequest) -> str:
    """The id of the element htmx fills, which it names ``tag#id``."""
    return request.headers.get("HX-Target", "").rpartition("#")[2]
