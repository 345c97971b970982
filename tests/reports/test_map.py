"""The drawing of points: projection, graticule, shapes, what is clipped."""

from __future__ import annotations

from decimal import Decimal
from math import cos, radians

import pytest
from lxml import html

from qingshan.reports.map import LEFT, RIGHT, Mark, Size, around, degrees, graticule, shape, svg_map

SIZE = Size(600, 5, 0.8)
PLACES = [(116.0, 28.0), (117.0, 28.5)]


def test_a_degree_of_longitude_is_as_much_shorter_as_at_the_middle_latitude():
    frame = around(PLACES, SIZE)
    (x, y), (right, _), (_, up) = (frame.at(place) for place in ((116.0, 28.0), (117.0, 28.0), (116.0, 29.0)))
    assert (right - x) / (y - up) == pytest.approx(cos(radians(28.25)))


@pytest.mark.parametrize(
    "places", [PLACES, [(116.0, 28.0)], [(116.0, 28.0), (116.0, 29.0)], [(110.0, 28.0), (118.0, 28.0)]]
)
def test_every_place_lies_inside_a_frame_neither_flat_nor_tall(places):
    frame = around(places, SIZE)
    assert frame.width == SIZE.width - LEFT - RIGHT
    assert 0.499 * frame.width < frame.height < 0.801 * frame.width
    for x, y in map(frame.at, places):
        assert 0 < x < frame.width
        assert 0 < y < frame.height


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (111.93, 112.21, 4, ["112.0", "112.1", "112.2"]),
        (26.2, 26.9, 8, ["26.2", "26.3", "26.4", "26.5", "26.6", "26.7", "26.8", "26.9"]),
        (26.2, 26.9, 3, ["26.5"]),
        (-12.0, 31.0, 5, ["-10", "0", "10", "20", "30"]),
        (28.0001, 28.0002, 3, ["28.00010", "28.00015", "28.00020"]),
    ],
)
def test_the_graticule_is_of_round_degrees(low, high, most, expected):
    assert [f"{degree:f}" for degree in graticule(low, high, most)] == expected


def test_degrees_name_their_side():
    assert degrees(Decimal("-0.5"), ("E", "W")) == "0.5°W"


@pytest.mark.parametrize("name", ["circle", "triangle", "square", "cross"])
def test_shapes_differ_and_stand_where_they_are_put(name):
    drawn = html.fromstring(shape(name, 10, 20, class_="point"))
    assert drawn.get("d").startswith("M")
    others = {shape(other, 10, 20) for other in ("circle", "triangle", "square", "cross")}
    assert len(others) == 4


def test_marks_carry_class_and_title_and_lie_above_outlines_which_are_clipped():
    marks = [Mark(PLACES[0], "k0", "circle", "<one>"), Mark(PLACES[1], "k1", "triangle", "two")]
    near, far = [(115.0, 28.2), (118.0, 28.2)], [(90.0, 28.2), (91.0, 28.2)]
    drawing = html.fromstring(svg_map(marks, [near, far, []], SIZE, "two points"))
    assert drawing.get("aria-label") == "two points"
    inner = drawing.xpath("./svg")[0]
    assert [g.get("class") for g in inner.xpath("./g")] == ["k0", "k1"]
    assert inner.xpath("./g/title/text()") == ["<one>", "two"]
    kinds = [child.get("class") for child in inner]
    assert kinds.count("outline") == 1
    assert kinds.index("outline") < kinds.index("k0")
    assert set(drawing.xpath("./text/text()")) >= {"116.5°E", "28.2°N"}
