"""A leader's way from the front page down to a raw hour, the list that filters itself, both languages, both widths."""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import HEAD

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def has_count(page, selector, count):
    """Wait until there are so many; the pages' policy forbids conditions written as text."""
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_have_count(count, timeout=20_000)


def test_from_the_front_page_to_the_raw_hours_in_four_clicks(open_page):
    page = open_page()
    page.click("section:has(#off) td.name a")
    page.click("a.button")
    page.wait_for_selector("dialog[open]")
    page.click("dialog table tbody a >> nth=0")
    page.wait_for_selector("dialog th:has-text('小时数')")
    page.click("dialog table tbody a >> nth=0")
    has_count(page, "dialog tbody tr", 6 * 24)
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_every_step_of_that_way_is_a_page_of_its_own_without_scripts(chromium, address, open_page):
    page = open_page()
    page.click("section:has(#off) td.name a")
    result = page.get_attribute("a.button", "href")
    page.goto(result)
    assert page.locator("main .trace").count() == 1
    page.goto(f"{result}?day=2021-01-05&site=s1")
    assert page.locator("main tbody tr").count() == 6 * 24


def test_the_list_filters_itself_and_keeps_its_address(open_page):
    page = open_page()
    page.goto("/targets/")
    assert page.locator("#rows tbody tr").count() == 5
    page.select_option("#state", "no_data")
    has_count(page, "#rows tbody tr", 2)
    assert "state=no_data" in page.url
    page.reload()
    assert page.locator("#rows tbody tr").count() == 2


def test_the_chart_is_drawn(open_page):
    page = open_page()
    page.goto("/targets/T-1/甲区")
    page.wait_for_selector(".chart svg path", state="attached")
    assert page.locator(".key li").all_inner_texts() == ["约束 34", "力争 29", "年限值 35"]


def test_the_language_is_switched_and_kept(open_page):
    page = open_page()
    page.click("text=English")
    page.wait_for_selector("html[lang=en]")
    assert page.locator("nav >> text=Targets").count() == 1
    page.goto("/targets/")
    assert page.inner_text("h1") == "Targets"


def test_an_evaluation_is_asked_for_and_its_progress_seen_without_reloading(open_page):
    page = open_page(who=HEAD)
    page.goto("/jobs")
    has_count(page, "#rows .state.good", 1)
    page.click("main form button")
    has_count(page, "#rows .state.good", 2)


@pytest.mark.parametrize("width", ["desk", "phone"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_is_wider_than_the_window(open_page, language, width):
    page = open_page(language, width, HEAD)
    result = page.request.get("/targets/T-1/甲区?format=json").json()["data"]["row"]["result"]
    for address in (
        "/",
        "/targets/",
        "/targets/T-1/甲区",
        f"/results/{result}",
        "/jobs",
        "/account",
        "/why?page=/jobs",
        "/plans/",
        "/plans/2021",
        "/plans/2021/compare",
        "/standards/",
        "/standards/hj633:2026",
        "/standards/compare?old=gb3095:2012&new=gb3095:2026",
    ):
        page.goto(address)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, address
        assert page.locator("h1").count() == 1, address


def test_the_keyboard_reaches_the_page_past_the_menu(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    assert re.search("跳到正文", page.evaluate("document.activeElement.textContent"))
    page.keyboard.press("Enter")
    page.wait_for_selector("#main:focus")
