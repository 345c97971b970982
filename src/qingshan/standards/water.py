"""Surface water by GB 3838: items, and the scale of limits and rounding that the rules of water share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qingshan.kernel.exact import Value, at_most, choose, equal, greatest_present
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.standards.formulas.piecewise import class_of
from qingshan.standards.formulas.water import class_from, class_up_to, class_within, limit_at, rounded_keeping_trace
from qingshan.standards.quantity import label
from qingshan.standards.rule import Outcome, Quantity, interval_of, written
from qingshan.standards.view import Rules

WATER_DECIMALS = 8
"""Water quantities in rules are integers of 10**-8 of their unit, so that half a detection limit stays exact."""

EXCESS_DECIMALS = 4
EXCESS_SCALE = 10**EXCESS_DECIMALS
"""Multiples by which exceeding items are ordered; those published are coarser."""

CLASSES = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ")
TARGETS = CLASSES[:-1]
STATUSES = ("优", "良好", "轻度污染", "中度污染", "重度污染")
BODIES = ("river", "lake")
BASES = ("assessment", "realtime")

BASIC = (
    "wt", "ph", "do", "codmn", "cod", "bod5", "nh3n", "tp", "tn", "cu", "zn", "f", "se", "as", "hg", "cd", "cr6",
    "pb", "cn", "phenol", "oil", "las", "sulfide", "coliform",
)  # fmt: skip
"""Table 1."""
CLASSED = tuple(item for item in BASIC if item != "wt")
"""Items that have classes; water temperature limits what people change, and has none."""
SUPPLEMENTARY = ("so4", "cl", "no3n", "fe", "mn")
"""Table 2."""
SPECIFIC = (
    "chloroform", "ccl4", "bromoform", "dichloromethane", "dichloroethane12", "epichlorohydrin", "vinyl_chloride",
    "dichloroethylene11", "dichloroethylene12", "trichloroethylene", "tetrachloroethylene", "chloroprene",
    "hexachlorobutadiene", "styrene", "formaldehyde", "acetaldehyde", "acrolein", "chloral", "benzene", "toluene",
    "ethylbenzene", "xylene", "cumene", "chlorobenzene", "dichlorobenzene12", "dichlorobenzene14", "trichlorobenzene",
    "tetrachlorobenzene", "hexachlorobenzene", "nitrobenzene", "dinitrobenzene", "dinitrotoluene24", "tnt",
    "nitrochlorobenzene", "dinitrochlorobenzene24", "dichlorophenol24", "trichlorophenol246", "pentachlorophenol",
    "aniline", "benzidine", "acrylamide", "acrylonitrile", "dbp", "dehp", "hydrazine", "tetraethyl_lead", "pyridine",
    "turpentine", "picric_acid", "butyl_xanthate", "active_chlorine", "ddt", "lindane", "heptachlor_epoxide",
    "parathion", "methyl_parathion", "malathion", "dimethoate", "dichlorvos", "trichlorfon", "demeton",
    "chlorothalonil", "carbaryl", "deltamethrin", "atrazine", "bap", "methylmercury", "pcb", "microcystin_lr",
    "yellow_phosphorus", "mo", "cobalt", "be", "b", "sb", "ni", "ba", "v", "ti", "tl",
)  # fmt: skip
"""Table 3."""
_UNITS = {"wt": "°C", "ph": "", "coliform": "1/L"}


def sample(items: tuple[str, ...]) -> tuple[Quantity, ...]:
    """Inputs of a water sample: the items, all optional and each possibly below its detection limit."""
    return tuple(
        Quantity(item, _UNITS.get(item, "mg/L"), WATER_DECIMALS, optional=True, detection=True) for item in items
    )


BODY = Quantity("body", decimals=0, optional=True, choices=BODIES)
"""A sample that names no body of water is from a river."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What samples are judged by: limits of rivers and lakes, the rounding of each item, which rows are lakes."""

    river: Mapping[str, tuple[int, ...]]
    lake: Mapping[str, tuple[int, ...]]
    at_least: tuple[str, ...]
    ph: tuple[int, int]
    ph_outside: int
    intervals: Mapping[str, int]
    is_lake: Value

    def assessed(self, item: str, value: Value) -> Value:
        """The value as it is compared and published: rounded, but never to zero."""
        interval = self._interval(item)
        decades = [10**power for power in range(len(str(interval)) - 1)]
        return rounded_keeping_trace(value, interval, decades) if decades else value

    def class_of(self, item: str, value: Value) -> Value:
        """The class from 0, of the value as it is compared; missing for an item without limits in that water.

        That a trace is not rounded to zero changes no class: no limit is smaller than the interval.
        """
        interval = self._interval(item)
        if item == "ph":
            return class_within(value, self.ph, interval, self.ph_outside)
        shape = class_from if item in self.at_least else class_up_to
        return self._of(item, lambda limits: shape(value, limits, interval))

    def limit(self, item: str, place: Value) -> Value:
        """The limit of the item in a class, from 0; missing for an item without limits in that water."""
        return self._of(item, lambda limits: limit_at(limits, place))

    def limits(self, item: str) -> tuple[int, ...]:
        """The limits of the item from Ⅰ to Ⅴ, for one plain sample; of pH its range, empty where there are none."""
        return self.ph if item == "ph" else (self.lake if self.is_lake is True else self.river).get(item, ())

    def _interval(self, item: str) -> int:
        return self.intervals.get(item, 1)

    def _of(self, item: str, found: Callable[[tuple[int, ...]], Value]) -> Value:
        river, lake = self.river.get(item), self.lake.get(item)
        of_river = None if river is None else found(river)
        if river == lake:
            return of_river
        return choose(self.is_lake, None if lake is None else found(lake), of_river)


