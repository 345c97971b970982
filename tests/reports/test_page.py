"""The page as a whole: complete in itself, well formed, readable, escaped, and true to the evaluation."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from lxml import html
from tests.evaluation.small_lake import plan, target
from tests.reports.conftest import QUOTE
from tests.reports.nesting import Nesting

import qingshan.reports
from qingshan.evaluation.judge import Question
from qingshan.evaluation.judging import STATES, VERDICTS
from qingshan.evaluation.run import evaluate
from qingshan.kernel.text import LANGUAGES
from qingshan.reports.page import page
from qingshan.reports.words import texts

ROOM = Path(qingshan.reports.__file__).parent


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def written(running, language):
    return page(running, language)


@pytest.fixture(scope="module")
def tree(written):
    return html.document_fromstring(written)


def row_of(tree, result):
    (row,) = tree.xpath("//table[@class='targets']//tr[@id=$result]", result=result)
    return row


def said(element):
    return " ".join(element.text_content().split())


def test_nothing_is_fetched_from_outside(written, tree):
    assert not re.findall(r"https?:|@import|url\((?!#)", written)
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //form")
    assert all(value.startswith("#") for value in tree.xpath("//@href | //@src"))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_every_element_is_closed_where_it_belongs(written):
    nesting = Nesting()
    nesting.feed(written)
    assert (nesting.wrong, nesting.open) == ([], [])


def test_ids_are_unique_and_every_reference_leads_somewhere(written, tree):
    ids = Counter(tree.xpath("//@id"))
    assert max(ids.values()) == 1
    referred = {value.removeprefix("#") for value in tree.xpath("//@href | //@aria-labelledby")}
    assert referred | set(re.findall(r"url\(#([\w-]+)\)", written)) <= set(ids)


def test_the_page_says_its_language(tree, language):
    assert tree.get("lang") == {"zh": "zh-Hans", "en": "en"}[language]


def test_every_target_appears_with_value_verdicts_and_state(running, tree, language):
    for entry, row in zip(running.judged, running.document["targets"], strict=True):
        shown = row_of(tree, row["result"])
        tiers = [tier for tier in (entry.must, entry.strive) if tier]
        chips = [said(chip) for chip in shown.xpath(".//span[starts-with(@class, 'chip')]")]
        assert chips == [*(VERDICTS[tier.verdict].say(language) for tier in tiers), STATES[entry.state].say(language)]
        assert all(reason.say(language) in said(shown) for reason in entry.reasons)
        assert (row["value"] or "—") in said(shown)


def test_every_chip_has_an_icon_beside_its_word(tree):
    chips = tree.xpath("//span[starts-with(@class, 'chip')]")
    assert chips
    assert all(chip.xpath("./svg/use") and said(chip) for chip in chips)


def test_a_quote_is_text_and_never_markup(written, tree):
    assert "<script" not in written
    assert QUOTE in [quote.text_content() for quote in tree.xpath("//q")]


def test_hostile_names_stay_text(running, language):
    heading = replace(running.plan.document, title="<b onload=x>\"'&", area="<i>")
    shown = page(replace(running, plan=replace(running.plan, document=heading)), language)
    assert "<b onload" not in shown
    assert html.document_fromstring(shown).xpath("string(//h1)") == "<b onload=x>\"'&"


def test_synthetic_data_are_marked_in_title_banner_and_every_chart(synthetic, language):
    tree = html.document_fromstring(page(synthetic, language))
    assert "SYNTHETIC" in tree.xpath("string(//title)")
    assert "演示数据" in said(tree.xpath("//div[@role='note']")[0])
    charts = tree.xpath("//figure")
    assert charts
    assert all("SYNTHETIC" in said(chart) for chart in charts)


def test_real_data_are_not_marked_synthetic(written):
    assert "SYNTHETIC" not in written


def test_a_synthetic_table_of_sites_is_enough_for_the_mark(running):
    members = {
        key: [replace(one, source="demo-synthetic: x") for one in found] for key, found in running.air.members.items()
    }
    assert "SYNTHETIC" in page(
        replace(running, records=running.records | {"air": replace(running.air, members=members)})
    )


def test_unverified_parameters_are_counted_and_listed(running, tree):
    keys = running.document["unverified"]
    assert keys
    (note,) = tree.xpath("//details[@id='unverified']")
    assert str(len(keys)) in said(note.xpath("./summary")[0])
    assert sorted(note.xpath(".//code/text()")) == sorted(keys)


def test_editions_and_the_end_of_the_day_are_said(running, tree):
    text = said(tree)
    assert all(edition in text for edition in running.document["editions"])
    assert "2021年2月10日 24时（北京时间）" in text or "end of 2021-02-10, Beijing time" in text


def test_drawing_adds_nothing_to_what_results_cite(running, written):
    assert written
    indicators = {entry.indicator.key: entry.indicator for entry in running.judged if entry.indicator}
    cited = {p.edition for one in indicators.values() for p in running.air.parameters(one)}
    assert cited == set(running.document["editions"])


def test_the_same_evaluation_gives_the_same_page(running):
    assert page(running) == page(running)


def test_known_on_is_shown_in_beijing_time(lake, running):
    asked = replace(running.question, known_on=datetime(2021, 2, 1, 20, 30))
    assert "2021-02-02 04:30" in page(replace(running, question=asked))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_without_targets_says_so(lake, language):
    shown = page(evaluate(plan(), lake, Question(date(2021, 2, 10))), language)
    assert texts()["no_targets"].say(language) in shown
    assert texts()["no_air"].say(language) in shown


@pytest.mark.parametrize("as_of", [date(2020, 12, 31), date(2021, 12, 31)])
def test_a_page_can_be_written_before_and_after_the_period(lake, as_of):
    pm25 = target("air.pm25_mean", "<=", "34", "μg/m3")
    shown = html.document_fromstring(page(evaluate(plan(pm25), lake, Question(as_of))))
    assert len(shown.xpath("//svg[@class='month']")) == 12
    assert len(shown.xpath("//div[@class='wide']/svg")) == 1


def test_every_word_is_used_and_says_the_same_in_both_languages():
    code = "".join(path.read_text() for path in (*ROOM.glob("*.py"), ROOM / "render" / "page.html"))
    built = ("comparator ", "column_", "glance_", "legend_", "exclusion_", "beyond_", "trend_must", "trend_strive")
    built += ("counted_", "change_", "who_")
    named = ("must", "strive", "pro_rata", "set_elsewhere")
    for key, text in texts().items():
        assert text.zh
        assert text.en
        assert set(re.findall(r"{(\w+)", text.zh)) <= set(re.findall(r"{(\w+)", text.en)), key
        assert f'"{key}"' in code or key.startswith(built) or key in named, key


def _luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one, other):
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_colours_contrast_with_their_ground():
    style = (ROOM / "render" / "page.css").read_text()
    named = dict(re.findall(r"--(\w+): (#\w{6})", style))
    rules = re.findall(r"(?<![-\w])color: (#\w{6}|var\(--\w+\))(?:; background: (#\w{6}))?", style)
    assert len(rules) > 10
    for ink, ground in rules:
        colour = ink if ink.startswith("#") else named[ink[6:-1]]
        assert _contrast(colour, ground or "#ffffff") >= 4.5, (ink, ground)
