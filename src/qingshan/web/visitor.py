"""Who asks, in which language: looked up in the office at each request, so that a role taken away is gone at once."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from qingshan.kernel.text import LANGUAGES, Language
from qingshan.ledgers.entry import Actor
from qingshan.operations.people.models import Person
from qingshan.web.permissions import ANYONE
from qingshan.web.problems import SIGN_IN_FIRST
from qingshan.web.refusals import refusal

LANGUAGE_COOKIE = "qingshan_language"
OWES_FACTOR, FACTOR = "owes_second_factor", "second-factor"
"""What a session remembers of somebody who must set a second factor up before anything else, and where that is done."""
HTML, JSON = "text/html", "application/json"


class Visit(HttpRequest):
    """A request of the desk: ``who`` acts (None: a stranger), in all roles held; ``language`` is that of the page."""

    who: Actor | None
    language: Language


class Visitors:
    """Sets ``who`` and ``language``; a stranger is led to the sign-in from every address that is not open to all.

    Addresses that exist and addresses that do not look alike to a stranger.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: Visit) -> HttpResponse:
        request.user = by_token(request) or request.user
        request.who = actor_of(request.user)
        request.language = language_of(request)
        if request.who is None and not is_open(request.path_info):
            return _sign_in_first(request)
        owes = request.who is not None and request.session.get(OWES_FACTOR)
        if owes and not is_open(request.path_info, FACTOR, "sign-out"):
            return HttpResponseRedirect(reverse(FACTOR))
        return self.answer(request)


def actor_of(user: User | AnonymousUser) -> Actor | None:
    """The person a sign-in speaks for, with the unit and roles held now; None for one the office does not know."""
    found = Person.stands(user.get_username()) if user.is_authenticated else None
    return None if found is None else Actor(found[1]["name"], found[1]["unit"], frozenset(found[1]["roles"]))


def by_token(request: HttpRequest) -> User | None:
    """Whose token came with the request, if one did (see :mod:`qingshan.web.tokens.bearer`)."""
    return getattr(request, "token_user", None)


def language_of(request: HttpRequest) -> Language:
    """The language of a visitor's cookie; Chinese without one."""
    asked = request.COOKIES.get(LANGUAGE_COOKIE, "")
    return next((one for one in LANGUAGES if one == asked), "zh")


def wants_json(request: HttpRequest) -> bool:
    """Whether the JSON twin is asked for, by ``?format=json`` or by the header; with a token unless HTML is."""
    asked = request.GET.get("format")
    kinds = [HTML, JSON] if by_token(request) is None else [JSON, HTML]
    return asked == "json" or (asked is None and request.get_preferred_type(kinds) == JSON)


def safe_address(request: HttpRequest, wanted: str) -> str:
    """Where somebody wants to go, if it lies on this desk; else the front page."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


def is_open(path: str, *names: str) -> bool:
    """Whether an address is open to all, or is one of those named."""
    try:
        found = resolve(path)
    except Resolver404:
        return False
    return found.url_name in names or getattr(found.func, "may", None) is ANYONE


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return refusal(SIGN_IN_FIRST.at(request.path_info), 401, {"WWW-Authenticate": "Bearer"})
    address = f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("sign-in")})
    return HttpResponseRedirect(address)
