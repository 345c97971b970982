"""An edition of a standard: identity, dates, phases, options, errata; and the view of it on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from qingshan.kernel.citation import Verification
from qingshan.kernel.clock import BEIJING
from qingshan.kernel.text import Text
from qingshan.standards import problems
from qingshan.standards.view import Moment, Parameter, Rules


@dataclass(frozen=True, slots=True)
class Layer:
    """Parameters laid over an edition's own: a phase (between two dates) or an option (when asked for by name)."""

    key: str
    title: Text
    parameters: Mapping[str, Parameter]
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Erratum:
    """A correction of a released edition; it applies to what is known from ``known_from`` on (Beijing date)."""

    key: str
    wrong: Any
    right: Any
    known_from: date
    reason: Text
    phase: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition, such as ``hj633:2012``. ``until`` follows from the successor; None while there is none."""

    key: str
    family: str
    name: str
    title: Text
    effective: date
    effective_verification: Verification
    supersedes: str | None
    sources: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    phases: tuple[Layer, ...] = ()
    options: tuple[Layer, ...] = ()
    errata: tuple[Erratum, ...] = ()
    until: date | None = None

    def on(
        self, day: date, *, known_on: date | None = None, accept_unverified: bool = False, option: str | None = None
    ) -> Rules:
        """The edition's numbers for data of a day, also of a day on which it was not in force.

        Before the first phase the first one applies; after the last one's end, none. ``known_on`` (a date, or an
        instant taken in Beijing) leaves out errata published later. STD008 for an erratum that does not fit, STD009
        for an unknown option.
        """
        if isinstance(known_on, datetime):
            known_on = known_on.astimezone(BEIJING).date()
        phase = self.phase(day)
        layers = [layer for layer in (phase, self._option(option)) if layer is not None]
        parameters = self._corrected(dict(self.parameters), None, known_on)
        for layer in layers:
            parameters |= self._corrected(dict(layer.parameters), layer.key, known_on)
        return Rules(self, Moment(day, known_on, option, accept_unverified), phase, parameters)

    def phase(self, day: date) -> Layer | None:
        begun = [layer for layer in self.phases if layer.since is not None and layer.since <= day]
        if not begun:
            return self.phases[0] if self.phases else None
        return begun[-1] if begun[-1].until is None or day <= begun[-1].until else None

    def _option(self, key: str | None) -> Layer | None:
        if key is None:
            return None
        for option in self.options:
            if option.key == key:
                return option
        known = ", ".join(option.key for option in self.options) or "—"
        raise problems.UNKNOWN_OPTION.at(self.name, key, edition=self.key, option=key, known=known)

    def _corrected(
        self, parameters: dict[str, Parameter], layer: str | None, known_on: date | None
    ) -> dict[str, Parameter]:
        for erratum in self.errata:
            if erratum.phase != layer or (known_on is not None and known_on < erratum.known_from):
                continue
            found = parameters.get(erratum.key)
            if found is None or found.value != erratum.wrong:
                actual = None if found is None else found.value
                raise problems.BAD_ERRATUM.at(
                    self.name, actual, edition=self.key, key=erratum.key, expected=erratum.wrong
                )
            parameters[erratum.key] = replace(found, value=erratum.right)
        return parameters
