"""Every importer on a small file written here: what it keeps, of which unit, at which hour, and what it says."""

from __future__ import annotations

from datetime import datetime

import pytest

from qingshan.kernel.problems import Problem
from qingshan.observations.intake.importer import importers

SITES = "date,hour,type,1001A,1002A\n"
FEED = (
    "timepoint,stationcode,longitude,latitude,area,positionname,primarypollutant,aqi,pm10,pm10_24h,pm2_5,pm2_5_24h,o3,"
    "o3_24h,o3_8h,o3_8h_24h,no2,no2_24h,so2,so2_24h,co,co_24h\n"
)
WATCH = "City,Date,Hour,WatchPoint,AQI,Level,PrimaryPollution,PM2.5,PM10,CO,NO2,O3_1h,O3_8h,SO2\n"
STATIONS = "监测点编码,监测点名称,城市,经度,纬度,对照点,省级行政区,地级行政区\n"


def test_every_importer_says_its_clock_its_kind_and_what_it_needs():
    for key, importer in importers().items():
        assert importer.key == key
        assert importer.label.zh != importer.label.en
        assert importer.clock.zh
        assert importer.columns
        assert bool(importer.cells) != bool(importer.registers)


def test_wide_station_days_become_readings_and_published_values(bench):
    text = SITES + "20230120,0,SO2,7,\n20230120,0,CO,0.6,1.25\n20230120,0,AQI,20,—\n20230120,23,PM2.5_24h,9,8\n"
    done = bench.read("cnemc-sites", text)
    assert done.counts == {"kept": 6, "duplicate": 0, "missing": 2, "refused": 0}
    midnight, last = datetime(2023, 1, 20), datetime(2023, 1, 20, 23)
    assert bench.rows("readings", "site, item, hour_end, value, stage, revision") == [
        ("1001A", "co", midnight, 600, 0, 0),
        ("1001A", "so2", midnight, 7000, 0, 0),
        ("1002A", "co", midnight, 1250, 0, 0),
    ]
    assert bench.all_rows("published", "site, name, hour_end, value") == [
        ("1001A", "aqi", midnight, 20000),
        ("1001A", "pm25_24h", last, 9000),
        ("1002A", "pm25_24h", last, 8000),
    ]


def test_columns_without_a_name_are_said_and_their_values_refused(bench):
    done = bench.read("cnemc-sites", "date,hour,type,1001A,,\n20230120,1,SO2,7,,8\n")
    assert done.counts == {"kept": 1, "duplicate": 0, "missing": 1, "refused": 1}
    assert done.reasons == {"place": 1}
    assert any("2" in note.en for note in done.notes)


def feed_row(site, o3, o3_24h, o3_8h="50", o3_8h_24h="60"):
    return (
        f"2022-09-15T16:00:00,{site},1,2,赣州市,x,,46,28,35,18,24,{o3},{o3_24h},{o3_8h},{o3_8h_24h},4,13,7,14,0.5,0.6\n"
    )


def test_a_swapped_ozone_pair_is_put_right_and_said(bench):
    done = bench.read("cnemc-feed", FEED + feed_row("1A", 154, 145) + feed_row("2A", 100, 100))
    ozone = [row for row in bench.rows("readings", "site, item, value") if row[1] == "o3"]
    assert ozone == [("1A", "o3", 145000), ("2A", "o3", 100000)]
    assert any("swapped" in note.en for note in done.notes)


def test_an_ozone_pair_in_documented_order_stays(bench):
    done = bench.read("cnemc-feed", FEED + feed_row("1A", 145, 154, 60, 60))
    assert [row[2] for row in bench.rows("readings", "site, item, value") if row[1] == "o3"] == [145000]
    assert [("swapped" in note.en, "equal throughout" in note.en) for note in done.notes[:2]] == [
        (False, False),
        (False, True),
    ]


def test_a_contradictory_ozone_pair_is_a_problem_for_readings(bench):
    with pytest.raises(Problem) as caught:
        bench.read("cnemc-feed", FEED + feed_row("1A", 154, 145) + feed_row("2A", 90, 100))
    assert caught.value.code.key == "OBS011"
    assert bench.versions() == [0, 0, 0, 0]


