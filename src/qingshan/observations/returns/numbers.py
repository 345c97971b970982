"""The numbers of a row: read without a binary float, held against their bounds and against each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from qingshan.kernel.exact import LARGEST, PERCENT
from qingshan.kernel.figures import DECIMALS, FigureForm
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.kernel.units import plain, round_half_even, scaled
from qingshan.observations.returns import problems, wording
from qingshan.observations.returns.layout import LABEL, is_computed
from qingshan.observations.returns.reading import Cell, ReturnedRow
from qingshan.observations.returns.units import spoken

_ERROR = "#"
_SHOWN_PLACES = 4


@dataclass(slots=True)
class Numbers:
    """What a row gives (None where it gives nothing) and what is wrong with it."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    problems: list[Problem] = field(default_factory=list)

    def may_be_fraction(self, form: FigureForm) -> bool:
        """Whether a value in per cent is so small that 0.95 may stand for 95 %; operands decide that by themselves."""
        return form.unit == "%" and not is_computed(form) and self.value is not None and 0 < abs(self.value) <= 1


def check_numbers(row: ReturnedRow, form: FigureForm) -> Numbers:
    """The numbers of a row that gives at least one, with every mistake in them."""
    found = Numbers()
    found.value = _read(row["value"], LABEL["value"], spoken(form.unit), found)
    if form.numerator is None or form.denominator is None:
        _expect_value_alone(row, form, found)
    else:
        found.numerator = _read(row["numerator"], LABEL["numerator"], spoken(form.numerator.unit), found)
        found.denominator = _read(row["denominator"], LABEL["denominator"], spoken(form.denominator.unit), found)
        for name in ("numerator", "denominator"):
            _expect_there(row, name, form, found)
    if found.value is not None:
        _expect_bounds(row["value"], Fraction(found.value), form, found)
    if found.numerator is not None and found.denominator is not None:
        _expect_quotient(row, form, found.numerator, found.denominator, found)
    return found


def quotient(
    form: FigureForm, value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None
) -> Fraction:
    """The exact figure: from its operands where there are some, else as stated."""
    if numerator is not None and denominator:
        return Fraction(numerator) * form.factor / Fraction(denominator)
    return Fraction(value or 0)


def _read(cell: Cell, what: Text, unit: Text, found: Numbers) -> Decimal | None:
    """The decimal a person typed.

    A spreadsheet keeps numbers as binary floats; the shortest decimal that gives the same float is what was typed, as
    long as that had at most 15 digits. That decimal is taken, the float is never computed with.
    """
    if cell.is_empty:
        return None
    held = cell.value
    if cell.formula and (held is None or str(held).startswith(_ERROR)):
        found.problems.append(problems.FORMULA.at(cell.where, f"{cell.formula} → {cell.text}", what=what))
        return None
    if isinstance(held, bool) or not isinstance(held, (int, float, Decimal)):
        found.problems.append(problems.NOT_A_NUMBER.at(cell.where, cell.text, what=what))
        return None
    number = Decimal(repr(held)) if isinstance(held, float) else Decimal(held)
    if "%" in cell.number_format:
        shown = plain((number * PERCENT).normalize())
        said = {"what": what, "unit": unit, "shown": f"{shown}%", "shown_number": shown, "held": cell.text}
        found.problems.append(problems.PERCENT_FORMAT.at(cell.where, cell.text, **said))
        return None
    return _storable(cell, number, what, found)


def _storable(cell: Cell, number: Decimal, what: Text, found: Numbers) -> Decimal | None:
    try:
        fits = abs(scaled(number, DECIMALS)) <= LARGEST
    except ValueError:
        fits = False
    if fits:
        return number
    said = {"what": what, "decimals": DECIMALS, "largest": LARGEST // 10**DECIMALS}
    found.problems.append(problems.NOT_STORABLE.at(cell.where, cell.text, **said))
    return None


def _expect_value_alone(row: ReturnedRow, form: FigureForm, found: Numbers) -> None:
    for name in ("numerator", "denominator"):
        if not row[name].is_empty:
            said = {"indicator": form.label, "what": LABEL[name]}
            found.problems.append(problems.NO_OPERANDS.at(row[name].where, row[name].text, **said))
    _expect_there(row, "value", form, found)


def _expect_there(row: ReturnedRow, name: str, form: FigureForm, found: Numbers) -> None:
    if row[name].is_empty:
        formula = wording.formula(form)
        found.problems.append(problems.INCOMPLETE.at(row[name].where, what=LABEL[name], form=formula))


def _is_outside(value: Fraction, form: FigureForm) -> bool:
    low = form.lowest is not None and value < Fraction(form.lowest)
    return low or (form.highest is not None and value > Fraction(form.highest))


def _expect_bounds(cell: Cell, value: Fraction, form: FigureForm, found: Numbers) -> None:
    if _is_outside(value, form):
        said = {"indicator": form.label, "bounds": wording.bounds(form), "unit": spoken(form.unit)}
        found.problems.append(problems.OUT_OF_BOUNDS.at(cell.where, f"{plain(_decimal(value))} {form.unit}", **said))


def _expect_quotient(
    row: ReturnedRow, form: FigureForm, numerator: Decimal, denominator: Decimal, found: Numbers
) -> None:
    """A positive denominator, a part of at most the whole, a stated value that is their quotient as far as written."""
    if denominator <= 0:
        place = row["denominator"]
        found.problems.append(problems.BAD_DENOMINATOR.at(place.where, place.text, indicator=form.label))
        return
    place, exact = row["numerator"], quotient(form, None, numerator, denominator)
    if _is_share(form) and numerator > denominator:
        said = plain(denominator)
        found.problems.append(problems.NUMERATOR_LARGER.at(place.where, place.text, denominator=said))
    else:
        _expect_bounds(place, exact, form, found)
    if found.value is not None and not _agrees(found.value, exact):
        said = plain(_decimal(exact))
        found.problems.append(
            problems.CONTRADICTION.at(row["value"].where, row["value"].text, computed=said, unit=spoken(form.unit))
        )


def _is_share(form: FigureForm) -> bool:
    """Whether the operands are a part and its whole: counted in one unit, at most the factor."""
    units = {operand.unit for operand in (form.numerator, form.denominator) if operand is not None}
    return len(units) == 1 and form.highest is not None and Fraction(form.highest) <= form.factor


def _agrees(value: Decimal, exact: Fraction) -> bool:
    """Whether a stated value is an exact one rounded at its own last place."""
    exponent = value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return bool(abs(Fraction(value) - exact) * 2 * 10**places <= 1)


def _decimal(exact: Fraction) -> Decimal:
    return round_half_even(Decimal(exact.numerator) / Decimal(exact.denominator), _SHOWN_PLACES)
