"""What schemathesis makes up for every readable address: nothing breaks, every answer is as the document says.

``QINGSHAN_EXAMPLES=50 python -m pytest tests/web/test_schemathesis.py`` makes up more.
"""

from __future__ import annotations

import os
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import resolve

from qingshan.web.accounts.rate import Rate
from qingshan.web.api.document import document, path_of
from qingshan.web.tokens import bearer
from tests.conftest import CI
from tests.schemathesis_here import MISSING
from tests.web.addresses import addresses, enter_everybody
from tests.web.conftest import HEAD, LIAISON
from tests.web.reading import secret_of

FEW = 1
EXAMPLES = int(os.environ.get("QINGSHAN_EXAMPLES", str(FEW)))
"""Made-up requests for each address, and as many for the sample of it that is there."""
CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
          "response_schema_conformance")  # fmt: skip
"""All that judge answers. Whether odd data are refused is not asked: filters are free text."""


@pytest.fixture(scope="module", autouse=True)
def it_is_there():
    if MISSING and not CI:
        pytest.skip(f"suite schemathesis: {MISSING}")


@pytest.fixture
def api(desk, monkeypatch):
    """The document as schemathesis reads it, over a desk with one of everything; no rate is kept."""
    import schemathesis
    from schemathesis.checks import load_all_checks

    load_all_checks()
    enter_everybody()
    for name in ("asked", "wrong"):
        monkeypatch.setattr(bearer, name, Rate(10**6))
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", [*settings.ALLOWED_HOSTS, "localhost"])
    schema = schemathesis.openapi.from_dict(document())
    schema.app = read_whole(get_wsgi_application())
    return schema


def read_whole(app):
    """The same application with its answers read and closed, as a server does."""

    def answered(environ, start):
        found = app(environ, start)
        try:
            return [b"".join(found)]
        finally:
            found.close()

    return answered


def wrong_answers(api, headers):
    """Ask every address, made up and as it is there; gives what was wrong and the statuses there were."""
    from hypothesis import HealthCheck, Phase, given
    from hypothesis import settings as how
    from schemathesis.checks import CHECKS as KNOWN
    from schemathesis.core.failures import FailureGroup

    wrong, statuses, checks = [], set(), KNOWN.get_by_names(list(CHECKS))
    often = how(max_examples=EXAMPLES, derandomize=EXAMPLES == FEW, database=None, deadline=None,
                phases=[Phase.generate], suppress_health_check=list(HealthCheck))  # fmt: skip

    def judge(case):
        answered = case.call(headers=headers)
        statuses.add(answered.status_code)
        try:
            case.validate_response(answered, checks=checks)
        except FailureGroup as group:
            wrong.extend(f"{case.formatted_path} {case.query} {one}" for one in group.exceptions)

    for strategy in strategies(api):
        often(given(case=strategy)(judge))()
    return wrong, statuses


def strategies(api):
    there = {path_of(one.route): resolve(unquote(one.sample)).kwargs for one in addresses() if "GET" in one.methods}
    for found in api.get_all_operations():
        operation = found.ok()
        yield operation.as_strategy()
        if there[operation.path]:
            yield operation.as_strategy(path_parameters=dict(there[operation.path]))


@pytest.mark.parametrize(("who", "scopes", "expected"), [
    (HEAD, None, {200, 404, 422}), (LIAISON, ("read:tasks", "read:data"), {200, 403, 404}),
])  # fmt: skip
def test_nothing_breaks_and_all_is_as_documented(api, who, scopes, expected):
    secret = secret_of(who.name, scopes) if scopes else secret_of(who.name)
    wrong, statuses = wrong_answers(api, {"Authorization": f"Bearer {secret}"})
    assert not wrong, "\n".join(wrong)
    assert expected <= statuses


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_nothing_breaks_for_a_stranger(api, accept):
    for path in [path for path, asked in api.raw_schema["paths"].items() if asked["get"]["security"] == [{}]]:
        del api.raw_schema["paths"][path]
    wrong, statuses = wrong_answers(api, {"Accept": accept})
    assert not wrong, "\n".join(wrong)
    assert statuses <= {302, 401}


def test_an_answer_that_is_not_as_documented_is_noticed(api):
    for asked in api.raw_schema["paths"].values():
        asked["get"]["responses"] = {"204": {"description": "never"}}
    api.raw_schema["paths"] = {"/targets/": api.raw_schema["paths"]["/targets/"]}
    wrong, _ = wrong_answers(api, {"Authorization": f"Bearer {secret_of(HEAD.name)}"})
    assert wrong
