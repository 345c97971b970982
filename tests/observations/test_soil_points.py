"""Registers of soil points: numbers exact, words of either language, what cannot be used refused with its reason."""

from __future__ import annotations

import pytest

HEADER = "point,longitude,latitude,datum,land,ph,cd,hg,as,pb,cr,cu,ni,zn\n"
ROW = "P1,116.5,28.25,CGCS2000,水田,6.5,0.3,NA,,,,,,\n"
COLUMNS = "point, longitude, latitude, datum, land, ph, soil_cd, soil_hg, soil_as, soil_zn"


def test_a_point_is_kept_as_written_with_contents_in_billionths(bench):
    done = bench.read("soil-points", HEADER + ROW)
    assert (done.counts, done.notes) == ({"kept": 1, "refused": 0}, ())
    assert bench.all_rows("soil_points", COLUMNS) == [
        ("P1", "116.5", "28.25", "CGCS2000", "paddy", 650, 300_000_000, None, None, None)
    ]


@pytest.mark.parametrize(
    ("word", "land"),
    [("paddy", "paddy"), ("Upland", "upland"), ("旱地", "upland"), ("水旱轮作", "rotation"), ("", None), ("NA", None)],
)
def test_the_land_is_named_in_either_language_or_not_at_all(bench, word, land):
    bench.read("soil-points", HEADER + ROW.replace("水田", word))
    assert bench.all_rows("soil_points", "land") == [(land,)]


@pytest.mark.parametrize(
    ("written", "ph"), [("6.505", 650), ("6.515", 652), ("6.5050001", 651), ("6.5", 650), ("7", 700), ("14.00", 1400)]
)
def test_ph_is_rounded_half_to_even_to_two_places_and_that_is_said(bench, written, ph):
    done = bench.read("soil-points", HEADER + ROW.replace(",6.5,", f",{written},"))
    assert bench.all_rows("soil_points", "ph") == [(ph,)]
    longer = len(written.partition(".")[2].rstrip("0")) > 2
    assert [note.en[:9] for note in done.notes] == (["1 numbers"] if longer else [])


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ("P1", "", "place"),
        ("116.5", "", "coordinates"),
        ("116.5", "216.5", "coordinates"),
        ("28.25", "-90.1", "coordinates"),
        ("28.25", "28°15′", "coordinates"),
        ("水田", "池塘", "land"),
        (",6.5,", ",14.01,", "number"),
        (",6.5,", ",酸,", "number"),
        ("0.3,", "-0.3,", "number"),
        ("0.3,", "<0.01,", "number"),
        ("0.3,", "1000000,", "number"),
        ("0.3,", "0.3000000001,", "decimals"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_reason(bench, was, now, reason):
    done = bench.read("soil-points", HEADER + ROW.replace(was, now))
    assert (done.counts, done.reasons) == ({"refused": 1}, {reason: 1})
    assert bench.all_rows("soil_points", "point") == []


def test_a_point_without_place_on_earth_is_kept(bench):
    bench.read("soil-points", HEADER + ROW.replace("116.5,28.25,CGCS2000", ",,"))
    assert bench.all_rows("soil_points", "longitude, latitude, datum") == [(None, None, "unknown")]


def test_the_same_point_again_says_nothing_new_and_another_content_is_a_revision(bench):
    bench.read("soil-points", HEADER + ROW)
    assert bench.read("soil-points", HEADER + ROW + "\n").counts["unchanged"] == 1
    assert bench.read("soil-points", HEADER + ROW.replace("0.3", "0.31")).counts["revised"] == 1
    twice = bench.read("soil-points", HEADER + ROW + ROW.replace("0.3", "0.32"))
    assert (twice.counts, twice.reasons) == ({"refused": 2}, {"conflict": 2})


def test_points_of_the_published_form_are_named_by_where_they_are(bench):
    text = "X,Y,land_use,pH,SoilCdtot,RiceCd\n111.5,26.5,Paddy,6.2575,0.2696,NA\n,26.5,Paddy,6,0.2,NA\n"
    done = bench.read("soil-cd-cropland", text)
    assert bench.all_rows("soil_points", "point, land, ph, soil_cd, datum") == [
        ("E111.5 N26.5", "paddy", 626, 269_600_000, "unknown")
    ]
    assert done.reasons == {"place": 1}
    assert len(done.notes) == 2
