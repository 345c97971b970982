"""The x-ray finds every fault planted in a small world, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from qingshan.evaluation.duties.decisions import Decision
from qingshan.evaluation.duties.duty import Assignment, Duty, Milestone, Service
from qingshan.evaluation.exclusions import Exclusion
from qingshan.evaluation.warnings.facts import Reading
from qingshan.evaluation.water_sections import Section
from qingshan.evaluation.xray.entries import item as item_of
from qingshan.evaluation.xray.page import table
from qingshan.evaluation.xray.rule import SEVERITIES, rules, xray
from qingshan.evaluation.xray.world import Check, LedgerItem, Proof, Weights, World
from qingshan.kernel import registry
from qingshan.kernel.figures import Assigned, Figure
from qingshan.kernel.places import Membership, Site
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledgers
from qingshan.ledgers.entry import Actor, Event, Evidence
from qingshan.ledgers.machine import open_entry
from qingshan.plans.ir import Deadline, Heading, Indicator, Plan, Scope, Target, Unassigned

PAGE = Path(__file__).resolve().parents[2] / "docs" / "xray.md"
DAY = date(2021, 7, 5)
PM25 = Text("PM2.5年均浓度", "PM2.5")
HOPE = Deadline("2021年底前", "2021-12-31", soft=True, recurring=False, start=0, end=1)


def target(key="T-1", indicator="air.pm25_mean", **more):
    fields = {
        "id": key, "path": "二(一)1", "quote": "", "start": 0, "end": 1,
        "indicator": Indicator(indicator, 0, 1, indicator, indicator), "scope": Scope(areas=("甲区",)),
        "comparator": "<=", "value": "34", "unit": None, "stretch": None, "tier_only": False, "rule": "level",
        "baseline": None, "period": "2021", "deadline": None, "embedded": False,
    }  # fmt: skip
    return Target(**fields | more)


def duty(key="K-1", **more):
    fields = {
        "key": key, "path": "三(一)1", "heading": "任务", "measures": (),
        "units": (Assignment("市交通运输局", "市交通运输局", "responsible"),),
        "milestones": (Milestone("1", "hard", "年底前", date(2021, 12, 31)),),
        "serves": tuple(Service(f"T-{number}", "words") for number in range(1, 6)),
    }  # fmt: skip
    return Duty(**fields | more)


PROOF = Proof("佐证一", date(2021, 5, 1), date(2021, 5, 2))
OPEN = LedgerItem(
    "inspection_problems", "P-1", is_closed=False, opened_on=date(2021, 1, 4), asks=("unit", "area", "deadline"),
    units=("市交通运输局",), area="甲区", deadline=date(2021, 12, 31),
)  # fmt: skip
CLOSED = replace(
    OPEN, entry="P-2", is_closed=True, closed_on=date(2021, 5, 31), checks=(Check("close", ("甲",), ("乙",)),),
    proofs=(PROOF,), indicator="air.pm25_mean",
)  # fmt: skip
READING = Reading(
    "T-1", "air.pm25_mean", PM25, "甲区", Decimal(33), "µg/m³", Decimal(1), "≤34", "unknown", None, "lower"
)
FIGURE = Figure(
    "ecology.forest_cover",
    "甲区",
    "2020",
    Decimal("56.7"),
    None,
    None,
    "%",
    "年报",
    date(2021, 2, 1),
    "市林业局",
    1,
    "甲",
)
ASSIGNED = Assigned(
    "carbon.intensity_decline", "", "2021-2025", ">=", Decimal("19.5"), "%", 2020, None, None, "省文件",
    date(2021, 3, 31), "copy", "甲",
)  # fmt: skip
SECTION = Section(
    "江西省/梅港", "梅港", "信江", "鄱阳湖", "甲区", "river", "declared", "national", "Ⅲ", None, None, None, "甲"
)
SITE = Site("2360A", "甲站")
EXCLUSION = Exclusion(
    "dust", ("2360A",), ("pm10",), datetime(2021, 4, 16, 1), datetime(2021, 4, 17), "沙尘", "认定一号", "甲"
)
PLAN = Plan(
    Heading("要点", "市生态环境局", "2021-01-10", "2021", "甲市"),
    targets=(
        target(),
        target("T-2", "ecology.forest_cover", value="56.7", comparator="~="),
        target("T-3", "carbon.intensity_decline", value=None, rule="pro_rata"),
    ),
)
CLEAN = World(
    DAY, PLAN, (duty(),), (), (OPEN, CLOSED), (READING,), ((date(2021, 5, 31), (READING,)),), (FIGURE,), (ASSIGNED,),
    (SECTION,), {SECTION.section: date(2021, 6, 1)}, (SITE,), (Membership("2360A", "甲区"),), (EXCLUSION,),
    (Weights("甲方案", Decimal(10), {"一": Decimal("2.5"), "二": Decimal("7.5")}),),
)  # fmt: skip


def plan(world, *more, **changes):
    return replace(world, plan=replace(world.plan, targets=(*world.plan.targets, *more), **changes))


def milestone(kind, text, on=None, **more):
    return duty("K-9", milestones=(Milestone("1", kind, text, on, **more),))


def item(base, **changes):
    return replace(base, entry="P-9", **changes)


def add(name, *values):
    return lambda world: replace(world, **{name: (*getattr(world, name), *values)})


def old_figure(world):
    """The plan's indicator of which the last figure ends on 30 April 2020."""
    old = replace(FIGURE, key="air.pm25_mean", period="2020-04")
    return replace(world, figures=(*world.figures, old))


