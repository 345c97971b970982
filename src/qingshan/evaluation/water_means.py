"""From samples of water to the values of months and of a period, section by section and item by item.

Values are integers of 10**-8 of the item's unit, as samples are stored. A value below its detection limit enters as
the share of it that the statistics rules say. pH is averaged through its hydrogen ions.
"""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from qingshan.evaluation.columns import Frame
from qingshan.evaluation.engines import computed
from qingshan.evaluation.hydrogen import mean_ph
from qingshan.evaluation.water_rules import WaterRules
from qingshan.kernel.exact import Value, choose, equal, floor_div, half_even
from qingshan.standards.formulas.rounding import mean_between
from qingshan.standards.water import WATER_DECIMALS

PH_DECIMALS = 4
"""Mean pH is carried to so many decimals before it is rounded to be compared."""
PH_STEP = 10 ** (WATER_DECIMALS - PH_DECIMALS)


def entering(samples: Frame, rules: WaterRules) -> Frame:
    """The samples with ``taken``: the value, or of one below its detection limit the share of it that enters."""
    below = nw.when(nw.col("below_limit")).then(1).otherwise(0).cast(nw.Int64)

    def taken(values: dict[str, Value]) -> dict[str, Value]:
        share = floor_div(values["value"], rules.below_detection_divisor)
        return {"taken": choose(equal(values["below"], 1), share, values["value"])}

    return computed(samples.with_columns(below=below), taken, {"value": "value", "below": "below"})


def months(samples: Frame, rules: WaterRules) -> Frame:
    """One row a section, item and month: ``value``, ``count`` of samples, ``automatic`` 0/1, the least ``stage``.

    Where an item of the rule has automatic values in a month, its manual ones are left out. Means are rounded to the
    10**-8 they are stored in.
    """
    valued = entering(samples, rules).with_columns(
        automatic=nw.when(nw.col("origin") == "auto").then(1).otherwise(0).cast(nw.Int64),
        month=nw.col("sampled_at").dt.truncate("1mo"),
    )
    best = valued.with_columns(best=nw.col("automatic").max().over("section", "item", "month"))
    is_first = nw.col("item").is_in(list(rules.automatic_first))
    kept = best.filter(~is_first | (nw.col("automatic") == nw.col("best")))
    counted = kept.group_by("section", "item", "month").agg(
        total=nw.col("taken").sum(), count=nw.len().cast(nw.Int64), automatic=nw.col("automatic").max(),
        stage=nw.col("stage").min().cast(nw.Int64),
    )  # fmt: skip

    def mean(values: dict[str, Value]) -> dict[str, Value]:
        return {"value": half_even(values["total"], values["count"])}

    plain = computed(counted, mean, {"total": "total", "count": "count"}).drop("total")
    return _with_ph(plain, kept, ["section", "month"], "taken")


def over_period(rows: Frame, by: Sequence[str] = ("section",)) -> Frame:
    """One row for each of ``by`` and each item: the mean as :func:`mean_between` gives it, and of how many ``months``.

    The rows are months of sections, or the values of sections to be averaged over a river, a lake or an area.
    """
    summed = rows.group_by(*by, "item").agg(
        total=nw.col("value").sum(), months=nw.len().cast(nw.Int64), stage=nw.col("stage").min()
    )

    def mean(values: dict[str, Value]) -> dict[str, Value]:
        return {"value": mean_between(values["total"], values["months"])}

    plain = computed(summed, mean, {"total": "total", "months": "months"}).drop("total")
    return _with_ph(plain, rows, list(by), "value")


def _with_ph(plain: Frame, rows: Frame, by: list[str], column: str) -> Frame:
    """The rows with pH averaged as it must be."""
    ph = rows.filter(nw.col("item") == "ph").select(*by, ph=nw.col(column))
    means = mean_ph(ph, by, "ph", (WATER_DECIMALS, PH_DECIMALS)).select(*by, ph_mean=nw.col("ph") * PH_STEP)
    both = plain.join(means, on=by, how="left")
    value = nw.when(nw.col("item") == "ph").then(nw.col("ph_mean")).otherwise(nw.col("value"))
    return both.with_columns(value=value.cast(nw.Int64)).drop("ph_mean")


def wide(rows: Frame, by: Sequence[str], items: Sequence[str]) -> Frame:
    """One row for each of ``by``, a column for each item."""
    columns = {item: nw.when(nw.col("item") == item).then(nw.col("value")).max() for item in items}
    return rows.group_by(*by).agg(**columns)
