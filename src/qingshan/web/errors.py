"""Errors as pages of the desk, in HTML and JSON: coded problems, and what HTTP calls 400, 403, 404 and 500."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.operations.problems import MOVED_ON, NO_ANSWER
from qingshan.web import problems
from qingshan.web.pages import VARIES, Page, answer
from qingshan.web.refusals import refusal
from qingshan.web.visitor import Visit, language_of, wants_json

UNPROCESSABLE, NOT_ALLOWED = 422, 405
STATUS = {MOVED_ON.key: 409, NO_ANSWER.key: 503, problems.BAD_REQUEST.key: 400}
NOT_HERE = Text("没有这个页面，或者不在您的权限之内", "there is no such page, or it is not open to you")
BROKEN = Text("出错了，没有写入任何内容", "something went wrong; nothing was written")
BAD_REQUEST = Text("请求不完整或有误", "the request is incomplete or wrong")
FORGED = Text("表单已过期，没有写入任何内容", "the form has expired; nothing was written")
NOT_THIS_WAY = Text("这个地址不能这样请求", "this address is not asked this way")
WHOLE_REQUEST = Text("完整、正确的请求", "a request that is whole and right")
FRESH_FORM = Text("本页刚给出的表单", "a form that this page has just given")
REFUSED = Text("没有受理", "refused")


class Problems:
    """Shows a coded problem that an action or a page raises.

    Its status is 409 where somebody was quicker, 503 where the database does not answer, 400 where an address is asked
    what it does not know, else 422. A method that an address does not take is told in the same way.
    """

    def __init__(self, answered: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answered = answered

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answered = self.answered(request)
        return not_allowed(request, answered["Allow"]) if answered.status_code == NOT_ALLOWED else answered

    def process_exception(self, request: Visit, error: Exception) -> HttpResponse | None:
        return problem_page(request, error) if isinstance(error, Problem) else None


def problem_page(request: Visit, problem: Problem) -> HttpResponse:
    """Code, what was found, what was expected, what to do."""
    if wants_json(request):
        return _varying(refusal(problem, status_of(problem)))
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
    return _error(request, 400, BAD_REQUEST, problems.BAD_REQUEST.at("", expected=WHOLE_REQUEST))


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return not_here(request, exception)


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    return _error(request, 404, NOT_HERE, problems.NOT_HERE.at(request.path_info))


def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    problem = problems.NOT_THIS_WAY.at(request.path_info, request.method or "", allowed=allowed)
    answered = _error(request, NOT_ALLOWED, NOT_THIS_WAY, problem)
    answered.headers["Allow"] = allowed
    return answered


def broken(request: HttpRequest) -> HttpResponse:
    """Drawn without asking anything of database or session: they may be what broke."""
    if wants_json(request):
        return refusal(problems.BROKEN.at(""), 500)
    said = {"language": language_of(request), "title": BROKEN.say(language_of(request))}
    return HttpResponse(render_to_string("layout/broken.html", said), status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    return _error(request, 403, FORGED, problems.BAD_REQUEST.at(request.path_info, expected=FRESH_FORM))


def _error(request: HttpRequest, status: int, said: Text, problem: Problem) -> HttpResponse:
    """An error may come before anybody knows who asks."""
    if wants_json(request):
        return _varying(refusal(problem, status))
    request.language = getattr(request, "language", None) or language_of(request)  # type: ignore[attr-defined]
    data = {"status": status, "path": request.path_info}
    return answer(request, Page("layout/error.html", said, data, status=status))  # type: ignore[arg-type]


def _varying(answered: HttpResponse) -> HttpResponse:
    patch_vary_headers(answered, VARIES)
    return answered
