"""Units that may be one under two spellings; only proposed, a person merges them in the overlay.

Two names are alike when they share prefix and ending, and what stands between, shortened, keeps the
first character and the order of the other's characters: 交通 in 交通运输, 发改 in 发展改革.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from qingshan.plans import problems
from qingshan.plans.diagnostics import diagnose
from qingshan.plans.ir import Diagnostic, Plan, Unit
from qingshan.plans.matching import Matcher
from qingshan.plans.stages.normalise import fold

CODES = (problems.SIMILAR_UNITS,)
_PREFIXES, _ENDINGS = (
    ("自治区", "市", "省", "区", "县", "州"),
    ("委员会", "办公室", "公司", "局", "委", "厅", "部", "办"),
)
_SHORTEST = 2


def check(plan: Plan, known: Matcher) -> Iterator[Diagnostic]:  # noqa: ARG001 (the shape of every check)
    first: dict[str, Unit] = {}
    for task in plan.tasks:
        for unit in task.units:
            first.setdefault(unit.normalized, unit)
    for one, other in combinations(first, 2):
        if are_alike(one, other):
            short, long = sorted((one, other), key=len)
            entry = f"do: merge_units, units: [{short}], into: {long}"
            unit = max(first[one], first[other], key=lambda place: place.start)
            yield diagnose(problems.SIMILAR_UNITS, unit.start, unit.end, one=short, other=long, entry=entry)


def are_alike(one: str, other: str) -> bool:
    """Whether two names may be one unit.

    >>> are_alike("市交通局", "市交通运输局"), are_alike("市发改委", "市发展改革委"), are_alike("市水利局", "市林业局")
    (True, True, False)
    """
    short, long = sorted((_parts(one), _parts(other)), key=lambda parts: len(parts[1]))
    if short == long or short[0] != long[0] or short[2] != long[2] or not short[2] or len(short[1]) < _SHORTEST:
        return False
    return short[1][0] == long[1][0] and _in_order(short[1], long[1])


def _parts(name: str) -> tuple[str, str, str]:
    folded = fold(name)
    prefix = next((entry for entry in _PREFIXES if folded.startswith(entry)), "")
    ending = next((entry for entry in _ENDINGS if folded.endswith(entry)), "")
    return prefix, folded[len(prefix) : len(folded) - len(ending)], ending


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)