def hoped(world):
    world = plan(world, target("T-4", "rectification.films", value=None, deadline=HOPE))
    return replace(world, items=(*world.items, item(OPEN, target="T-4")))


def superior(world):
    own = replace(ASSIGNED, indicator="ecology.forest_cover", area="甲区", period="2021", value=Decimal("56.9"))
    other = replace(own, area="乙区", value=Decimal(60))
    return replace(world, assigned=(*world.assigned, own, other))


SHORT = Assignment("市交通局", "市交通局", "lead")
MONTHLY = Milestone("1", "recurring", "每月", rhythm="month")
REPORTS = tuple(
    Decision("K-9", "1", "report", DAY, "甲", "liaison", "月报", period=f"2021-{month:02d}") for month in (2, 3, 5, 6)
)
PLANTED = {
    "XR001": (lambda world: plan(world, target("T-4", "蓝天幸福感")), "T-4"),
    "XR002": (add("readings", replace(READING, target="T-9", area="乙区", value=None)), "T-9 乙区"),
    "XR003": (old_figure, "甲区 air.pm25_mean"),
    "XR004": (add("duties", duty("K-9", units=(Assignment("各县", "各县", "implement", by_rule=True),))), "K-9"),
    "XR005": (add("duties", duty("K-9", units=(SHORT,))), "市交通局、市交通运输局"),
    "XR006": (add("duties", milestone("soft", "去年底", date(2020, 12, 31))), "K-9 1"),
    "XR007": (hoped, "inspection_problems P-9"),
    "XR008": (
        lambda world: replace(world, duties=(*world.duties, duty("K-9", milestones=(MONTHLY,))), decisions=REPORTS),
        "K-9 1",
    ),
    "XR009": (add("items", item(CLOSED, proofs=())), "inspection_problems P-9"),
    "XR010": (
        add("items", item(CLOSED, checks=(Check("close", ("甲",), ("丙", "甲")),))),
        "inspection_problems P-9 close",
    ),
    "XR011": (
        lambda world: replace(world, earlier=((date(2021, 5, 31), (replace(READING, value=Decimal(32)),)),)),
        "inspection_problems P-2",
    ),
    "XR012": (add("items", item(OPEN, units=())), "inspection_problems P-9"),
    "XR013": (add("items", item(OPEN, area="")), "inspection_problems P-9"),
    "XR014": (add("items", item(OPEN, deadline=None)), "inspection_problems P-9"),
    "XR015": (
        add("figures", replace(FIGURE, area="乙区", flags=("jump",), stage=0)),
        "ecology.forest_cover 乙区 2020",
    ),
    "XR016": (
        add("assigned", replace(ASSIGNED, area="乙区", verification="unverified")),
        "carbon.intensity_decline 乙区 2021-2025",
    ),
    "XR017": (superior, "T-2"),
    "XR018": (add("sections", replace(SECTION, body="")), "江西省/梅港"),
    "XR019": (add("sections", replace(SECTION, body_verification="inferred")), "江西省/梅港"),
    "XR020": (add("sections", replace(SECTION, section="江西省/他处")), "江西省/他处"),
    "XR021": (add("sites", Site("9999A", "乙站")), "9999A"),
    "XR022": (add("exclusions", replace(EXCLUSION, document=" ")), "2360A 2021-04-16 01:00:00 – 2021-04-17 00:00:00"),
    "XR023": (add("weights", Weights("乙方案", Decimal(100), {"一": Decimal("99.9")})), "乙方案"),
    "XR024": (lambda world: plan(world, target("T-4", value="35")), "T-1、T-4"),
    "XR025": (
        lambda world: plan(world, target("T-4", "energy.intensity_decline", value=None, rule="pro_rata")),
        "T-4",
    ),
    "XR026": (
        add("figures", replace(FIGURE, area="乙区", flags=("fraction",), stage=0)),
        "ecology.forest_cover 乙区 2020",
    ),
    "XR027": (lambda world: plan(world, target("T-9", "air.no2_mean")), "T-9"),
    "XR028": (
        add("items", item(CLOSED, proofs=(replace(PROOF, dated=date(2021, 5, 3)),))),
        "inspection_problems P-9 佐证一",
    ),
    "XR029": (
        add("items", item(CLOSED, proofs=(replace(PROOF, expires=date(2021, 7, 4)),))),
        "inspection_problems P-9 佐证一",
    ),
    "XR030": (add("duties", milestone("open", "")), "K-9"),
}  # fmt: skip


