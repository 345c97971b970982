"""The main day of each role by clicks and typed text: a month of the dispatch, the life of a problem, an analysis."""

from __future__ import annotations

import pytest

from qingshan.ledgers.entry import Actor
from qingshan.operations.action import perform
from qingshan.web.accounts.passwords import set_password
from qingshan.web.desk import open_desk
from tests.web.browser.test_browser import has_count
from tests.web.conftest import HEAD, LIAISON, PASSWORD, call
from tests.web.serving import served
from tests.web.test_ledgers import CHECKER, PROVINCE, WORKER

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
ANALYST = Actor("周分析", "市监测站", frozenset({"analyst"}))
PROBLEM, KEY = "月湖岸堆放建筑渣土", "访-1"


@pytest.fixture(scope="module")
def address(chromium, made_city, tmp_path_factory):
    """The city with those who rectify, check and analyse in it, and nothing done yet."""
    city = made_city.copied(tmp_path_factory.mktemp("days"))
    open_desk(city.desk())
    for one in (WORKER, CHECKER, PROVINCE, ANALYST):
        perform("people.enter", {"name": one.name, "unit": one.unit, "roles": sorted(one.roles)}, call())
        set_password(one.name, PASSWORD)
    with served(city) as (place, _):
        yield place


def room(page, label):
    page.click(f"header nav >> text='{label}'")


def presses(page, label, inside="main"):
    page.click(f"{inside} button:text-is('{label}')")


def adds_evidence(page, kind, key, name="材料.txt"):
    """Registers a piece of evidence in the room of evidence."""
    room(page, "佐证")
    page.click("main a:text-is('登记佐证材料')")
    page.set_input_files("#file", {"name": name, "mimeType": "text/plain", "buffer": "现场记录".encode()})
    page.select_option("#kind", kind)
    page.fill("#dated", "2021-01-06")
    page.fill("#key", key)
    presses(page, "登记")
    page.wait_for_selector(".notice")


def opens_what_awaits(page):
    """From the front page to the only problem that waits for whoever is signed in."""
    room(page, "首页")
    page.click("section:has(#today) a:has-text('待我办理')")
    page.click(f"#rows a:text-is('{KEY}')")
    page.wait_for_selector("h1")


def acts(page, label, on, **typed):
    """Takes an action in the drawer, as of a day."""
    page.click(f"section:has(#now) a.button:text-is('{label}')")
    page.wait_for_selector("dialog[open] form.fields")
    for name, text in typed.items():
        page.fill(f"dialog [id='{name.replace('__', '.')}']", text)
    page.fill("dialog #on", on)
    presses(page, label, "dialog")
    page.wait_for_selector(".notice")


def stands(page, word):
    assert page.inner_text("main > p .state >> nth=0").strip() == word


def test_a_problem_is_found_rectified_checked_twice_shown_closed_and_comes_back(open_page):
    office, unit, city, province = (open_page(who=one) for one in (HEAD, WORKER, CHECKER, PROVINCE))
    room(office, "台账")
    office.click("text=督察与信访问题整改台账")
    office.click("main a:text-is('登记新条目')")
    office.fill("#key", KEY)
    office.select_option("[id='f.source']", label="信访")
    office.fill("[id='f.problem']", PROBLEM)
    office.fill("[id='f.units']", WORKER.unit)
    office.fill("[id='f.due_on']", "2021-01-31")
    office.fill("#on", "2021-01-05")
    presses(office, "登记")
    stands(office, "未启动")

    adds_evidence(unit, "rectification_report", "改-1")
    opens_what_awaits(unit)
    acts(unit, "启动整改", "2021-01-06", f__measures="清运并复绿")
    stands(unit, "整改中")
    acts(unit, "报告完成", "2021-01-07", **{"f__outcome": "已清运", "evidence-rectification_report": "改-1"})
    stands(unit, "完成待验")

    adds_evidence(city, "city_check_record", "市-1")
    opens_what_awaits(city)
    acts(city, "市级退回", "2021-01-07", reason="北段仍有渣土")
    opens_what_awaits(unit)
    acts(unit, "报告完成", "2021-01-08", **{"f__outcome": "北段也已清运", "evidence-rectification_report": "改-1"})
    opens_what_awaits(city)
    checked = {"f__checker": CHECKER.name, "f__checked_on": "2021-01-08", "evidence-city_check_record": "市-1"}
    acts(city, "市级核验通过", "2021-01-08", **checked)
    adds_evidence(province, "province_check_record", "省-1")
    opens_what_awaits(province)
    acts(province, "省级核验通过", "2021-01-09", **{"evidence-province_check_record": "省-1"})

    adds_evidence(office, "publicity_notice", "公-1")
    adds_evidence(office, "publicity_result", "果-1")
    opens_what_awaits(office)
    acts(office, "公示", "2021-01-11", **{"evidence-publicity_notice": "公-1"})
    acts(office, "销号", "2021-01-26", document="甲环函1号", **{"evidence-publicity_result": "果-1"})
    stands(office, "已销号")
    adds_evidence(city, "rebound_record", "弹-1")
    room(city, "台账")
    city.click("text=督察与信访问题整改台账")
    city.click(f"#rows a:text-is('{KEY}')")
    again = {
        "f__due_on": "2021-03-31",
        "reason": "渣土复堆",
        "document": "巡查单2号",
        "evidence-rebound_record": "弹-1",
    }
    acts(city, "反弹重启", "2021-02-03", **again)
    stands(city, "反弹")
    has_count(city, ".timeline > li", 10)
    opens_what_awaits(unit)
    stands(unit, "反弹")


