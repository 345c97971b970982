"""A browser on a served desk; every page is watched for what the console complains of."""

from __future__ import annotations

import pytest

from qingshan.web.files import missing_files
from tests.browser_here import CHROMIUM, MISSING
from tests.conftest import CI
from tests.web.conftest import LEADER, PASSWORD
from tests.web.serving import served

WIDTHS = {"desk": (1366, 768), "phone": (390, 844)}


@pytest.fixture(scope="module")
def chromium():
    """Playwright keeps a loop of its own turning in this thread, in which Django would otherwise refuse to work."""
    if MISSING and not CI:
        pytest.skip(f"suite browser: {MISSING}")
    if missing_files():
        pytest.fail("the pages' scripts are not installed: make setup")
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patched, sync_playwright() as driver:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--no-proxy-server"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(chromium, made_city, tmp_path_factory):
    """A copy of the city, served while this module's tests run."""
    with served(made_city.copied(tmp_path_factory.mktemp("served"))) as (place, _):
        yield place


@pytest.fixture
def open_page(chromium, address):
    """Open the desk in a language and a width, signed in; nothing may be complained of when the test ends."""
    contexts, complaints = [], []

    def opened(language="zh", width="desk", who=LEADER):
        wide, high = WIDTHS[width]
        context = chromium.new_context(viewport={"width": wide, "height": high}, base_url=address)
        contexts.append(context)
        context.add_cookies([{"name": "qingshan_language", "value": language, "url": address}])
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/")
        page.fill("#username", who.name)
        page.fill("#password", PASSWORD)
        page.click("main button")
        page.wait_for_selector(".top nav")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints


def _is_complaint(said):
    """Whatever the console calls wrong, but that the desk refused a form: that is an answer."""
    return said.type in {"error", "warning"} and "status of 422" not in said.text