def test_a_contradictory_pair_of_eight_hour_means_is_kept_as_named(bench):
    rows = feed_row("1A", 145, 154, 60, 50) + feed_row("2A", 90, 100, 50, 60)
    done = bench.read("cnemc-feed", FEED + rows)
    assert any("kept as named" in note.en for note in done.notes)


def test_several_primaries_in_one_quoted_field_and_hours_with_a_zero(bench):
    primary = '"\n           颗粒物(PM10)\n           \n      臭氧1小时\n"'
    text = WATCH + f"鹰潭,20200402,08,体育馆,52,良,{primary},NaN,44,0.6,24,162,48,NaN\n"
    done = bench.read("aqistudy-hourly", text)
    assert done.counts["missing"] == 2
    published = bench.all_rows("published", "site, hour_end, name, text, value")
    hour = datetime(2020, 4, 2, 8)
    assert ("鹰潭/体育馆", hour, "primary", "颗粒物(PM10),臭氧1小时", None) in published
    assert ("鹰潭/体育馆", hour, "level", "良", None) in published


def station_rows():
    return STATIONS + (
        "2357A,龙虎山(对照点),鹰潭,116.9822,28.1136,Y,江西省,鹰潭市\n"
        "2360A,体育馆,鹰潭,117.0222,28.2264,N,江西省,鹰潭市\n"
        "1001A,旧站(停运170322),鹰潭,,,Y,江西省,鹰潭市\n"
        "1002A,旧站,鹰潭,1,2,N,江西省,鹰潭市\n"
        "3001A,重名,鹰潭,1,2,N,江西省,鹰潭市\n"
        "3002A,重名,鹰潭,1,2,N,江西省,鹰潭市\n"
        "1436A,草堂寺（已停运）,成都,104.026,30.6544,N,四川省,成都市\n"
    )


def test_the_station_list_gives_sites_and_the_areas_they_speak_for(bench):
    done = bench.read("station-list", station_rows())
    assert done.counts["kept"] == 7
    sites = {row[0]: row[1:] for row in bench.all_rows("sites", "site, background, stopped_on, longitude")}
    assert sites["2357A"] == (True, None, "116.9822")
    assert sites["1001A"] == (False, datetime(2017, 3, 22).date(), None)
    memberships = {row[0]: row[1:] for row in bench.all_rows("memberships", "site, area, role, until")}
    assert memberships["2357A"] == ("鹰潭市", "background", None)
    assert memberships["1001A"] == ("鹰潭市", "assessment", datetime(2017, 3, 22).date())
    assert memberships["1436A"] == ("成都市", "stopped", None)


def test_the_same_station_list_later_adds_nothing_and_a_changed_one_only_the_change(bench):
    bench.read("station-list", station_rows())
    again = bench.read("station-list", station_rows() + "\n")
    assert (again.counts.get("unchanged"), again.counts.get("kept")) == (7, None)
    changed = bench.read("station-list", station_rows().replace("117.0222", "117.0223"))
    assert (changed.counts["revised"], changed.counts["unchanged"]) == (1, 6)
    assert bench.lake.rows("sites") == 8


def watch_rows(*names, city="鹰潭"):
    return WATCH + "".join(f"{city},20200402,08,{name},50,优,,10,20,0.5,10,20,30,5\n" for name in names)


def places(bench):
    return {row[0] for row in bench.rows("readings", "site")}


def test_names_become_codes_only_where_one_station_bears_them(bench):
    bench.read("station-list", station_rows())
    done = bench.read("aqistudy-hourly", watch_rows("体育馆", "龙虎山", "旧站", "重名", "无此站", city="鹰潭市"))
    assert places(bench) == {"2360A", "2357A", "1002A", "鹰潭市/重名", "鹰潭市/无此站"}
    assert any("2 sites" in note.en for note in done.notes)


def test_two_spellings_of_one_name_are_not_merged(bench):
    bench.read("station-list", station_rows())
    bench.read("aqistudy-hourly", watch_rows("龙虎山", "龙虎山(对照点)", "体育馆(微调)", "体育馆(新)"))
    assert places(bench) == {"2357A", "鹰潭/龙虎山", "鹰潭/体育馆(微调)", "鹰潭/体育馆(新)"}