def test_a_month_is_opened_filled_returned_filled_again_accepted_and_locked(open_page):
    office, unit = (open_page(who=one) for one in (HEAD, LIAISON))
    room(office, "月调度")
    office.click("text=开展第一个月")
    office.fill("#period", "2021-01")
    presses(office, "查看将要调度的内容")
    office.click("main button:has-text('开单')")
    office.wait_for_selector(".notice")

    adds_evidence(unit, "other", "照片-1")
    room(unit, "首页")
    unit.click("section:has(#today) a:text-is('2021-01')")
    unit.click(f"#rows a:text-is('{LIAISON.unit}')")
    unit.fill("#tasks-0-progress", "完成3公里")
    unit.fill("#tasks-0-percent", "140")
    presses(unit, "报送")
    assert unit.input_value("#tasks-0-progress") == "完成3公里", "what was typed is kept"
    unit.fill("#tasks-0-percent", "40")
    unit.select_option("#tasks-0-claim", label="推进中")
    unit.click("summary:has-text('佐证材料编号') >> nth=0")
    unit.check("input[name='tasks-0-evidence'][value='照片-1']")
    presses(unit, "报送")
    stands(unit, "已报待审")

    sheet = f"#rows a:text-is('{LIAISON.unit}')"
    office.click(sheet)
    office.click("summary:text-is('退回')")
    office.fill("#return-reason", "请写明里程")
    presses(office, "退回重报")
    unit.reload()
    assert "请写明里程" in unit.inner_text("main [role=note]")
    unit.click("text=English")
    unit.wait_for_selector("html[lang=en]")
    unit.fill("#tasks-0-progress", "完成3.2公里")
    presses(unit, "Hand in")
    assert unit.get_attribute("html", "lang") == "en", "the language stays"
    office.reload()
    presses(office, "通过")
    stands(office, "审核通过")

    adds_evidence(office, "bulletin", "通报-1")
    room(office, "月调度")
    office.click("main table a:text-is('2021-01')")
    office.select_option("#bulletin", index=1)
    office.check("input[name=early]")
    office.fill("#reason", "提前上会")
    presses(office, "锁定")
    office.wait_for_selector(".notice")
    unit.reload()
    stands(unit, "locked")
    assert unit.locator("form.sheet").count() == 0


def test_an_analyst_evaluates_anew_looks_the_plan_over_and_compares_editions(open_page):
    page = open_page(who=ANALYST)
    room(page, "体检")
    presses(page, "立即体检")
    page.click("text=刷新列表", timeout=30_000)
    page.wait_for_selector("#rows")
    room(page, "标准")
    page.click("#rows a >> nth=0")
    page.wait_for_selector("main h1")
    room(page, "目标")
    page.click("#rows tbody a >> nth=0")
    page.wait_for_selector(".chart svg path", state="attached")
