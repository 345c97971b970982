from __future__ import annotations

import json

import pytest

from qingshan.kernel.problems import Problem
from qingshan.observations.outlines import outlines

RING = [[116, 28], [117, 28, 5], [117, 29], [116, 28]]
PLACES = [(116.0, 28.0), (117.0, 28.0), (117.0, 29.0), (116.0, 28.0)]


def written(folder, document):
    path = folder / "outline.geojson"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return path


@pytest.mark.parametrize(
    ("kind", "coordinates", "lines"),
    [("LineString", RING, 1), ("Polygon", [RING, RING], 2), ("MultiPolygon", [[RING], [RING, RING]], 3)],
)
def test_every_ring_and_line_is_read_in_its_order(tmp_path, kind, coordinates, lines):
    geometry = {"type": kind, "coordinates": coordinates}
    empty = {"type": "Feature", "geometry": None}
    features = [{"type": "Feature", "geometry": geometry}, empty]
    found = outlines(written(tmp_path, {"type": "FeatureCollection", "features": features}))
    assert found == [PLACES] * lines


@pytest.mark.parametrize(
    "document",
    ["not json", "[]", {"type": "Point", "coordinates": [1, 2]}, {"type": "LineString", "coordinates": [["a", "b"]]}],
)
def test_what_is_no_outline_is_a_problem(tmp_path, document):
    with pytest.raises(Problem) as raised:
        outlines(written(tmp_path, document))
    assert raised.value.code.key == "OBS015"


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    with pytest.raises(Problem) as raised:
        outlines(tmp_path / "nowhere.geojson")
    assert raised.value.code.key == "OBS013"