def test_nothing_is_found_in_a_world_without_faults():
    assert [(one.rule.code, one.place) for one in xray(CLEAN)] == []


@pytest.mark.parametrize("code", PLANTED)
def test_each_fault_is_found_and_nothing_else(code):
    fault, place = PLANTED[code]
    (found,) = xray(fault(CLEAN))
    assert (found.rule.code, found.place) == (code, place)
    assert all(part for said in (found.said, found.rule.label, found.rule.fix) for part in (said.zh, said.en))
    assert found.as_json()["severity"] == found.rule.severity


def test_every_rule_has_its_fault():
    assert set(PLANTED) == set(rules())
    assert len(PLANTED) == 30


def test_all_faults_at_once_are_all_found():
    world = CLEAN
    for fault, _ in PLANTED.values():
        world = fault(world)
    found = xray(world)
    assert {one.rule.code for one in found} == set(PLANTED)
    grave = [list(SEVERITIES).index(one.rule.severity) for one in found]
    assert grave == sorted(grave)


def test_near_misses_are_no_findings():
    override = (replace_rule_kind(),)
    yielding = replace(superior(CLEAN).plan, rules=override)
    assert not xray(replace(superior(CLEAN), plan=yielding))
    reviewed = replace(FIGURE, area="乙区", flags=("jump",), stage=1)
    stopped = Site("9999A", "乙站", stopped_on=date(2021, 7, 5))
    backdrop = Site("9998A", "丙站", background=True)
    calm = replace(CLEAN, figures=(FIGURE, reviewed), sites=(SITE, stopped, backdrop))
    assert not xray(calm)
    assert not xray(replace(hoped(CLEAN), items=(OPEN, CLOSED, item(OPEN, target="T-4", soft=True))))


