"""The page of soil points: complete in itself, both languages, every class with colour, shape and word."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from lxml import html
from tests.reports.nesting import Nesting

from qingshan.evaluation.soil import class_points
from qingshan.kernel.text import LANGUAGES
from qingshan.observations.ingest.run import import_files
from qingshan.observations.store.lake import Lake
from qingshan.reports.soil import TEXTS, soil_page

TABLE = """point,longitude,latitude,datum,land,ph,cd,hg,as,pb,cr,cu,ni,zn
<b>low</b>,116.1,28.1,CGCS2000,paddy,5.5,0.3,,,,,,,
above,116.2,28.2,CGCS2000,水旱轮作,5.51,0.45,0.6,,,,,,
high,116.3,28.3,WGS84,旱地,6.5,2.1,,,,,,,
unknown,,,CGCS2000,paddy,,0.1,,,,,,,
"""
INSIDE, OUTSIDE = [[(116.0, 28.0), (116.4, 28.4)]], [[(90.0, 28.0), (90.4, 28.4)]]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("soil")
    (folder / "points.csv").write_text(TABLE, encoding="utf-8")
    lake = Lake.create(folder / "lake")
    import_files(lake, "soil-points", [folder / "points.csv"], known_from=datetime(2021, 1, 1))
    return class_points(lake, date(2021, 6, 1))


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def written(found, language):
    return soil_page(found, language, INSIDE, "some.geojson")


@pytest.fixture(scope="module")
def tree(written):
    return html.document_fromstring(written)


def words(tree):
    return " ".join(tree.text_content().split())


def test_nothing_is_fetched_from_outside_and_names_are_escaped(written, tree):
    assert not re.findall(r"https?:|@import|url\((?!#)", written)
    assert not tree.xpath("//script | //link | //img | //b[text()='low']")
    assert "<b>low</b>" not in written


def test_every_element_is_closed_where_it_belongs(written):
    nesting = Nesting()
    nesting.feed(written)
    assert (nesting.open, nesting.wrong) == ([], [])


def test_both_drawings_hold_the_points_that_have_a_place_the_worst_on_top(tree):
    for drawing in tree.xpath("//svg[@class='map']"):
        marks = drawing.xpath("./svg/g/@class")
        assert marks == ["k0", "k1", "k2"]
    assert len(tree.xpath("//svg[@class='map']")) == 2


def test_the_legend_says_each_class_in_word_and_shape_with_its_count(tree, language):
    rows = [" ".join(row.text_content().split()) for row in tree.xpath("//ul[@class='classes']/li")]
    said = {
        "zh": ["优先保护类1", "安全利用类1", "严格管控类1", "不能判定1"],
        "en": ["priority protection1", "safe use1", "strict control1", "cannot be judged1"],
    }
    assert rows == said[language]
    assert len(set(tree.xpath("//ul[@class='classes']//path/@d"))) == 4


def test_a_point_says_its_values_when_pointed_at(tree, language):
    titles = tree.xpath("(//svg[@class='map'])[1]//title/text()")
    cadmium, kind = {"zh": ("镉", "安全利用类"), "en": ("Cd", "safe use")}[language]
    (title,) = [text for text in titles if text.startswith("above")]
    assert kind in title
    assert f"{cadmium} 0.45 mg/kg > 0.3 (+0.50×)" in title


def test_datum_offset_and_points_without_a_place_are_said(tree, language):
    said = words(tree)
    assert "CGCS2000" in said
    assert "GCJ-02" in said
    assert TEXTS["no_place"].say(language, n=1) in said


def test_an_outline_out_of_sight_is_said(found, language):
    said = words(html.document_fromstring(soil_page(found, language, OUTSIDE, "far.geojson")))
    assert TEXTS["outline_outside"].say(language, name="far.geojson") in said
    assert "GCJ-02" not in said


def test_the_unverified_footnote_is_said(tree):
    assert "rotation_columns" in words(tree)


def test_what_exceeds_stands_in_the_table_by_item_with_limits(tree):
    (table,) = tree.xpath("//section[@aria-labelledby='above']//table")
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath(".//tbody/tr")]
    assert [row[0] for row in rows] == ["high", "above", "above"]
    assert rows[0][3:4] + rows[0][5:] == ["6.5", "2.1", "0.3", "2", "6.00"]


def test_a_lake_without_points_says_so(tmp_path, language):
    empty = class_points(Lake.create(tmp_path / "lake"), date(2021, 6, 1))
    assert TEXTS["no_points"].say(language) in soil_page(empty, language)


def test_both_languages_say_everything():
    assert all(text.zh and text.en for text in TEXTS.values())
