"""Errors as pages of the desk, in HTML and JSON: coded problems, and what HTTP calls 400, 403, 404 and 500."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.operations.problems import MOVED_ON, NO_ANSWER
from qingshan.web.pages import Page, answer
from qingshan.web.visitor import Visit, language_of

UNPROCESSABLE = 422
STATUS = {MOVED_ON.key: 409, NO_ANSWER.key: 503}
NOT_HERE = Text("没有这个页面，或者不在您的权限之内", "there is no such page, or it is not open to you")
BROKEN = Text("出错了，没有写入任何内容", "something went wrong; nothing was written")
BAD_REQUEST = Text("请求不完整或有误", "the request is incomplete or wrong")
FORGED = Text("表单已过期，没有写入任何内容", "the form has expired; nothing was written")
REFUSED = Text("没有受理", "refused")


class Problems:
    """Shows a coded problem that an action or a page raises.

    Its status is 409 where somebody was quicker, 503 where the database does not answer, else 422.
    """

    def __init__(self, answered: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answered = answered

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answered(request)

    def process_exception(self, request: Visit, error: Exception) -> HttpResponse | None:
        return problem_page(request, error) if isinstance(error, Problem) else None


def problem_page(request: Visit, problem: Problem) -> HttpResponse:
    """Code, what was found, what was expected, what to do."""
    data = {"problem": said_of_problem(problem)}
    return answer(request, Page("layout/problem.html", REFUSED, data, status=status_of(problem)))


def said_of_problem(problem: Problem) -> dict[str, Any]:
    """A problem as data of a page, for those that show it beside what was typed."""
    code = problem.code
    said = {name: getattr(code, name).filled(**problem.values) for name in ("message", "expected", "action")}
    return {"code": code.key, "where": problem.where, "found": problem.found, **said}


def status_of(problem: Problem) -> int:
    """The status of a page that shows a problem."""
    return STATUS.get(problem.code.key, UNPROCESSABLE)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    return _error(request, 400, BAD_REQUEST)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    return _error(request, 404, NOT_HERE)


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    return _error(request, 404, NOT_HERE)


def broken(request: HttpRequest) -> HttpResponse:
    """Drawn without asking anything of database or session: they may be what broke."""
    said = {"language": language_of(request), "title": BROKEN.say(language_of(request))}
    return HttpResponse(render_to_string("layout/broken.html", said), status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    return _error(request, 403, FORGED)


def _error(request: HttpRequest, status: int, said: Text) -> HttpResponse:
    """An error may come before anybody knows who asks."""
    request.language = getattr(request, "language", None) or language_of(request)  # type: ignore[attr-defined]
    data = {"status": status, "path": request.path_info}
    return answer(request, Page("layout/error.html", said, data, status=status))  # type: ignore[arg-type]
