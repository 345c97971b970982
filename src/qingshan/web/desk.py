"""Opening the desk on an office: which lake, as of which day, behind TLS or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from qingshan.kernel.problems import Problem
from qingshan.observations.store.lake import Lake
from qingshan.operations.office import make_office, open_office
from qingshan.operations.problems import OLD_OFFICE
from qingshan.web import problems
from qingshan.web.secret import secret_of


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the desk works. ``as_of`` None is today; ``names`` are further host names it answers to."""

    office: str
    lake: Path | None = None
    as_of: date | None = None
    names: Sequence[str] = ()
    behind_tls: bool = False
    is_demo: bool = False


def open_desk(desk: Desk) -> None:
    """Speak to the office and set what depends on the place.

    OPS001 where there is no office, WEB001 when tables are missing, WEB002 without a secret, OBS001 for no lake.
    """
    try:
        open_office(desk.office)
    except Problem as problem:
        if problem.code is OLD_OFFICE:
            raise problems.OLD_DESK.at(problem.where, problem.found) from problem
        raise
    settings.SECRET_KEY = secret_of(desk.office)
    settings.LAKE = None if desk.lake is None else Lake.open(desk.lake).path
    settings.AS_OF, settings.DEMO = desk.as_of, desk.is_demo
    settings.ALLOWED_HOSTS = list(dict.fromkeys([*settings.ALLOWED_HOSTS, *desk.names]))
    for name, value in settings.BEHIND_TLS.items() if desk.behind_tls else ():
        setattr(settings, name, value)


def make_desk(office: str) -> None:
    """Make the tables of an office and its desk, or bring older ones up to this version; nothing is lost."""
    make_office(office)
