"""One self-contained HTML page of an evaluated plan: nothing is fetched from outside; it prints and fits a phone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from qingshan.evaluation.run import Evaluation
from qingshan.kernel.text import Language
from qingshan.reports.coverage import coverage, left_out
from qingshan.reports.head import basis, head
from qingshan.reports.heat_map import HeatMap, categories, index_editions
from qingshan.reports.missing import missing
from qingshan.reports.outline import headings
from qingshan.reports.sheet import Sheet
from qingshan.reports.targets import glance, sections
from qingshan.reports.trend import NARROW, WIDE, Trend, yearly_limit
from qingshan.reports.words import Words


def page(evaluation: Evaluation, language: Language = "zh", text: str | None = None) -> str:
    """The page in a language; with the document's text its sections carry their headings.

    What is missing, what cannot be computed and what is unverified is said.
    """
    sheet = Sheet(evaluation, Words(language), headings(text) if text else {})
    return _template().render(
        w=sheet.words,
        language={"zh": "zh-Hans", "en": "en"}[language],
        head=head(sheet),
        glance=glance(sheet),
        count={"targets": len(evaluation.plan.targets), "judged": len(evaluation.judged)},
        missing=missing(sheet),
        sections=sections(sheet),
        categories=categories(sheet),
        index_editions=index_editions(sheet),
        maps=[HeatMap(sheet, group) for group in sheet.groups],
        trends=[(Trend(sheet, group, WIDE), Trend(sheet, group, NARROW)) for group in sheet.groups],
        limit_edition=yearly_limit(sheet)[1],
        coverage=coverage(sheet),
        left_out=list(left_out(sheet)),
        basis=basis(sheet),
        identity=evaluation.identity,
    )


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent / "render")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html")
