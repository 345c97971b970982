"""One rule on written numbers: the answer of ``qingshan calc``, with its derivation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingshan.kernel import units
from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.standards import problems
from qingshan.standards.book import Edition, Parameter, Rules, book
from qingshan.standards.quantity import label
from qingshan.standards.rule import INSUFFICIENT, Outcome, Quantity, Rule, rule

MISSING = ("", "NA", "na", "—", "-")
"""How a missing value may be written."""

Written = str | Sequence[str | None] | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which numbers to apply: an edition by name, or the one in force on a day; one of the two must be there."""

    edition: str | None = None
    on: date | None = None
    option: str | None = None
    known_on: date | None = None
    accept_unverified: bool = False


def evaluate_rule(name: str, inputs: Mapping[str, Written], asked: Asked) -> dict[str, Any]:
    """The ``calc`` contract as a JSON object: decimals are text, counts and indexes inside ``parts`` are integers.

    ``value`` is text, and None where the state says why. A series is written ``3,4,8``; ``NA`` is missing.
    STD001 to STD015 for what cannot be computed.
    """
    entry = rule(name)
    rules = rules_for(entry, asked)
    values = read_inputs(entry, inputs, rules)
    outcome = entry.compute(values, rules)
    state = entry.state_of(outcome)
    answer = _quantity(entry.outputs, entry.answer)
    value = None if state == INSUFFICIENT else _shown(outcome[entry.answer], answer, values)
    parts = entry.parts(outcome, rules)
    return {
        "rule": entry.name,
        "edition": rules.edition.key,
        "phase": None if rules.phase is None else rules.phase.key,
        "on": rules.moment.day.isoformat(),
        "value": value,
        "unit": answer.unit,
        "state": state,
        "parts": parts,
        "unverified": [parameter.key for parameter in rules.unverified],
        "trace": [step.as_json() for step in _trace(entry, values, outcome, rules)],
    }


def rules_for(entry: Rule, asked: Asked) -> Rules:
    """The numbers a rule is to use. An edition of another family stands for a day on which it was in force.

    Without a day, an edition is taken at its end, or while it has none at the first day on which the latest editions
    of the rule's companions were in force too. STD015 when an edition of another family was not in force on the day
    given.
    """
    named = None if asked.edition is None else book().edition(asked.edition)
    day = asked.on or (None if named is None else named.until or _first_day(named, entry))
    if day is None:
        raise ValueError("a rule needs an edition or a day")
    if named is not None and named.family != entry.family:
        if not named.effective <= day <= (named.until or day):
            said = {"edition": named.key, "day": day, "rule": entry.name, "family": entry.family}
            raise problems.WRONG_EDITION.at(entry.name, named.key, **said)
        named = None
    edition = named or book().in_force(entry.family, day)
    known_on, accept = asked.known_on, asked.accept_unverified
    rules = edition.on(day, known_on=known_on, accept_unverified=accept, option=asked.option)
    rules.companions = {
        family: book().in_force(family, day).on(day, known_on=known_on, accept_unverified=accept)
        for family in entry.companions
    }
    return rules


def _first_day(named: Edition, entry: Rule) -> date:
    return max(named.effective, *(book().editions(family)[-1].effective for family in entry.companions), date.min)


def read_inputs(entry: Rule, inputs: Mapping[str, Written], rules: Rules) -> dict[str, Value]:
    """Every input of the rule as a scaled integer, a list of them, or None; STD011 to STD013 for what is not one."""
    known = {quantity.name: quantity for quantity in entry.inputs}
    for name in inputs:
        if name not in known:
            raise problems.UNKNOWN_INPUT.at(name, name, rule=entry.name, name=name, known=", ".join(known))
    values: dict[str, Value] = {}
    for name, quantity in known.items():
        values[name] = _input(quantity, inputs.get(name), rules)
        absent = name not in inputs or (values[name] is None and quantity.constant)
        if absent and not quantity.optional:
            raise problems.MISSING_INPUT.at(name, inputs.get(name), rule=entry.name, name=name)
    return values


def _input(quantity: Quantity, given: Written, rules: Rules) -> Value:
    if quantity.series:
        parts = given.split(",") if isinstance(given, str) else given or ()
        return [_number(quantity, part, rules) for part in parts]
    return _number(quantity, given if isinstance(given, str) else None, rules)


def _number(quantity: Quantity, given: str | None, rules: Rules) -> int | None:
    if given is None or given.strip() in MISSING:
        return None
    if quantity.choices:
        return _choice(quantity, given.strip())
    below = quantity.detection and given.lstrip().startswith("<")
    try:
        number = units.scaled(given.lstrip().removeprefix("<") if below else given, quantity.decimals)
    except ValueError:
        said = {"name": quantity.name, "decimals": quantity.decimals}
        raise problems.BAD_INPUT.at(quantity.name, given, **said) from None
    return number // int(rules.anywhere("below_detection_divisor").value) if below else number


def _choice(quantity: Quantity, given: str) -> int:
    if given not in quantity.choices:
        known = ", ".join(quantity.choices)
        raise problems.UNKNOWN_CHOICE.at(quantity.name, given, name=quantity.name, known=known)
    return quantity.choices.index(given)


def _quantity(quantities: Sequence[Quantity], name: str) -> Quantity:
    return next(quantity for quantity in quantities if quantity.name == name)


def _shown(value: Value, quantity: Quantity, values: Mapping[str, Value]) -> str | None:
    asked_places = values.get(quantity.places_from) if quantity.places_from else None
    return quantity.shown(value, max(0, asked_places or quantity.places))


def _trace(entry: Rule, values: Mapping[str, Value], outcome: Outcome, rules: Rules) -> list[Step]:
    given = [
        Step(label(quantity.name), _given(values[quantity.name], quantity), quantity.unit)
        for quantity in entry.inputs
        if values[quantity.name] is not None
    ]
    steps = () if entry.explain is None else entry.explain(values, outcome, rules)
    answer = _quantity(entry.outputs, entry.answer)
    result = Step(
        entry.label,
        _shown(outcome[entry.answer], answer, values),
        answer.unit,
        tuple(str(citation) for citation in rules.citations),
        steps=steps,
    )
    return [result, *given, *(_parameter(parameter) for parameter in rules.used)]


def _given(value: Value, quantity: Quantity) -> str | None:
    if quantity.series:
        return ", ".join(quantity.shown(part) or "NA" for part in value)
    return quantity.shown(value)


def _parameter(parameter: Parameter) -> Step:
    names = book().labels(parameter.edition.partition(":")[0])
    notes = (parameter.verification.label, *(() if parameter.note is None else (parameter.note,)))
    name = names.get(parameter.key, Text(parameter.key, parameter.key))
    return Step(name, plain(parameter), parameter.unit, (str(parameter.citation),), notes)


def plain(parameter: Parameter) -> str | None:
    """The value of a parameter on one line; None for a table of tables."""
    match parameter.value:
        case dict() as table if not any(isinstance(entry, dict | list) for entry in table.values()):
            return ", ".join(f"{key} {entry}" for key, entry in table.items()) or None
        case list() as entries if not any(isinstance(entry, dict | list) for entry in entries):
            return ", ".join(map(str, entries))
        case str() | int() as value:
            return str(value).lower() if isinstance(value, bool) else str(value)
    return None