def test_a_station_list_beside_the_file_serves_too(bench):
    stations = bench.file(station_rows(), "stations.csv")
    bench.read("aqistudy-hourly", watch_rows("体育馆"), stations=stations)
    assert places(bench) == {"2360A"}


def test_a_file_without_cities_needs_one(bench):
    text = watch_rows("体育馆").replace("City,", "").replace("鹰潭,", "")
    with pytest.raises(Problem) as caught:
        bench.read("aqistudy-hourly", text)
    assert caught.value.code.key == "OBS010"
    assert bench.read("aqistudy-hourly", text, city="鹰潭").counts["kept"] == 9


def test_one_site_without_a_name_needs_one_and_leaves_out_absent_columns(bench):
    text = "datetime,PM2.5,O3,NO2,CO,SO2\n2014-05-13 00:00:00,20.0,2.0,13.0,0.571,\n"
    with pytest.raises(Problem) as caught:
        bench.read("single-site-hourly", text)
    assert caught.value.code.key == "OBS010"
    assert bench.read("single-site-hourly", text, site="海口/1").counts["missing"] == 1
    assert ("海口/1", "co", datetime(2014, 5, 13), 571) in bench.rows("readings", "site, item, hour_end, value")


UCI = '"No","year","month","day","hour","PM2.5","PM10","SO2","NO2","CO","O3","TEMP","wd","station"\n'


def test_beijing_co_in_micrograms_and_a_fourth_decimal_rounded_half_even(bench):
    text = UCI + '1,2013,3,1,0,4,NA,99.6745,0.0015,300,10.0005,-0.7,"NNW","Dongsi"\n'
    bench.read("uci-beijing", text)
    assert bench.rows("readings", "site, item, hour_end, value") == [
        ("北京/Dongsi", item, datetime(2013, 3, 1), value)
        for item, value in (("co", 300), ("no2", 2), ("o3", 10000), ("pm25", 4000), ("so2", 99674))
    ]


def test_daily_and_monthly_figures_go_to_statistics(bench):
    daily = (
        "city,date,AQI,AQI_range,level,PM2.5,PM10,SO2,CO,NO2,O3,rank\n"
        "南昌,2013-12-02,130,1~2,良,109.9,198.1,107.9,1.67,88.5,76,50\n"
    )
    bench.read("city-daily", daily)
    monthly = "月份,AQI,范围,质量等级,PM2.5,PM10,SO2,CO,NO2,O3\n2014-12,95,95~95,良,53,139,30,0.7,30,110\n"
    bench.read("city-monthly", monthly, "gbk.csv", "gbk", city="鹰潭")
    found = bench.rows("statistics", "place, period, item, value")
    assert ("南昌", "2013-12-02", "co", 1670) in found
    assert ("鹰潭", "2014-12", "pm25", 53000) in found
    assert len(found) == 14


def test_dates_after_february_of_a_leap_year_are_refused_not_guessed(bench):
    steps = {"2015.0": "0.16438356164383561", "2016.0": "0.16164383561643836", "2016": "0.16438356164383561"}
    rows = "".join(f"{year},{step},1,2,Anshan,32.12345\n" for year, step in steps.items())
    done = bench.read("cities-pm25-daily", "Year,Time,Long,Lat,City,PM2.5\n" + rows + "2014,0.5001,1,2,Anshan,7\n")
    assert done.reasons == {"date-ambiguous": 1, "time": 1}
    assert bench.rows("statistics", "period, value") == [("2015-03-01", 32123), ("2016-02-28", 32123)]
    report = done.report.read_text(encoding="utf-8")
    assert "4,Anshan,2016 0.16438356164383561,pm25,32.12345,date-ambiguous" in report


def test_memberships_are_dated_and_wrong_ones_refused(bench):
    text = (
        "site,area,role,since,until,source\n"
        "2360A,月湖区,assessment,2020-01-01,2020-12-31,监测方案\n"
        "2360A,月湖区,local,2021-01-01,,监测方案\n"
        "2357A,龙虎山景区,judge,,,监测方案\n"
        "2357A,龙虎山景区,local,2021-02-30,,监测方案\n"
        ",龙虎山景区,local,,,监测方案\n"
    )
    done = bench.read("memberships", text)
    assert done.counts == {"kept": 2, "refused": 3}
    assert done.reasons == {"role": 1, "time": 1, "place": 1}
