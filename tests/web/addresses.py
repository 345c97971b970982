"""Every address of the desk with a sample of what stands in it, and what each role gets there over HTTP.

``WRITE_MATRIX=1 python -m pytest tests/web/test_matrix.py`` writes ``matrix.yaml`` anew, without it the desk is held
against the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, get_resolver

from qingshan.ledgers.entry import Actor
from qingshan.operations.action import ADMINISTRATOR, perform
from qingshan.operations.evidence.models import EvidenceItem
from qingshan.web.evaluations.models import TargetRow
from qingshan.web.pages import Opened
from qingshan.web.permissions import ANYONE
from qingshan.web.plans.models import Draft
from qingshan.web.tokens.models import Token
from tests.web.conftest import HEAD, LEADER, LIAISON, call
from tests.web.reading import secret_of
from tests.web.test_evidence import brings as bring_file
from tests.web.test_plans import bring as bring_plan
from tests.web.test_scores import counts, keep
from tests.web.test_supervision import REMINDER, take
from tests.web.test_warnings import alert

MATRIX, SAMPLES = (Path(__file__).with_name(name) for name in ("matrix.yaml", "samples.yaml"))
OTHER = "liaison of another unit"
STRANGER, WARNED = "stranger", "duty:K-三(一)1:1"
PEOPLE = {
    "administrator": Actor("孙管理", "市生态环境局", frozenset({ADMINISTRATOR})),
    "analyst": Actor("周分析", "市监测站", frozenset({"analyst"})),
    "coordinator": Actor("吴调度", "市生态环境局", frozenset({"coordinator"})),
    "inspector": Actor("郑督查", "市生态环境局", frozenset({"inspector"})),
    "head of the office": HEAD,
    "leader": LEADER,
    "liaison": LIAISON,
    OTHER: Actor("冯联络", "市林业局", frozenset({"liaison"})),
    "no role": Actor("陈新人", "市生态环境局", frozenset()),
}
LET_IN, REFUSED = "let in", 404
HEADING = "# Written by: WRITE_MATRIX=1 python -m pytest tests/web/test_matrix.py\n"


@dataclass(frozen=True)
class Address:
    """A pattern with its view and a sample of it, empty where nobody gave one."""

    route: str
    view: Any
    sample: str

    @property
    def methods(self):
        return self.view.methods if isinstance(self.view, Opened) else ("GET",)


def addresses() -> Iterator[Address]:
    """Every address of every room."""
    samples = yaml.safe_load(SAMPLES.read_text(encoding="utf-8"))
    row = TargetRow.objects.exclude(row__result=None).values_list("row", flat=True).first()
    item, draft = EvidenceItem.objects.first(), Draft.objects.first()
    token = Token.objects.values_list("pk", flat=True).first()
    held = {"token": token, "result": row["result"], "evidence": item and item.key, "draft": draft and draft.pk}
    for route, view in _patterns(get_resolver("qingshan.web.urls")):
        sample = samples.get(route, "").format(**held) if "<" in route else route
        yield Address(route, view, quote(sample))


def _patterns(resolver, before="/"):
    for one in resolver.url_patterns:
        route = f"{before}{one.pattern}"
        if isinstance(one, URLPattern):
            yield route, one.callback
        else:
            yield from _patterns(one, route)


def enter_everybody():
    """One person of each role in the office that is open."""
    for one in PEOPLE.values():
        if one not in (HEAD, LEADER, LIAISON):
            perform("people.enter", {"name": one.name, "unit": one.unit, "roles": sorted(one.roles)}, call(HEAD))
            User.objects.create_user(one.name)
    _fill()


def _fill():
    """One of everything the addresses lead to: a month, a problem, a warning, a score, a draft, a file."""
    perform("dispatch.open", {"period": "2021-01", "plan": "2021"}, call(HEAD))
    fields = {"source": "letter", "problem": "堆渣", "units": [LIAISON.unit], "areas": ["甲区"]}
    perform("ledger.open", {"ledger": "inspection_problems", "key": "p1", "fields": fields}, call(HEAD))
    perform(
        "warning.detect", {"alerts": [alert(WARNED, "task_overdue", "orange", (LIAISON.unit,)).as_json()]}, call(HEAD)
    )
    take(browser("head of the office"), "remind", REMINDER, version="0")
    keep("department_duties", LIAISON.unit, "2021-02-10", **counts())
    bring_plan(browser("head of the office"))
    secret_of(LIAISON.name)
    bring_file(browser("head of the office"))


def browser(role):
    client = Client(raise_request_exception=False)
    if role != STRANGER:
        user = User.objects.get(username=PEOPLE[role].name)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def matrix():
    """For each address and method who gets which status; of a form only whether somebody is let in at all.

    A form is sent empty: what is let in may still be refused by the action, which is not asked here.
    """
    asked = [(method, one) for method in ("GET", "POST") for one in addresses() if method in one.methods]
    found = {
        (one.route, method): {role: _status(role, method, one) for role in (STRANGER, *PEOPLE)} for method, one in asked
    }
    return dict(sorted(found.items()))


def _status(role, method, address):
    client = browser(role)
    if method == "GET":
        with closing(client.get(address.sample)) as said:
            return said.status_code
    status = client.post(address.sample).status_code
    led_away = role == STRANGER and address.view.may is not ANYONE
    return status if status == REFUSED or led_away else LET_IN


def written(found):
    """One line for each address, those who get the same together."""
    lines = []
    for (route, method), said in found.items():
        by_answer: dict[object, list[str]] = {}
        for role, answer in said.items():
            by_answer.setdefault(answer, []).append(role)
        lines.append(
            f"{method} {route}:\n" + "".join(f"  {answer}: [{', '.join(who)}]\n" for answer, who in by_answer.items())
        )
    return HEADING + "".join(lines)
