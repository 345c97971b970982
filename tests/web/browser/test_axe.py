"""axe-core finds nothing on any page of the desk: every address of the registry, both languages, both widths."""

from __future__ import annotations

from contextlib import closing
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from qingshan.operations.action import Call, perform
from qingshan.web.desk import open_desk
from tests.browser_here import AXE
from tests.web import addresses, test_ledgers
from tests.web.addresses import STRANGER, WARNED
from tests.web.browser.conftest import WIDTHS
from tests.web.conftest import AS_OF, AT, HEAD, LIAISON
from tests.web.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = f"() => axe.run({{runOnly: {TAGS}, resultTypes: ['violations']}}).then((said) => said.violations)"
OVER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPENERS = ("head of the office", "liaison", "inspector", "leader", "administrator", STRANGER)
"""The first of them whom an address lets in opens its page; the front page is opened by each."""
HAS_IT = {
    "/air/day": "/air/day?area=甲区&day=2021-01-05",
    "/standards/compare": "/standards/compare?old=gb3095:2012&new=gb3095:2026",
    "/supervision/take": f"/supervision/take?matter=warning {quote(WARNED)}%231&step=order",
    "/dispatch/<str:period>/amend/<path:unit>": f"/dispatch/2021-02/amend/{LIAISON.unit}?table=tasks&line=0",
    "/ledgers/<str:ledger>/act/<str:action>/<path:key>": "/ledgers/inspection_problems/act/correct/p2",
    "/ledgers/<str:ledger>/entries/<path:key>": "/ledgers/inspection_problems/entries/p2",
    "/ledgers/<str:ledger>/evidence/<path:key>": "/ledgers/inspection_problems/evidence/p2?item=p2-publicity_notice",
}
"""Instead of the sample, where it opens no page or a poorer one."""
OTHER_FACES = (
    "/targets/?q=nothing", "/tasks/?view=board", "/tasks/?view=timeline", "/nowhere", "/dispatch/open?period=2021",
)  # fmt: skip
"""A list with nothing in it, other views, what is not there, a problem."""
NOT_OPENED = {"/metrics", "/sign-in/code", "/water/sections.csv"}
"""By nobody in a browser, or nothing to be seen without what came before."""


def early():
    return Call(HEAD, AT, AS_OF, "提前上会")


@pytest.fixture(scope="module")
def full_city(made_city, tmp_path_factory):
    """One of everything, also what has come to its end: a problem in public, a month that is locked."""
    city = made_city.copied(tmp_path_factory.mktemp("full"))
    open_desk(city.desk())
    addresses.enter_everybody()
    for one in (test_ledgers.WORKER, test_ledgers.CHECKER, test_ledgers.PROVINCE):
        perform("people.enter", {"name": one.name, "unit": one.unit, "roles": sorted(one.roles)}, early())
    test_ledgers.finished("p2", place=test_ledgers.PLACE, due_on="2021-02-01")
    perform("dispatch.open", {"period": "2021-02", "plan": "2021"}, early())
    bulletin = test_ledgers.proof("bulletin", "b")
    perform("dispatch.lock", {"period": "2021-02", "evidence": [bulletin], "early": True}, early())
    return city


@pytest.fixture(scope="module")
def pages(full_city):
    """Every page as opener and address; what answers something else than a page is left out."""
    settings.ALLOWED_HOSTS = ["testserver"]
    found = [(role, "/") for role in OPENERS] + [(OPENERS[0], address) for address in OTHER_FACES]
    for one in addresses.addresses():
        if "GET" in one.methods and one.route not in {"/", *NOT_OPENED}:
            address = HAS_IT.get(one.route, one.sample)
            found += [(role, address) for role in _openers(one.route, address)]
    return found


def _openers(route, address):
    said = {}
    for role in OPENERS:
        with closing(addresses.browser(role).get(address)) as answer:
            if answer.status_code == 200:
                return [role] if answer["Content-Type"].startswith("text/html") else []
            said[role] = answer.status_code
    pytest.fail(f"nobody opens {route} as {address}: {said}; give it a sample or an address in HAS_IT")


@pytest.fixture(scope="module")
def sessions(pages):
    """The cookie of each opener."""
    found = {}
    for role in OPENERS:
        cookies = addresses.browser(role).cookies
        found[role] = cookies[settings.SESSION_COOKIE_NAME].value if settings.SESSION_COOKIE_NAME in cookies else ""
    connection.close()
    return found


@pytest.fixture(scope="module")
def address(full_city, sessions, chromium):
    with served(full_city) as (place, _):
        yield place


@pytest.mark.parametrize(("language", "width"), [("zh", "desk"), ("en", "phone")])
def test_axe_finds_nothing_on_any_page_and_none_is_wider_than_the_window(
    chromium, address, pages, sessions, language, width
):
    opened = {role: _page(chromium, address, language, width, session) for role, session in sessions.items()}
    found = [said for role, place in pages for said in _judged(opened[role], role, place, width)]
    for page in opened.values():
        page.context.close()
    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_the_drawer(chromium, address, sessions):
    page = _page(chromium, address, "zh", "desk", sessions[OPENERS[0]])
    page.goto("/targets/T-1/甲区")
    page.click("a.button")
    page.wait_for_selector("dialog[open] h1, dialog[open] h2")
    found = list(_violations(page))
    page.context.close()
    assert not found, "\n".join(found)


def test_axe_would_find_a_control_without_a_name_and_grey_on_grey(chromium, address):
    page = _page(chromium, address, "zh", "desk", "")
    page.goto("/sign-in")
    page.evaluate("""() => {
        document.querySelector("main button").textContent = "";
        document.querySelector("h1").style.color = "rgb(200, 200, 200)";
    }""")
    found = " ".join(_violations(page))
    page.context.close()
    assert "button-name" in found
    assert "color-contrast" in found


def _page(chromium, address, language, width, session):
    context = chromium.new_context(viewport=_size(width), base_url=address)
    cookies = {"qingshan_language": language, settings.SESSION_COOKIE_NAME: session}
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items() if value])
    context.add_init_script(path=AXE)
    return context.new_page()


def _size(width):
    return dict(zip(("width", "height"), WIDTHS[width], strict=True))


def _judged(page, role, address, width):
    """What is wrong with a page; what is folded away is judged unfolded."""
    page.goto(address)
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
    found = [f"{page.locator('h1').count()} headings h1"] if page.locator("h1").count() != 1 else []
    found += _violations(page)
    for one in (width, *(WIDTHS.keys() - {width})):
        page.set_viewport_size(_size(one))
        over = page.evaluate(OVER)
        found += [f"at the width of a {one} {over} too wide"] if over > 0 else []
    page.set_viewport_size(_size(width))
    return [f"{address} ({role}): {one}" for one in found]


def _violations(page):
    for one in page.evaluate(RUN):
        for node in one["nodes"]:
            yield f"{one['id']} at {' '.join(map(str, node['target']))}: {node['failureSummary']}"
