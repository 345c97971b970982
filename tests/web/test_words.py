"""Every word of a page stands in both languages where it is used; no page carries a script or a style of its own."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qingshan.web.settings import WEB

TEMPLATES = sorted(path for path in WEB.rglob("*.html"))
SPOKEN = {"title", "alt", "placeholder", "aria-label", "aria-description", "content", "label", "summary"}
"""Attributes that a person reads or hears."""
NOT_READ = {"width=device-width, initial-scale=1", "includeIndicatorCSS:false"}
SAY = re.compile(r"\{%\s*say\s+(.*?)\s*%\}")
WORD = re.compile(r'"([^"]*)"')
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LETTERS = re.compile(r"[A-Za-z\u4e00-\u9fff]")
OTHER_LANGUAGE = ("English", "中文")
"""The button that switches names the language one does not have."""


class Bare(HTMLParser):
    """Collects what stands outside tags, and in attributes that are read, once the template's own tags are gone."""

    def __init__(self):
        super().__init__()
        self.found, self.inline = [], []

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in SPOKEN and value and value not in NOT_READ]
        self.inline += [name for name, _ in attrs if name == "style" or name.startswith("on")]
        self.inline += [tag for name in [dict(attrs)] if tag == "style" or (tag == "script" and "src" not in name)]

    def handle_data(self, data):
        self.found.append(data)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_the_words_of_a_template_come_in_pairs(path):
    text = path.read_text(encoding="utf-8")
    for said in SAY.findall(text):
        zh, en, *_ = WORD.findall(said)
        if (zh, en) != OTHER_LANGUAGE:
            assert CHINESE.search(zh) or not LETTERS.search(zh), said
            assert en
            assert not CHINESE.search(en), said
        assert set(re.findall(r"\{(\w+)\}", zh)) == set(re.findall(r"\{(\w+)\}", en)), said
    bare = Bare()
    bare.feed(re.sub(r"<!doctype html>", "", TAGS.sub("", text)))
    assert not [one.strip() for one in bare.found if LETTERS.search(one)]
    assert not bare.inline


def test_a_bare_word_and_an_inline_script_would_be_found():
    bare = Bare()
    bare.feed(TAGS.sub("", '{% say "甲" "a" %}<b title="hidden" onclick="x()">word</b><script>y()</script>'))
    assert [one for one in bare.found if LETTERS.search(one)] == ["hidden", "word", "y()"]
    assert bare.inline == ["onclick", "script"]


def test_every_icon_that_a_state_names_is_drawn():
    from qingshan.web.states import STATES

    drawn = set(re.findall(r'symbol id="icon-(\w+)"', (WEB / "layout" / "icons.html").read_text()))
    assert {shown.icon for shown in STATES.values()} <= drawn


def test_every_template_is_inside_the_package():
    assert len(TEMPLATES) > 10
    assert all(Path(WEB) in path.parents for path in TEMPLATES)
