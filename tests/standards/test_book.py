from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import yaml

from qingshan.kernel import registry
from qingshan.kernel.citation import Citation, Verification
from qingshan.kernel.problems import Problem
from qingshan.standards.book import book
from qingshan.standards.files import is_edition

SEEN = date(2021, 6, 1)
ERRATUM = """
- {{key: limit, from: "{wrong}", to: "11", known_from: 2021-03-01, reason: {{zh: 误印, en: misprint}}}}
"""
CATALOG = registry.PACKAGE / "standards" / "catalog"


def all_editions():
    return [edition for family in book().families() for edition in book().editions(family)]


def test_every_family_of_air_is_found():
    families = {"gb3095", "hj633", "hj663", "ranking", "dust", "heavy_pollution", "gbt8170"}
    assert families <= set(book().families())


@pytest.mark.parametrize(
    ("family", "day", "key"),
    [
        ("hj633", "2026-02-28", "hj633:2012"),
        ("hj633", "2026-03-01", "hj633:2026"),
        ("gb3095", "2026-02-28", "gb3095:2012"),
        ("gb3095", "2031-01-01", "gb3095:2026"),
        ("hj663", "2013-10-01", "hj663:2013"),
        ("heavy_pollution", "2023-12-31", "heavy_pollution:2018"),
    ],
)
def test_the_day_decides_the_edition_in_force(family, day, key):
    assert book().in_force(family, date.fromisoformat(day)).key == key


def test_an_edition_ends_on_the_day_before_its_successor_and_only_then():
    assert book().edition("hj633:2012").until == date(2026, 2, 28)
    assert book().edition("hj633:2026").until is None


@pytest.mark.parametrize(("day", "pm25"), [("2026-03-01", 30000), ("2030-12-31", 30000), ("2031-01-01", 25000)])
def test_phases_inside_an_edition_switch_on_their_day(day, pm25):
    rules = book().edition("gb3095:2026").on(date.fromisoformat(day))
    assert rules.scaled("limit_year_level2", 3)["pm25"] == pm25


@pytest.mark.parametrize(("day", "state"), [("2018-08-31", "standard_state"), ("2018-09-01", "actual_state")])
def test_the_amendment_of_2018_is_a_dated_phase(day, state):
    assert (
        book().in_force("gb3095", date.fromisoformat(day)).on(date.fromisoformat(day)).text("particle_state") == state
    )


def test_a_later_edition_can_be_applied_to_older_data_in_its_first_phase():
    rules = book().edition("gb3095:2026").on(SEEN)
    assert rules.phase.key == "transitional"
    assert rules.scaled("limit_day_level2", 3)["pm25"] == 60000


def test_after_the_last_phase_has_ended_its_parameters_are_gone():
    rules = book().edition("ranking:2018").on(date(2031, 1, 1), accept_unverified=True)
    assert rules.phase is None
    with pytest.raises(Problem) as raised:
        rules.value("limits")
    assert raised.value.code.key == "STD005"


def test_a_view_records_what_was_read_in_reading_order_and_once():
    rules = book().edition("hj633:2012").on(SEEN)
    assert rules.used == ()
    rules.integer("primary_above")
    rules.table("breakpoints")
    rules.integer("primary_above")
    assert [parameter.key for parameter in rules.used] == ["primary_above", "breakpoints"]
    assert rules.citations[0] == Citation("hj633:2012", "4.4.2", Verification.STANDARD)


def test_quantities_scale_exactly_and_counts_stay():
    rules = book().edition("hj633:2012").on(SEEN)
    assert rules.scaled("breakpoints", 3)["co_day"][1] == (50, 2000)
    assert book().edition("hj663:2013").on(SEEN).decimal("rate_interval") == Decimal("0.1")
    assert book().edition("gb3095:2012").on(SEEN).table("min_hours_day")["pm25"] == 20


def test_an_unverified_parameter_is_read_only_when_accepted_and_then_marks_the_view():
    edition = book().edition("hj663:2013")
    with pytest.raises(Problem) as raised:
        edition.on(SEEN).flag("station_days_rounded")
    assert raised.value.code.key == "STD006"
    accepted = edition.on(SEEN, accept_unverified=True)
    assert accepted.flag("station_days_rounded") is True
    assert [parameter.key for parameter in accepted.unverified] == ["station_days_rounded"]


def test_an_option_overlays_the_edition():
    edition = book().edition("hj633:2012")
    assert "o3" not in edition.on(SEEN).table("day_items")
    assert "o3" in edition.on(SEEN, option="letter").table("day_items")


