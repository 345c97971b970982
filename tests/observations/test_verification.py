from __future__ import annotations

from datetime import datetime

from qingshan.evaluation.verification import verify

KNOWN = datetime(2026, 1, 1)
WATCH = "City,Date,Hour,WatchPoint,AQI,Level,PrimaryPollution,PM2.5,PM10,CO,NO2,O3_1h,O3_8h,SO2\n"
# Index vectors of the national feed: 75 with two primaries (83, 37, 1.608, 2, 99 → 75, 55 → 75), 50 without one.
ROWS = (
    '某市,20220715,16,甲,75,良,"颗粒物(PM10)\n 细颗粒物(PM2.5)",55,99,1.608,37,2,3,83\n'
    "某市,20220715,16,乙,50,优,NaN,7,22,0.2,5,158,90,10\n"
    "某市,20220715,17,乙,51,良,NaN,7,22,0.2,5,158,90,10\n"
    "某市,20220715,18,乙,NaN,优,NaN,7,NaN,0.2,5,158,90,10\n"
    "某市,20220715,19,乙,NaN,优,NaN,7,22,0.2,5,158,90,10\n"
)


def test_published_statements_are_computed_again_and_counted(bench):
    found = verify("aqistudy-hourly", [bench.file(WATCH + ROWS)], KNOWN)
    assert (found.index.agree, found.index.differ) == (2, 1)
    assert (found.level.agree, found.level.differ) == (2, 1)
    assert (found.primary.agree, found.primary.differ) == (3, 0)
    assert found.without_index == {"pm10": 1, "": 1}
    assert found.differences == [
        {"site": "某市/乙", "hour_end": "2022-07-15 17:00:00", "published": "51", "computed": "50"}
    ]
    assert found.editions == ["hj633:2012"]


def test_sulfur_dioxide_above_800_has_the_index_of_its_24_hour_mean_or_none(bench):
    row = "某市,20220715,16,甲,{aqi},良,NaN,7,22,0.2,5,50,40,801\n"
    found = verify("aqistudy-hourly", [bench.file(WATCH + row.format(aqi=200))], KNOWN)
    assert (found.index.agree, found.index.differ) == (0, 1)
    assert found.differences[0]["computed"] == "None"


def test_running_means_at_midnight_agree_within_half_a_step(bench):
    hours = [(20230120, hour) for hour in range(1, 24)] + [(20230121, 0)]
    lines = [f"{day},{hour},SO2,{10 + hour % 3},{10 + hour % 3}\n" for day, hour in hours]
    lines += [f"{day},{hour},CO,0.5,\n" for day, hour in hours[1:]]
    lines += ["20230121,0,SO2_24h,11,13\n", "20230121,0,CO_24h,0.9,\n"]
    found = verify("cnemc-sites", [bench.file("date,hour,type,1A,2A\n" + "".join(lines))], KNOWN)
    assert {item: (tally.agree, tally.differ) for item, tally in found.means.items()} == {"so2": (1, 1)}
