"""A problem entered, found and acted on in a browser; every page of the ledgers in both widths."""

from __future__ import annotations

import pytest

from tests.web.browser.test_browser import has_count
from tests.web.conftest import HEAD

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
LEDGER = "/ledgers/inspection_problems"


def enter(page, key, due):
    page.goto(f"{LEDGER}/new")
    page.fill("#key", key)
    page.select_option("[name='f.source']", "letter")
    page.fill("[name='f.problem']", "夜间施工扬尘" * 30)
    page.fill("[name='f.units']", "市住建局")
    page.fill("[name='f.due_on']", due)
    page.click("main form button")
    page.wait_for_selector(".timeline")


def test_an_entry_is_opened_found_and_extended_in_the_drawer(open_page):
    page = open_page(who=HEAD)
    enter(page, "甲-1", "2021-02-01")
    enter(page, "甲-2", "2021-12-01")
    page.goto(f"{LEDGER}/")
    page.select_option("#due", "overdue")
    has_count(page, "#rows tbody tr", 1)
    assert "due=overdue" in page.url
    page.click("#rows tbody a >> nth=0")
    page.click("a.button:has-text('延期')")
    page.wait_for_selector("dialog[open] form.fields")
    page.fill("dialog #until", "2021-06-30")
    page.fill("dialog #reason", "汛期")
    page.fill("dialog #document", "函1号")
    page.click("dialog form.fields button")
    page.wait_for_selector(".notice")
    assert page.locator(".timeline > li").count() == 2
    assert page.locator("del:has-text('2021-02-01')").count() >= 1


@pytest.mark.parametrize("width", ["desk", "phone"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_of_the_ledgers_is_wider_than_the_window(open_page, language, width):
    page = open_page(language, width, HEAD)
    enter(page, f"{language}-{width}", "2021-03-01")
    addresses = (
        "/ledgers/",
        f"{LEDGER}/",
        f"{LEDGER}/stages",
        f"{LEDGER}/import",
        f"{LEDGER}/new",
        f"{LEDGER}/entries/{language}-{width}",
        f"{LEDGER}/act/correct/{language}-{width}",
        "/public/ledgers/",
        "/public/ledgers/inspection_problems",
    )
    for address in addresses:
        page.goto(address)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, address
        assert page.locator("h1").count() == 1, address