def test_a_definition_folder_adds_editions_beside_the_house(trial):
    trial("2022", "2022-01-01", "8")
    assert [edition.key for edition in book().editions("trial")] == ["trial:2020", "trial:2022"]
    assert book().in_force("trial", date(2021, 12, 31)).until == date(2021, 12, 31)
    assert "hj633" in book().families()


def test_an_erratum_applies_from_the_day_it_became_known(trial):
    path = trial()
    path.with_name("2020.errata.yaml").write_text(ERRATUM.format(wrong="10"))
    edition = book().edition("trial:2020")
    assert edition.on(SEEN, known_on=date(2021, 2, 28)).text("limit") == "10"
    assert edition.on(SEEN, known_on=date(2021, 3, 1)).text("limit") == "11"
    assert edition.on(SEEN).text("limit") == "11"
    assert edition.on(SEEN, known_on=datetime(2021, 2, 28, 16, 0, tzinfo=UTC)).text("limit") == "11", "Beijing's date"


def problem(call) -> str:
    with pytest.raises(Problem) as raised:
        call()
    said = raised.value.as_json("zh")
    assert said["action"]
    assert said["expected"]
    assert "{" not in said["message"] + said["action"]
    return raised.value.code.key


def test_unknown_names_and_dates_are_coded_problems():
    assert problem(lambda: book().edition("hj633:2013")) == "STD001"
    assert problem(lambda: book().edition("hj634:2012")) == "STD001"
    assert problem(lambda: book().editions("hj634")) == "STD002"
    assert problem(lambda: book().in_force("hj633", date(2010, 1, 1))) == "STD003"
    assert problem(lambda: book().edition("hj633:2012").on(SEEN).value("nothing")) == "STD005"
    assert problem(lambda: book().edition("hj633:2012").on(SEEN, option="nothing")) == "STD009"


def test_two_editions_of_one_day_or_one_key_are_refused(trial):
    trial("other", "2020-01-01")
    assert problem(lambda: book().editions("trial")) == "STD004"


def test_a_key_declared_twice_is_refused(trial):
    trial("other", "2021-01-01", key="trial:2020")
    assert problem(lambda: book().edition("trial:2020")) == "STD004"


@pytest.mark.parametrize("damage", ["limit: [", "nothing: 1", "key: x\nvalue: 0.5"])
def test_a_damaged_edition_file_is_a_coded_problem(trial, damage):
    trial().write_text(damage)
    assert problem(lambda: book().editions("trial")) == "STD007"


def test_a_decimal_without_quotes_is_refused(trial):
    path = trial()
    path.write_text(path.read_text().replace('"10"', "10.5"))
    assert problem(lambda: book().editions("trial")) == "STD007"


def test_an_erratum_of_another_value_is_refused(trial):
    trial().with_name("2020.errata.yaml").write_text(ERRATUM.format(wrong="9"))
    assert problem(lambda: book().edition("trial:2020").on(SEEN)) == "STD008"


def test_every_parameter_has_a_label_a_clause_and_belongs_to_its_family():
    for edition in all_editions():
        labels = book().labels(edition.family)
        layers = [edition.parameters, *(layer.parameters for layer in (*edition.phases, *edition.options))]
        for parameter in (parameter for layer in layers for parameter in layer.values()):
            assert parameter.key in labels, f"{edition.key} {parameter.key} has no label"
            assert parameter.clause
        assert edition.key.startswith(f"{edition.family}:")
        assert edition.sources


def test_what_an_edition_says_it_supersedes_exists():
    known = {edition.key for edition in all_editions()}
    assert {edition.supersedes for edition in all_editions() if edition.supersedes} <= known


def test_no_mapping_in_a_definition_names_a_key_twice():
    def walk(node):
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys)), keys
            for _, value in node.value:
                walk(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                walk(value)

    for path in CATALOG.rglob("*.yaml"):
        walk(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def test_breakpoints_rise_and_begin_at_zero():
    for edition in book().editions("hj633"):
        for column in edition.on(edition.effective).scaled("breakpoints", 3).values():
            assert column[0] == (0, 0)
            assert list(column) == sorted(set(column))


def test_only_particles_at_100_changed_in_the_breakpoints_of_2026():
    old, new = (edition.on(edition.effective).table("breakpoints") for edition in book().editions("hj633"))
    assert {column for column in old if old[column] != new[column]} == {"pm10_day", "pm25_day"}


def test_every_edition_file_is_read():
    paths = [path for path in CATALOG.rglob("*.yaml") if is_edition(path)]
    assert len(paths) == len([edition for edition in all_editions() if edition.family != "trial"])