def scale(values: Mapping[str, Value], rules: Rules) -> Scale:
    """The scale of GB 3838 for samples, their values rounded by the statistics rules unless ``basis`` is real-time."""
    surface, statistics = rules.beside("surface_water"), rules.beside("water_statistics")
    surface.read("equal_limits")
    return Scale(
        rules.scaled("limit_river", WATER_DECIMALS),
        rules.scaled("limit_lake", WATER_DECIMALS),
        tuple(rules.value("at_least")),
        rules.scaled("ph_range", WATER_DECIMALS),
        CLASSES.index(surface.text("ph_outside")),
        {} if values.get("basis") == BASES.index("realtime") else _intervals(statistics),
        equal(greatest_present(0, values.get("body")), BODIES.index("lake")),
    )


def classes(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """The class of each item, as its place among Ⅰ to 劣Ⅴ; missing for an item without a value or limits."""
    used = scale(values, rules)
    return {item: used.class_of(item, values.get(item)) for item in CLASSED}


def worst(found: Mapping[str, Value], surface: Rules) -> Value:
    """The class of the water: the worst of the items that enter it; missing without any."""
    return greatest_present(*(found[item] for item in surface.value("class_items")))


def complies(place: Value, target: Value) -> Value:
    """Whether a class is at least as good as a target class, 1 or 0."""
    return choose(at_most(place, target), 1, 0)


def _intervals(statistics: Rules) -> dict[str, int]:
    statistics.read("compare_rounded")
    return {item: interval_of(places, WATER_DECIMALS) for item, places in statistics.table("decimals").items()}


def status_of(place: Value, surface: Rules) -> Value:
    """The place of the status (优 to 重度污染) that water of a class has."""
    statuses = surface.table("status_of_class")
    *bounded, last = ((number, STATUSES.index(statuses[name])) for number, name in enumerate(CLASSES))
    return class_of(place, bounded, last[1])


def explain(values: Mapping[str, Value], outcome: Outcome, rules: Rules) -> tuple[Step, ...]:
    """One step for each item with a class: the value compared and the limits; plain integers only."""
    used = scale(values, rules)
    steps = []
    for item in (item for item in BASIC if outcome.get(f"class_{item}") is not None):
        limits = ", ".join(filter(None, (written(limit, WATER_DECIMALS) for limit in used.limits(item))))
        assessed = written(used.assessed(item, values[item]), WATER_DECIMALS)
        note = Text(f"评价值 {assessed}；限值 {limits}", f"{assessed} is compared with {limits}")
        cited = str(rules.read("ph_range" if item == "ph" else "limit_river").citation)
        steps.append(Step(label(item), CLASSES[outcome[f"class_{item}"]], sources=(cited,), notes=(note,)))
    return tuple(steps)
