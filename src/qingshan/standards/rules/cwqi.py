"""城市水质指数 CWQI: the sum of 21 single indexes of the averaged water, over the limits of class Ⅲ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, add, choose, equal, greatest_present, present
from qingshan.kernel.text import Text
from qingshan.standards.formulas.ranking_water import inverse_index, ph_index, single_index
from qingshan.standards.formulas.rounding import to_interval
from qingshan.standards.rule import PRECISION, Outcome, Quantity, Rule, interval_of, written
from qingshan.standards.view import Rules
from qingshan.standards.water import WATER_DECIMALS

BODIES = ("river", "lake")
ITEMS = (
    "ph", "do", "codmn", "cod", "bod5", "nh3n", "tp", "cu", "zn", "f", "se", "as", "hg", "cd", "cr6", "pb", "cn",
    "phenol", "oil", "las", "sulfide",
)  # fmt: skip
INDEX_DECIMALS = WATER_DECIMALS - 1
"""One decimal fewer than the water has, so that the inverse of oxygen stays below 2**53."""
INDEX_SCALE = interval_of(0, INDEX_DECIMALS)
INDEX_PLACES = PRECISION - 2


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``cwqi`` when all 21 items are there, ``partial`` the sum of those that are; ``index_…`` with seven decimals.

    The sums are rounded once. Water of no named body is a river's, as in its class.
    """
    place = rules.integer("limit_class") - 1
    river, lake = (
        {item: limits[place] for item, limits in rules.beside("gb3838").scaled(key, WATER_DECIMALS).items()}
        for key in ("limit_river", "limit_lake")
    )
    is_lake = equal(greatest_present(0, values.get("body")), BODIES.index("lake"))
    indexes = {}
    for item in ITEMS:
        of_river = _index(item, values.get(item), river.get(item, 1), rules)
        same = river.get(item) == lake.get(item)
        of_lake = of_river if same else _index(item, values.get(item), lake[item], rules)
        indexes[item] = of_river if same else choose(is_lake, of_lake, of_river)
    interval = rules.scaled("index_interval", INDEX_DECIMALS)
    some = [choose(present(index), index, 0) for index in indexes.values()]
    any_index = greatest_present(*(choose(present(index), 1, None) for index in indexes.values()))
    outcome = {
        "cwqi": to_interval(add(*indexes.values()), interval),
        "partial": choose(present(any_index), to_interval(add(*some), interval), None),
    }
    return outcome | {f"index_{item}": index for item, index in indexes.items()}


def _index(item: str, value: Value, limit: int, rules: Rules) -> Value:
    if item in rules.value("inverse_items"):
        return inverse_index(value, limit, INDEX_SCALE)
    if item == "ph":
        neutral = rules.scaled("ph_neutral", WATER_DECIMALS)
        return ph_index(value, neutral, rules.scaled("ph_range", WATER_DECIMALS), INDEX_SCALE)
    return single_index(value, limit, INDEX_SCALE)


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    indexes = {item: outcome[f"index_{item}"] for item in ITEMS}
    return {
        "indexes": {
            item: written(index, INDEX_DECIMALS, INDEX_PLACES) for item, index in indexes.items() if index is not None
        },
        "partial": written(outcome["partial"], INDEX_DECIMALS, INDEX_PLACES),
        "missing": [item for item, index in indexes.items() if index is None],
    }


RULE = Rule(
    name="cwqi",
    label=Text("水质指数 CWQI", "city water quality index (CWQI)"),
    family="water_ranking",
    inputs=(
        *(
            Quantity(item, "" if item == "ph" else "mg/L", WATER_DECIMALS, optional=True, detection=item != "ph")
            for item in ITEMS
        ),
        Quantity("body", decimals=0, optional=True, choices=BODIES),
    ),
    outputs=tuple(
        Quantity(name, decimals=INDEX_DECIMALS, places=INDEX_PLACES)
        for name in ("cwqi", "partial", *(f"index_{item}" for item in ITEMS))
    ),
    compute=compute,
    answer="cwqi",
    parts=parts,
    companions=("gb3838",),
)
