"""Why somebody may or may not open a page: who they are, what the page asks for."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from qingshan.kernel.text import Text
from qingshan.web.pages import Opened, Page, Told, page
from qingshan.web.permissions import SIGNED_IN, described
from qingshan.web.visitor import Visit

TITLE = Text("谁可以打开", "Who may open it")
NO_PAGE = Text("没有这个地址", "there is no such address")


@page(may=SIGNED_IN, told=Told(TITLE, ("page",)))
def why(request: Visit) -> Page:
    """The rule of an address and whether it holds; of a single thing behind it nothing is said, not even that it is."""
    asked = request.GET.get("page", "/")
    opened = _opened(urlsplit(asked).path)
    needs = NO_PAGE if opened is None else opened.may.needs
    may = opened is not None and opened.may.holds(request.who, None)
    return Page("why/why.html", TITLE, {"page": asked, "may": may, "you": described(request.who), "needs": needs})


def _opened(path: str) -> Opened | None:
    try:
        view = resolve(path).func
    except Resolver404:
        return None
    return view if isinstance(view, Opened) else None
