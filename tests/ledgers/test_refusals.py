"""What may not be done is refused with the code that says why."""

from __future__ import annotations

from datetime import date

import pytest

from qingshan.kernel import registry
from qingshan.kernel.problems import Problem
from qingshan.ledgers import definitions, stories
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.entry import Actor, Evidence
from qingshan.ledgers.holidays import CHINA
from qingshan.ledgers.machine import act, as_of, due, open_entry, possible, proposes_reopening

KEEPER = Actor("陈", "市污防办", frozenset({"coordinator"}))
DOER = Actor("刘", "甲县人民政府", frozenset({"responsible_unit"}))
MINES = ledger("mines")
OPENING = {"mine": "甲", "problem": "乙", "areas": ["甲县"], "units": ["甲县人民政府"], "due_on": date(2025, 6, 30)}
DAY = date(2025, 3, 3)


def refused(code, call, *arguments):
    with pytest.raises(Problem) as caught:
        call(*arguments)
    assert caught.value.code.key == code
    assert all("{" not in text for language in ("zh", "en") for text in caught.value.as_json(language).values())
    return caught.value


def opened(**fields):
    return open_entry(MINES, "m1", {**OPENING, **fields}, KEEPER, DAY)[0]


def test_stories_tell_what_people_run_into():
    told = {step.refused for one in stories.load() for step in one.story.steps}
    assert told >= {
        "LED005", "LED006", "LED007", "LED008", "LED009", "LED010", "LED011", "LED012", "LED013", "LED014", "LED015",
        "LED016", "LED017", "LED019", "LED020", "LED021", "LED022", "LED025", "LED026", "LED027",
    }  # fmt: skip


def test_an_unknown_ledger_names_those_there_are():
    assert "mines" in refused("LED003", ledger, "mine").as_json()["expected"]


def test_an_unknown_action_names_those_there_are():
    assert "finish" in refused("LED004", act, MINES, opened(), "end", {}, DOER, DAY).as_json("en")["expected"]
    refused("LED004", act, MINES, opened(), "open", OPENING, KEEPER, DAY)


def test_what_an_action_does_not_take_is_refused_by_name():
    refused("LED018", act, MINES, opened(), "start", {"measures": "x", "goal": "y"}, DOER, DAY)
    refused("LED018", act, MINES, opened(), "start", {"measures": "x", "until": "2026-01-01"}, DOER, DAY)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("disturbed_mu", 30.5), ("disturbed_mu", "30.501"), ("disturbed_mu", "-1"), ("disturbed_mu", "NaN"),
        ("disturbed_mu", True), ("due_on", "6月底"), ("activity", "别的"), ("areas", "甲县"), ("areas", []),
        ("mineral", "  "),
        ("place", {"type": "Point", "coordinates": ["117.1", "28.2"]}),
        ("place", {"type": "Point", "coordinates": ["28.2", "117.1"], "datum": "CGCS2000"}),
        ("place", {"type": "Point", "coordinates": ["东", "28.2"], "datum": "CGCS2000"}),
        ("place", {"type": "Point", "coordinates": [], "datum": "CGCS2000"}),
    ],
)  # fmt: skip
def test_a_value_a_field_does_not_take_is_refused(field, value):
    with pytest.raises(Problem) as caught:
        opened(**{field: value})
    assert caught.value.code.key == "LED019"
    assert caught.value.where.endswith(field)


def test_values_are_kept_exactly():
    place = {"type": "Polygon", "coordinates": [[[117.1, 28.2], ["117.10", "28.30"], [117, 28]]], "datum": "CGCS2000"}
    kept = opened(disturbed_mu="1,200.5", activity="停产", place=place).fields
    assert (kept["disturbed_mu"], kept["activity"], kept["due_on"]) == ("1200.50", "idle", "2025-06-30")
    assert kept["place"]["coordinates"] == [[["117.1", "28.2"], ["117.10", "28.30"], ["117", "28"]]]


def test_before_it_was_opened_there_is_no_entry():
    _, event = open_entry(MINES, "m1", OPENING, KEEPER, DAY)
    refused("LED024", as_of, MINES, [event], date(2025, 3, 2))
    assert as_of(MINES, [event], DAY).state == "found"


def test_resuming_needs_a_suspension_and_an_extension_of_a_met_deadline_is_none():
    decision = {"reason": "r", "document": "d"}
    refused("LED005", act, MINES, opened(), "resume", decision, KEEPER, DAY)
    refused("LED025", act, MINES, opened(due_on=None), "extend", {**decision, "until": "2026-01-01"}, KEEPER, DAY)
    refused("LED025", act, MINES, opened(), "extend", {**decision, "until": "月底"}, KEEPER, DAY)
    refused("LED025", act, MINES, opened(), "accept", {**decision, "until": "2025-03-03"}, KEEPER, DAY)


