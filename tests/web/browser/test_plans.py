"""A coordinator's way from a document to the plan in force; text and records move together."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from tests.web.conftest import HEAD
from tests.web.test_plans import DEMO

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
TARGET = "T-二(一)1-1"


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_a_document_is_brought_corrected_and_adopted(open_page, width):
    from playwright.sync_api import expect

    page = open_page("zh", width, HEAD)
    page.goto("/plans/")
    page.set_input_files("#file", DEMO)
    page.click("text=上传并编译")
    page.wait_for_selector(".panes")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.click(f'.read a[href="#is-{TARGET}"]')
    expect(page.locator(f'article[id="is-{TARGET}"]')).to_have_class(re.compile("lit"))
    page.click(f'article[id="is-{TARGET}"] .to-text')
    expect(page.locator(f'.read [data-refs~="{TARGET}"].lit').first).to_be_in_viewport()
    page.click(f'article[id="is-{TARGET}"] a:has-text("订正")')
    page.fill("dialog #c-value", "33" if width == "desk" else "32")
    page.fill("dialog #c-reason", "按原件更正")
    page.click("text=记下订正")
    page.wait_for_selector("article.record .state.good")
    assert unquote(page.url).endswith(f"#is-{TARGET}")
    before = page.locator("article.record .state.good").count()
    page.click('article.record button:has-text("确认") >> nth=0')
    expect(page.locator("article.record .state.good")).to_have_count(before + 1)
    page.click("text=核对并启用")
    page.fill("#document", "甲府〔2021〕1号")
    page.fill("#reason", "经会议审定")
    page.click("text=启用为现行版本")
    page.wait_for_selector(".panes")
    assert "现行" in page.inner_text("#versions")
