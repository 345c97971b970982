"""Sign-ins for the synthetic city: one person of each role, all under one password that everybody may know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qingshan.demo.marker import is_demo
from qingshan.demo.office.bureau import LIAISON, people
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.web.accounts.passwords import set_demo_passwords
from qingshan.web.desk import Desk, open_desk
from qingshan.web.permissions import ROLES

PASSWORD = "qingshan-demo"  # noqa: S105 (of people who do not exist, printed on every start)


def sign_ins() -> Iterator[tuple[Text, Actor]]:
    """For each role of the desk its word and who signs in with it."""
    for role, label in ROLES.items():
        yield label, people().of_unit(people().signs_in) if role == LIAISON else people().holding([role])


def enter_sign_ins(office: Path) -> None:
    """Give them their password. WEB004 for an office that is not the synthetic city's."""
    place = str(office)
    open_desk(Desk(place, is_demo=is_demo(place)))
    set_demo_passwords({who.name: PASSWORD for _, who in sign_ins()})
