"""Who acts, in which role: looked up, never taken on trust from the caller."""

from __future__ import annotations

from qingshan.ledgers.entry import Actor
from qingshan.operations import problems
from qingshan.operations.people.models import Person


def actor(name: str, unit: str, role: str = "") -> Actor:
    """A person acting for a unit in one role, or in every role held when none is named.

    OPS004 when nobody of that name is entered for the unit, OPS005 when the role is not held.
    """
    found = Person.stands(name)
    if found is None or found[1]["unit"] != unit:
        known = Person.objects.filter(document__unit=unit).order_by("key").values_list("key", flat=True)
        raise problems.UNKNOWN_PERSON.at(unit, name, name=name, unit=unit, known="、".join(known) or "—")
    held = frozenset(found[1]["roles"])
    if role and role not in held:
        raise problems.ROLE_NOT_HELD.at(name, role, name=name, known=" ".join(sorted(held)) or "—")
    return Actor(name, unit, frozenset({role}) if role else held)
