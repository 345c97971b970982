"""A period as an option takes it."""

from __future__ import annotations

from typing import Any

import click

from qingshan.kernel.periods import Period


class PeriodType(click.ParamType[Period]):
    """A period as the kernel reads it."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        try:
            return value if isinstance(value, Period) else Period.of(value)
        except ValueError:
            self.fail(f"{value!r} 不是时段; not a period: 2021 2021-07 2021Q1 2021-01-01/2021-07-31", param, ctx)