def test_a_new_date_for_a_new_problem_ends_an_old_extension():
    told = next(one for one in stories.load() if one.ledger == "tailings_ponds" and one.story.kind == "extended")
    entry, _ = stories.run(told, CHINA)
    made, firm = ledger("tailings_ponds"), Actor("刘承办", "甲矿业", frozenset({"firm"}))
    ecology = Actor("周核查", "市生态环境局", frozenset({"ecology"}))
    report = {"r": _evidence("rectification_report", date(2025, 8, 1))}
    record = {"c": _evidence("check_record", date(2025, 8, 2))}
    entry, _ = act(made, entry, "finish", {"outcome": "x"}, firm, date(2025, 8, 1), report)
    entry, _ = act(made, entry, "pass", {}, ecology, date(2025, 8, 2), record)
    entry, _ = act(made, entry, "find", {"problem": "y", "due_on": "2025-10-31"}, ecology, date(2025, 9, 1))
    (found,) = [one for one in due(made, entry, date(2025, 9, 2), CHINA) if one.deadline == "rectification"]
    assert (found.state, found.last_day, found.original) == ("on_time", date(2025, 10, 31), None)


def test_a_term_that_cannot_be_computed_says_so_and_is_not_passed():
    made = ledger("inspection_problems")
    told = next(one for one in stories.load() if one.ledger == "inspection_problems" and one.story.kind == "early")
    entry, _ = stories.run(told, CHINA)
    keeper = Actor("陈协调", "市污防办", frozenset({"coordinator"}))
    result = {"p": _evidence("publicity_result", date(2025, 6, 5))}
    refused("LED023", act, made, entry, "close", {"document": "d"}, keeper, date(2025, 6, 5), result)
    from qingshan.ledgers.workdays import Nothing

    (term,) = [one for one in due(made, entry, date(2025, 6, 5), Nothing()) if one.deadline == "publicity"]
    assert (term.state, term.last_day, term.why.code.key) == ("unknown", None, "LED023")


def test_a_closed_entry_whose_indicator_worsens_proposes_to_reopen():
    told = next(one for one in stories.load() if one.ledger == "inspection_problems" and one.story.kind == "happy")
    made = ledger("inspection_problems")
    entry, events = stories.run(told, CHINA)
    worsened = ("air.pm25_mean", "water.good_section_ratio")
    assert proposes_reopening(made, entry, worsened) == ("water.good_section_ratio",)
    assert proposes_reopening(made, entry, ("air.pm25_mean",)) == ()
    assert proposes_reopening(made, as_of(made, events, date(2025, 6, 4)), worsened) == ()


def test_what_can_be_done_depends_on_state_and_role():
    assert possible(MINES, opened(), DOER) == ("start",)
    assert set(possible(MINES, opened(), KEEPER)) == {"extend", "suspend", "accept", "correct"}


def test_an_event_says_what_changed_from_what():
    entry, (event,) = act(MINES, opened(), "start", {"measures": "清运"}, DOER, date(2025, 3, 5))
    assert event.before == {"fields": {"measures": None}, "state": "found"}
    assert event.after == {"fields": {"measures": "清运"}, "state": "rectifying"}
    assert (event.version, event.role, entry.path[-1]) == (2, "responsible_unit", ("rectifying", date(2025, 3, 5)))
    assert Actor.from_json(DOER.as_json()) == DOER
    evidence = _evidence("rectification_report", DAY)
    assert Evidence.from_json(evidence.as_json()) == evidence


def _evidence(kind, dated):
    return Evidence("k", kind, "t", dated, "o", "0" * 64)


GOOD = """
key: {key}
label: {{zh: 甲, en: a}}
source: s
verification: copy
fields: {{name: {{label: {{zh: 名, en: n}}, public: true}}}}
roles: {{a: {{label: {{zh: 甲, en: a}}}}, b: {{label: {{zh: 乙, en: b}}}}}}
states: {{new: {{label: {{zh: 新, en: new}}}}, done: {{label: {{zh: 完, en: done}}, kind: closed}}}}
evidence: {{paper: {{zh: 文件, en: paper}}}}
actions:
  open: {{label: {{zh: 开, en: open}}, effect: open, roles: [a], to: new}}
  close: {{label: {{zh: 结, en: close}}, roles: [b], from: [new], to: done, evidence: [paper], other_than: [open]}}
deadlines: {{}}
"""


INNER = "{label: {zh: 甲, en: a}, kind: table, columns: {b: {label: {zh: 乙, en: b}}}}"


