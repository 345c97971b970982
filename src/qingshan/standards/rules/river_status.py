"""河流水质状况: of few sections by the class of their averaged water, of more by the shares of their classes."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import PERCENT, Value, at_most, below, choose, multiply
from qingshan.kernel.text import Text
from qingshan.standards.rule import DECIMALS, SCALE, Quantity, Rule
from qingshan.standards.view import Rules
from qingshan.standards.water import CLASSES, STATUSES, status_of


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``status`` as its place among 优 to 重度污染; counts of ``sections``, ``good`` (Ⅰ–Ⅲ) and ``bad`` (劣Ⅴ) ones.

    With few sections only ``class``, that of each item's mean over them, is read. Missing without sections, and
    where the edition has no method for their number. Exact ratios are compared.
    """
    sections = values.get("sections")
    few, many = rules.integer("averaged_below_sections"), rules.integer("shares_from_sections")
    by_class = choose(below(0, sections), status_of(values.get("class"), rules), None)
    by_share = choose(at_most(many, sections), _by_share(values, rules), None)
    return {"status": choose(below(sections, few), by_class, by_share)}


def _by_share(values: Mapping[str, Value], rules: Rules) -> Value:
    limits = rules.scaled("status_by_share", DECIMALS)
    good, bad = (multiply(values.get(name), PERCENT * SCALE) for name in ("good", "bad"))

    def of_sections(share: str) -> Value:
        return multiply(values.get("sections"), limits[share])

    polluted = choose(below(bad, of_sections("moderate_below")), _place("中度污染"), _place("重度污染"))
    polluted = choose(below(bad, of_sections("light_below")), _place("轻度污染"), polluted)
    fair = choose(at_most(of_sections("good_from"), good), _place("良好"), polluted)
    return choose(at_most(of_sections("excellent_from"), good), _place("优"), fair)


def _place(status: str) -> int:
    return STATUSES.index(status)


RULE = Rule(
    name="river-status",
    label=Text("河流、流域（水系）水质状况", "status of a river or basin"),
    family="surface_water",
    inputs=(
        *(Quantity(name, decimals=0, optional=name != "sections") for name in ("sections", "good", "bad")),
        Quantity("class", decimals=0, optional=True, choices=CLASSES),
    ),
    outputs=(Quantity("status", decimals=0, choices=STATUSES),),
    compute=compute,
    answer="status",
)
