"""Indicators that rest on what departments report, and the forms that ask for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from qingshan.evaluation.indicator import Indicator, indicators
from qingshan.kernel.exact import PERCENT
from qingshan.kernel.figures import FigureForm, Operand
from qingshan.kernel.text import Text
from qingshan.standards.book import book


@dataclass(frozen=True, slots=True)
class Graded:
    """The rules that class an imported index, and its change against the year before (inputs ``now``, ``before``)."""

    level: str
    of: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedIndicator(Indicator):
    """A figure of a return. ``form`` is what is asked for; the value is the figure itself, or, for an indicator whose
    pace is a decline, the decline of the form's figure since the base year, or, for an amount, its sum since then.
    """

    realm: ClassVar[str] = "reported"
    compared: ClassVar[Literal["rounded", "exact"]] = "exact"

    form: FigureForm
    methods: tuple[str, ...] = ()
    graded: Graded | None = None


def share(  # noqa: PLR0913, PLR0917 (the two operands and what they are of)
    key: str,
    label: Text,
    names: tuple[str, ...],
    numerator: Operand,
    denominator: Operand,
    clause: Text,
    **declared: Any,
) -> ReportedIndicator:
    """A share in per cent, of which both operands are reported; at most 100."""
    form = FigureForm(
        key=key, label=label, unit="%", nature=declared.pop("nature", "flow"), numerator=numerator,
        denominator=denominator, factor=PERCENT, lowest="0", highest=declared.pop("highest", "100"),
        jump=declared.pop("jump", None), note=declared.pop("note", None),
    )  # fmt: skip
    return ReportedIndicator(
        key=key, label=label, names=names, unit="%", units=("%",), direction=declared.pop("direction", "higher"),
        clause=clause, form=form, whole="100", **declared,
    )  # fmt: skip


def level(key: str, label: Text, names: tuple[str, ...], unit: str, clause: Text, **declared: Any) -> ReportedIndicator:
    """A figure reported as it is."""
    form = FigureForm(
        key=key, label=label, unit=unit, nature=declared.pop("nature", "stock"), lowest=declared.pop("lowest", "0"),
        highest=declared.pop("highest", None), jump=declared.pop("jump", None), note=declared.pop("note", None),
    )  # fmt: skip
    return ReportedIndicator(
        key=key, label=label, names=names, unit=unit, units=declared.pop("units", (unit,)),
        direction=declared.pop("direction", "higher"), clause=clause, form=form, **declared,
    )  # fmt: skip


def decline(  # noqa: PLR0913, PLR0917 (the intensity and what it is of)
    key: str,
    label: Text,
    names: tuple[str, ...],
    numerator: Operand,
    denominator: Operand,
    clause: Text,
    **declared: Any,
) -> ReportedIndicator:
    """The decline of an intensity since the base year of the five-year plan, in per cent."""
    form = FigureForm(
        key=key, label=label, unit=f"{numerator.unit}/{denominator.unit}", nature="flow", periods=("year",),
        numerator=numerator, denominator=denominator, factor=1, lowest="0", jump=declared.pop("jump", None),
        note=declared.pop("note", None),
    )  # fmt: skip
    return ReportedIndicator(
        key=key, label=label, names=names, unit="%", units=("%",), direction="higher", clause=clause, form=form,
        pace="decline", **declared,
    )  # fmt: skip


def amount(
    key: str, label: Text, names: tuple[str, ...], unit: str, clause: Text, **declared: Any
) -> ReportedIndicator:
    """An amount that adds up from the year after the base year on."""
    form = FigureForm(key=key, label=label, unit=unit, nature="flow", lowest="0", note=declared.pop("note", None))
    return ReportedIndicator(
        key=key, label=label, names=names, unit=unit, units=(unit, "%"), direction="higher", clause=clause, form=form,
        pace="amount", **declared,
    )  # fmt: skip


def forms() -> dict[str, FigureForm]:
    """What departments can be asked for, by the indicator's key; where a form declares no jump, the usual one holds."""
    usual = str(book().edition("pace:2011").parameters["jump"].value)
    reported = [one for one in indicators().values() if isinstance(one, ReportedIndicator)]
    return {one.key: replace(one.form, jump=one.form.jump or usual) for one in reported if not one.methods}