def replace_rule_kind():
    from qingshan.plans.ir import PlanRule

    return PlanRule("override", "以省下达的为准", 0, 1)


def test_a_leaf_without_a_list_of_units_is_found():
    from qingshan.plans.ir import Task

    task = Task("K-1", "三(一)1", 1, "任务", "", 0, 1, (), False, (), ())
    world = plan(CLEAN, tasks=(task,), unassigned=(Unassigned("三(一)2", "无主", 0, 1, ()),))
    assert [(one.rule.code, one.place) for one in xray(world)] == [("XR004", "三(一)2")]


def test_the_page_is_up_to_date(monkeypatch):
    monkeypatch.delenv(registry.SETTING, raising=False)
    assert PAGE.read_text(encoding="utf-8") == table(), "python -m qingshan.evaluation.xray.page > docs/xray.md"


def test_a_rule_of_a_bureaus_own_is_found_and_a_number_stands_once(tmp_path, monkeypatch):
    folder = tmp_path / "evaluation" / "xray" / "rules"
    folder.mkdir(parents=True)
    source = Path(rules()["XR022"].check.__code__.co_filename).read_text(encoding="utf-8")
    (folder / "own.py").write_text(source.replace("XR022", "XR922"), encoding="utf-8")
    monkeypatch.setenv(registry.SETTING, str(tmp_path))
    assert "XR922" in table()
    (folder / "again.py").write_text(source, encoding="utf-8")
    rules.__globals__["_rules"].cache_clear()
    with pytest.raises(Problem) as raised:
        rules()
    assert raised.value.code.key == "EVA053"


def test_an_entry_of_a_ledger_becomes_an_item():
    ledger = ledgers()["inspection_problems"]
    clerk = Actor("甲", "市污防办", frozenset({"coordinator"}))
    given = {"source": "film", "problem": "弃渣", "units": ["市水利局"], "due_on": "2021-06-30", "due_manner": "hoped"}
    entry, _ = open_entry(ledger, "P-9", given, clerk, date(2021, 1, 4))
    found = item_of(ledger, entry, (), {}, target="T-4")
    assert (found.units, found.deadline, found.soft) == (("市水利局",), date(2021, 6, 30), True)
    assert found.asks == ("unit", "area", "deadline")
    assert [one.rule.code for one in xray(replace(CLEAN, items=(found,)))] == ["XR013"]


def test_each_check_of_an_entry_is_held_against_those_it_checked():
    ledger = ledgers()["inspection_problems"]
    clerk = Actor("甲", "市污防办", frozenset({"coordinator"}))
    given = {"source": "film", "problem": "弃渣", "units": ["市水利局"], "areas": ["甲区"], "due_on": "2021-06-30"}
    entry, _ = open_entry(ledger, "P-9", given, clerk, date(2021, 1, 4))
    doers = {"open": ("甲",), "finish": ("乙",), "city_pass": ("丙",), "province_pass": ("丁",), "close": ("甲",)}
    path = (*entry.path, ("closed", DAY))
    event = Event("inspection_problems", "P-9", 2, "city_pass", "丙", "市局", "x", DAY, "", "", {}, {}, ("核验",))
    proof = {"核验": Evidence("核验", "city_check_record", "意见", DAY, "市局", "0" * 64)}
    shut = replace(entry, state="closed", doers=doers, path=path)
    assert not xray(replace(CLEAN, items=(item_of(ledger, shut, [event], proof),)))
    same = replace(shut, doers=doers | {"province_pass": ("丙",)})
    (found,) = xray(replace(CLEAN, items=(item_of(ledger, same, [event], proof),)))
    assert (found.rule.code, found.place) == ("XR010", "inspection_problems P-9 province_pass")
