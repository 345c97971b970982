"""What a bad file or a repeated import does: a coded problem or a counted refusal, and nothing lost or doubled."""

from __future__ import annotations

import csv
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingshan.kernel.problems import Problem
from qingshan.kernel.units import decimal_of, round_half_even, scaled
from qingshan.observations.ingest.cnemc_sites import IMPORTER as SITES_IMPORTER
from qingshan.observations.ingest.run import import_files
from qingshan.observations.ingest.uci_beijing import IMPORTER as UCI_IMPORTER
from qingshan.observations.intake import judging
from qingshan.observations.intake.source_file import Damaged
from qingshan.observations.store.lake import Lake, connect

HEADER = "date,hour,type,1001A,1002A\n"
DAY = HEADER + "20230120,1,SO2,7,8\n20230120,2,SO2,9,10\n"


def code(bench, source, path, **options):
    before = bench.versions()
    with pytest.raises(Problem) as caught:
        bench.take(source, path, **options)
    assert bench.versions() == before, "a problem leaves the tables as they were"
    assert caught.value.as_json("zh")["action"]
    return caught.value.code.key


def test_faulty_files_are_coded_problems(bench):
    assert code(bench, "no-such-source", bench.file(DAY)) == "OBS003"
    assert code(bench, "cnemc-sites", bench.file("")) == "OBS004"
    assert code(bench, "cnemc-sites", bench.file(HEADER)) == "OBS004"
    assert code(bench, "cnemc-sites", bench.file(" \n")) == "OBS004"
    assert code(bench, "cnemc-sites", bench.file("a,b\n1,2\n")) == "OBS007"
    assert code(bench, "cnemc-sites", bench.file(HEADER.replace("1002A", "1001A") + "20230120,1,SO2,7,8\n")) == "OBS008"
    assert code(bench, "cnemc-sites", bench.folder / "absent.csv") == "OBS013"
    assert code(bench, "city-daily-zh", bench.file("日期,城市\n1,2\n", "gbk.csv", "gbk")) == "OBS006"