@pytest.fixture
def own(tmp_path, monkeypatch):
    folder = tmp_path / "ledgers" / "catalog"
    folder.mkdir(parents=True)

    def written(text, name="ours"):
        (folder / f"{name}.yaml").write_text(text)
        definitions._ledgers.cache_clear()
        monkeypatch.setenv(registry.SETTING, str(tmp_path))
        return definitions.ledgers()

    yield written
    definitions._ledgers.cache_clear()


def test_a_ledger_of_ones_own_is_found(own):
    assert own(GOOD.format(key="ours"))["ours"].possible("new") == ("close",)


def test_closing_without_the_work_done_asks_for_no_other_person_and_is_declared_so(own):
    text = GOOD.format(key="ours").replace(", other_than: [open]", "")
    refused("LED001", own, text)
    (closed,) = [line for line in text.splitlines() if "kind: closed" in line]
    lapsed = text.replace(closed, closed.replace("kind: closed", "kind: lapsed"))
    assert not own(lapsed)["ours"].is_open("done")
    refused("LED001", own, lapsed.replace(", evidence: [paper]", ""))


TABLE = """public: true}
  rows:
    label: {zh: 行, en: rows}
    kind: table
    columns:
      name: {label: {zh: 名, en: name}, required: true}
      weight: {label: {zh: 重量, en: weight}, kind: number, decimals: 1, unit: t}
      on: {label: {zh: 日, en: day}, kind: date}
      tags: {label: {zh: 签, en: tags}, many: true}
"""


@pytest.fixture
def tabled(own):
    made = own(
        GOOD.format(key="ours").replace(
            "fields: {name: {label: {zh: 名, en: n}, public: true}}",
            f"fields:\n  name: {{label: {{zh: 名, en: n}}, {TABLE}",
        )
    )["ours"]
    return lambda rows: open_entry(made, "1", {"rows": rows}, Actor("陈", "办", frozenset({"a"})), DAY)[0].fields[
        "rows"
    ]


def test_a_table_is_kept_row_by_row_and_an_empty_cell_is_left_out(tabled):
    rows = [{"name": " 甲 ", "weight": 3, "on": date(2025, 3, 1), "tags": ["x"]}, {"name": "乙", "weight": None}]
    assert tabled(rows) == [{"name": "甲", "weight": "3.0", "on": "2025-03-01", "tags": ["x"]}, {"name": "乙"}]


@pytest.mark.parametrize(
    ("rows", "code", "where"),
    [
        ([{"name": "甲"}, {"weight": 3}], "LED028", "rows 2 name"),
        ([{"name": "甲", "colour": "红"}], "LED029", "rows 1 colour"),
        ([{"name": "甲", "weight": "3.55"}], "LED019", "rows 1 weight"),
        ([{"name": "甲", "tags": "x"}], "LED019", "rows 1 tags"),
        ([], "LED019", "rows"),
        (["甲"], "LED019", "rows"),
        (7, "LED019", "rows"),
    ],
)
def test_a_row_that_will_not_do_is_named_with_its_column(tabled, rows, code, where):
    assert refused(code, tabled, rows).where == f"ours/1 {where}"


def test_a_key_is_declared_once(own):
    refused("LED002", own, GOOD.format(key="mines"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (", evidence: [paper], other_than: [open]", ""),
        (", other_than: [open]", ""),
        ("to: done", "to: gone"),
        ("roles: [b]", "roles: [c]"),
        ("open: {", "begin: {"),
        ("deadlines: {}", "deadlines: {d: {label: {zh: 限, en: d}, on: name, source: s, verification: copy}}"),
        ("deadlines: {}", "life_cycle: none"),
        ("key: ours", "key: [ours"),
        ("verification: copy", "verification: heard"),
        ("deadlines: {}", "checks: {c: {label: {zh: 核, en: c}, left: [name], right: [name], source: s}}"),
        ("deadlines: {}", "public: [other]"),
        ("public: true", "public: true, decimals: 0.5"),
        ("public: true", "public: true, kind: table"),
        ("public: true", "public: true, columns: {a: {label: {zh: 甲, en: a}}}"),
        ("public: true", "public: true, kind: table, many: true, columns: {a: {label: {zh: 甲, en: a}}}"),
        ("public: true", "public: true, kind: table, columns: {a: {label: {zh: 甲, en: a}, kind: choice}}"),
        ("public: true", f"public: true, kind: table, columns: {{inner: {INNER}}}"),
    ],
)
def test_a_declaration_that_does_not_hold_together_is_refused(own, old, new):
    text = GOOD.format(key="ours")
    assert old in text
    refused("LED001", own, text.replace(old, new))


def test_stories_that_cannot_be_read_are_refused(own, tmp_path):
    own(GOOD.format(key="ours"))
    (tmp_path / "ledgers" / "catalog" / "ours.stories.yaml").write_text("people: {}\nstories: [{name: x}]\n")
    refused("LED001", stories.load)
