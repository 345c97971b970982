"""What a form asks for, in words: its formula, its bounds, how a flow or a stock is reported."""

from __future__ import annotations

from decimal import Decimal

from qingshan.kernel.figures import FigureForm, Nature, Operand
from qingshan.kernel.text import Text
from qingshan.kernel.units import plain
from qingshan.observations.returns.units import spoken

NATURES: dict[Nature, Text] = {
    "flow": Text(
        "填本时段内发生的量，不填年初以来的累计",
        "what happened within the period, not the sum since the year began",
    ),
    "stock": Text("填本时段末的状况", "how things stand at the end of the period"),
}
PERIODS = {
    "year": Text("年（2021）", "year (2021)"),
    "half": Text("半年（2021H1）", "half-year (2021H1)"),
    "quarter": Text("季（2021Q3）", "quarter (2021Q3)"),
    "month": Text("月（2021-07）", "month (2021-07)"),
    "day": Text("日（2021-07-05）", "day (2021-07-05)"),
    "span": Text("起止日（2021-01-01/2021-07-31）", "span (2021-01-01/2021-07-31)"),
}
_FORMULA = Text("{numerator} ÷ {denominator}{factor}", "{numerator} ÷ {denominator}{factor}")
_OPERAND = Text("{label}（{unit}）", "{label} ({unit})")
_VALUE_ONLY = Text("直接填数值", "the value itself")
_EXAMPLES = {
    1: Text("数值 {0}", "value {0}"),
    2: Text("分子 {0}，分母 {1}", "numerator {0}, denominator {1}"),
    3: Text("分子 {0}，分母 {1}，数值 {2}", "numerator {0}, denominator {1}, value {2}"),
}


def operand(one: Operand) -> Text:
    """``受污染耕地（亩）``."""
    return _OPERAND.filled(label=one.label, unit=spoken(one.unit))


def formula(form: FigureForm) -> Text:
    """How the value follows from its operands; that the value itself is reported where there are none."""
    if form.numerator is None or form.denominator is None:
        return _VALUE_ONLY
    factor = "" if form.factor == 1 else f" × {form.factor}"
    return _FORMULA.filled(numerator=operand(form.numerator), denominator=operand(form.denominator), factor=factor)


def bounds(form: FigureForm) -> str:
    """``0 … 100``, ``≥ 0``, ``≤ 100``; a dash where there are none."""
    if form.lowest is not None and form.highest is not None:
        return f"{form.lowest} … {form.highest}"
    if form.lowest is not None:
        return f"≥ {form.lowest}"
    return f"≤ {form.highest}" if form.highest is not None else "—"


def example(form: FigureForm) -> Text:
    """The example of a form: one number is a value, two are numerator and denominator, a third their value."""
    numbers = form.example or _made_up(form)
    words = _EXAMPLES[len(numbers)]
    return Text(words.zh.format(*numbers), words.en.format(*numbers))


def _made_up(form: FigureForm) -> tuple[str, ...]:
    """How numbers are written, for a form that gives no example of its own."""
    if form.numerator is None or form.denominator is None:
        return (form.highest or form.lowest or "57.3",)
    return "190", "200", plain(Decimal(190) * form.factor / 200)


def figure(value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None, unit: str) -> str:
    """A figure in one line: ``95.2 %``, ``20/21``, ``95.2 % (20/21)``."""
    quotient = "" if numerator is None or denominator is None else f"{plain(numerator)}/{plain(denominator)}"
    stated = "" if value is None else f"{plain(value)} {unit}".strip()
    return f"{stated} ({quotient})" if stated and quotient else stated or quotient
