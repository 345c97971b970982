from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from qingshan.evaluation.water_sections import sections
from qingshan.evaluation.water_verification import share, verify_water
from qingshan.observations.ingest.run import import_files
from qingshan.observations.intake.importer import Options
from qingshan.observations.store.lake import Lake
from tests.evaluation.small_water import make, section

KNOWN = datetime(2026, 1, 1)
HEAD = "省份,流域,断面名称,监测时间,水质类别,水温,pH,溶解氧,电导率,浊度,高锰酸盐指数,氨氮,总磷,总氮,站点情况\n"
WATER = Path(__file__).resolve().parents[3] / "shared" / "data" / "water"
real = pytest.mark.skipif(not WATER.is_dir(), reason="the folder ../shared with real data is not there")


def row(name, when, said, tp="0.05", nh3n="0.1", state="正常"):
    return f"省,江,{name},{when},{said},20.0,7.00,8.00,100.0,5.0,2.00,{nh3n},{tp},1.20,{state}\n"


def verified(folder, *rows, register=()):
    path = folder / "hours.csv"
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    lake = make(folder / "register", register, ())
    return verify_water("cnemc-water-hourly", [path], KNOWN, register=sections(lake), options=Options(year=2021))


def test_published_classes_are_computed_again_with_the_registers_kind_of_water(tmp_path):
    register = [section("湖", body="lake", body_verification="inferred"), section("河")]
    rows = [row(name, "04-01 08:00", "Ⅲ" if name == "湖" else "Ⅱ") for name in ("湖", "河", "别处")]
    found = verified(tmp_path, *rows, row("河", "04-01 12:00", "Ⅱ", nh3n="0.51"), register=register)
    assert (found.samples, found.classes.agree, found.classes.differ, share(found.classes)) == (4, 3, 1, "75.00")
    assert {name: (one.agree, one.differ) for name, one in found.by_body.items()} == {
        "declared": (1, 1),
        "inferred": (1, 0),
        "unsaid": (1, 0),
    }
    (miss,) = found.misses
    assert (miss["section"], miss["moment"], miss["published"], miss["computed"]) == (
        "省/河",
        "2021-04-01T12:00:00",
        "Ⅱ",
        "Ⅲ",
    )
    assert miss["items"]["nh3n"] == {"value": "0.51", "class": "Ⅲ"}
    assert found.editions == ["gb3838:2002"]


def test_a_lake_taken_for_a_river_is_a_miss(tmp_path):
    found = verified(tmp_path, row("湖", "04-01 08:00", "Ⅲ"))
    assert (found.classes.agree, found.classes.differ) == (0, 1)
    assert found.misses[0]["computed"] == "Ⅱ"


def test_samples_without_a_class_are_counted_by_cause(tmp_path):
    empty = "省,江,丙,04-01 08:00,--,--,--,--,--,--,--,--,--,--,断电\n"
    rows = [row("甲", "04-01 08:00", "--", state="维护"), row("乙", "04-01 08:00", "*", state="维护"), empty]
    found = verified(tmp_path, *rows, row("丁", "--", "Ⅱ"))
    assert (found.classes.agree, share(found.classes)) == (0, None)
    assert found.without_class == [
        {"station": "维护", "measured": True, "contradicted": False, "count": 2},
        {"station": "断电", "measured": False, "contradicted": False, "count": 1},
    ]
    assert set(found.refused) == {"no-time"}


def test_a_file_that_says_two_things_is_told_apart(tmp_path):
    rows = [row("甲", "04-01 08:00", "Ⅲ", nh3n="0.6"), row("甲", "04-01 08:00", "Ⅲ", nh3n="0.7")]
    rows += [row("乙", "04-01 08:00", "Ⅱ"), row("丙", "04-01 08:00", "Ⅱ"), row("丙", "04-01 08:00", "Ⅲ")]
    found = verified(tmp_path, *rows)
    assert (found.classes.agree, found.classes.differ) == (1, 1)
    assert (found.whole.agree, found.whole.differ) == (1, 0)
    assert [one["contradicted"] for one in found.misses] == [["nh3n"]]
    assert found.without_class == [{"station": "正常", "measured": True, "contradicted": True, "count": 1}]


@pytest.fixture
def real_register(tmp_path):
    lake = Lake.create(tmp_path / "lake")
    import_files(lake, "section-types", [WATER / "section_body_type_jiangxi.csv"], known_from=KNOWN)
    return sections(lake)


@real
def test_every_published_class_of_the_snapshots_recomputes_unrounded(real_register):
    path = WATER / "jiangxi_daily_snapshots_20200508_20210405.csv.gz"
    found = verify_water("cnemc-water-daily", [path], KNOWN, register=real_register)
    assert (found.classes.agree, found.classes.differ) == (786, 0)
    assert set(found.by_body) == {"inferred"}
    assert found.samples == 786 + sum(one["count"] for one in found.without_class)


@real
def test_rounded_four_hourly_classes_recompute_to_the_known_share_and_every_miss_is_listed(real_register):
    paths = [WATER / "jiangxi_4hourly_20210401_05.csv.gz", *sorted(WATER.glob("section_*_2021-04.csv"))]
    found = verify_water("cnemc-water-hourly", paths, KNOWN, register=real_register, options=Options(year=2021))
    assert (found.classes.agree, found.classes.differ, share(found.classes)) == (1584, 51, "96.88")
    assert (found.whole.agree, found.whole.differ, share(found.whole)) == (1572, 35, "97.82")
    assert len(found.misses) == 51