def test_a_truncated_gzip_is_a_coded_problem_wherever_it_breaks_off(bench):
    rows = "".join(f"20230120,{hour},SO2,{hour * 7919 % 1009},{hour * 104729 % 997}\n" for hour in range(24)) * 2000
    whole = bench.file(HEADER + rows, "day.csv.gz").read_bytes()
    for cut in (12, len(whole) // 2, len(whole) - 3):
        path = bench.folder / f"cut{cut}.csv.gz"
        path.write_bytes(whole[:cut])
        assert code(bench, "cnemc-sites", path) == "OBS005"


def test_one_bad_file_among_good_ones_keeps_all_out(bench):
    good, bad = bench.file(DAY, "good.csv"), bench.file("x,y\n1,2\n", "bad.csv")
    with pytest.raises(Problem):
        bench.take("cnemc-sites", good, bad)
    assert bench.versions() == [0, 0, 0, 0]


def test_a_foreign_header_names_the_source_it_fits(bench):
    path = bench.file("site,area,role,since,until,source\na,b,local,,,x\n")
    with pytest.raises(Problem) as caught:
        bench.take("cnemc-sites", path)
    assert "memberships" in caught.value.as_json("en")["action"]


def test_importing_into_a_folder_that_is_no_lake(tmp_path):
    with pytest.raises(Problem) as caught:
        Lake.open(tmp_path / "absent")
    assert caught.value.code.key == "OBS001"


def report_rows(done):
    with done.report.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_refused_value_can_be_found_again(bench):
    text = HEADER + (
        "20230120,1,SO2,7,1e3\n"  # row 2
        "20230120,2,SO2,9\n"  # row 3: a field short
        "20230120,25,SO2,11,\n"  # row 4: no such hour
        "20230120,3,XYZ,13,14\n"  # row 5: no such type
        "20230120,4,CO,0.1234,-0.5\n"  # row 6
        "20230120,5,SO2,15,16,17\n"  # row 7: a field too many
        "20230120,6,SO2,18,abc\n"  # row 8
    )
    done = bench.read("cnemc-sites", text)
    assert done.reasons == {"number": 2, "fields": 2, "time": 1, "name": 2, "decimals": 1}
    assert done.counts == {"kept": 3, "duplicate": 0, "missing": 1, "refused": 8}
    found = {(int(row["row"]), row["reason"], row["text"]) for row in report_rows(done)}
    assert found == {
        (2, "number", "1e3"), (3, "fields", "20230120,2,SO2,9"), (4, "time", "11"), (5, "name", "13"),
        (5, "name", "14"), (6, "decimals", "0.1234"), (7, "fields", "20230120,5,SO2,15,16,17"), (8, "number", "abc"),
    }  # fmt: skip


def test_rows_are_numbered_as_records_over_line_breaks_in_quotes(bench):
    header = "City,Date,Hour,WatchPoint,AQI,Level,PrimaryPollution,PM2.5,PM10,CO,NO2,O3_1h,O3_8h,SO2\n"
    row = '鹰潭,20200402,{hour},体育馆,52,良,"颗粒物(PM10)\n臭氧1小时",{pm},44,0.6,24,162,48,5\n'
    short = "鹰潭,20200402,08\n"
    text = (
        header
        + row.format(hour="08", pm=1)
        + short
        + row.format(hour="09", pm="x")
        + short
        + row.format(hour="10", pm="y")
    )
    done = bench.read("aqistudy-hourly", text)
    assert [(int(row["row"]), row["reason"]) for row in report_rows(done)] == [
        (3, "fields"), (4, "number"), (5, "fields"), (6, "number"),
    ]  # fmt: skip


def test_a_value_given_twice_counts_once_and_contradictions_are_all_refused(bench):
    text = HEADER + "20230120,1,SO2,7,8\n20230120,1,SO2,7,9\n20230120,2,SO2,1,1\n"
    done = bench.read("cnemc-sites", text)
    assert done.counts == {"kept": 3, "duplicate": 1, "missing": 0, "refused": 2}
    assert done.reasons == {"conflict": 2}
    assert sorted(row["text"] for row in report_rows(done)) == ["8", "9"]


def test_the_same_file_again_is_no_work_and_no_commit(bench):
    path = bench.file(DAY)
    bench.take("cnemc-sites", path)
    before = bench.versions()
    again = bench.take("cnemc-sites", path).files[0]
    assert again.is_known
    assert again.read == 0
    assert bench.versions() == before


def test_the_same_values_in_another_file_are_unchanged(bench):
    bench.read("cnemc-sites", DAY)
    again = bench.read("cnemc-sites", DAY + "\n", "again.csv")
    assert (again.counts["unchanged"], again.counts["kept"]) == (4, 0)
    assert bench.lake.rows("readings") == 4


def test_another_value_is_a_revision_and_the_first_stays_known(bench):
    bench.read("cnemc-sites", DAY)
    first = bench.last_known
    done = bench.read("cnemc-sites", DAY.replace(",7,8", ",70,8"))
    assert (done.counts["revised"], done.counts["unchanged"]) == (1, 3)
    key = ("1001A", datetime(2023, 1, 20, 1))
    assert (*key, 70000, 1) in bench.rows("readings", "site, hour_end, value, revision")
    assert (*key, 7000, 0) in bench.rows("readings", "site, hour_end, value, revision", first)
    back = bench.read("cnemc-sites", DAY + "20230120,3,SO2,1,1\n")
    assert (back.counts["revised"], back.counts["kept"]) == (1, 2)
    assert (*key, 7000, 2) in bench.rows("readings", "site, hour_end, value, revision")


def test_the_same_value_at_a_higher_stage_is_a_revision(bench):
    bench.read("cnemc-sites", DAY)
    done = bench.read("cnemc-sites", DAY, stage=1)
    assert done.counts["revised"] == 4
    assert {row[0] for row in bench.rows("readings", "stage")} == {1}
    realtime_again = bench.read("cnemc-sites", DAY.replace(",7,8", ",71,8"))
    assert (realtime_again.counts["revised"], realtime_again.counts["unchanged"]) == (1, 3)
    assert {row[0] for row in bench.rows("readings", "stage")} == {1}


def test_files_of_one_import_revise_each_other_in_order_in_one_commit(bench):
    first = bench.file(DAY, "a.csv")
    second = bench.file(DAY.replace(",7,8", ",70,8"), "b.csv")
    third = bench.file(DAY, "c.csv.gz")
    done = bench.take("cnemc-sites", first, second, third)
    assert [file.counts["kept"] for file in done.files] == [4, 0, 0]
    assert [file.counts.get("revised", 0) for file in done.files] == [0, 1, 1]
    assert bench.versions()[0] == 1
    assert (7000, 2) in bench.rows("readings", "value, revision")


def test_a_revised_published_value_is_appended_once(bench):
    text = HEADER + "20230120,1,AQI,50,51\n"
    bench.read("cnemc-sites", text)
    bench.read("cnemc-sites", text.replace("50", "60"))
    assert bench.all_rows("published", "site, value") == [("1001A", 50000), ("1001A", 60000), ("1002A", 51000)]


def test_the_sums_are_checked_at_run_time(bench):
    done = bench.read("cnemc-sites", DAY)
    with pytest.raises(RuntimeError, match="add up"):
        type(done)(done.file, done.batch, done.sha256, 1, 1, done.read + 1, done.counts)


def test_progress_is_told_in_rows(bench):
    told = []
    import_files(
        bench.lake,
        "cnemc-sites",
        [bench.file(DAY)],
        known_from=datetime(2026, 1, 1),
        on_progress=lambda *news: told.append(news),
    )
    assert told == [("file.csv", 2)]


def judged(importer, texts):
    with connect() as connection:
        judging.prepare(connection, importer)
        rows = [[row, "1001A", datetime(2023, 1, 1), "", "so2", text, None] for row, text in enumerate(texts)]
        connection.executemany("INSERT INTO cells VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        judging.judge(connection, Damaged())
        return connection.execute("SELECT value, reason FROM judged ORDER BY row").fetchall()


decimals = st.decimals(-9999, 9999, places=6, allow_nan=False).map(lambda value: format(value, "f"))


@given(st.lists(decimals, min_size=1, max_size=30))
@settings(max_examples=25, deadline=None)
def test_rounding_importers_round_half_even_and_others_refuse(texts):
    expected = [scaled(round_half_even(text, 3), 3) for text in texts]
    assert [value for value, _ in judged(UCI_IMPORTER, texts)] == expected
    for text, (value, reason) in zip(texts, judged(SITES_IMPORTER, texts), strict=True):
        exact = decimal_of(text)
        fits = exact == round_half_even(text, 3)
        assert (value, reason) == ((scaled(exact, 3), None) if fits else (None, "decimals"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("60", 60000),
        ("100", 100000),
        ("0.571", 571),
        ("-0.5", -500),
        (" 3 ", 3000),
        ("7.", 7000),
        ("0.0005", 0),
        ("0.0015", 2),
    ],
)
def test_single_texts_become_thousandths(text, value):
    assert judged(UCI_IMPORTER, [text]) == [(value, None)]
