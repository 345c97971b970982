"""检查安装：版本与随附算例；check this installation: versions and every worked case shipped with it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version

import click

from qingshan.cli import language
from qingshan.cli._screen import screen, style_option
from qingshan.kernel.text import Text

PACKAGES = ("qingshan", "narwhals", "duckdb", "polars", "pyarrow", "deltalake", "pyspark", "psycopg")
CASES = Text("算例 {count} 个，{wrong} 个不符", "{count} worked cases, {wrong} wrong")
KINDS = {
    "standards": Text("标准算例", "cases of standards"),
    "indicators": Text("指标算例", "cases of indicators"),
    "rule_kinds": Text("计分规则算例", "cases of scoring rules"),
    "schemes": Text("评分办法算例", "cases of scoring schemes"),
    "stories": Text("台账故事", "stories of ledgers"),
}
ABSENT = Text("未安装", "not installed")


@click.command()
@style_option
def command(style: str) -> None:
    """运行随附的全部算例，列出组件版本；有一个不符即以 1 退出。

    Run every worked case shipped and list the versions; exit status 1 when one is wrong.
    """
    found = {name: _version(name) for name in PACKAGES}
    ran = {kind: list(answers()) for kind, answers in CHECKS.items()}
    counts = {kind: len(said) for kind, said in ran.items()}
    wrong = [line for said in ran.values() for line in said if line]
    total = sum(counts.values())
    if style == "json":
        document = {"cases": total, "counts": counts, "wrong": wrong, "versions": found}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        console = screen()
        for name, said in found.items():
            console.print(f"{name:<10} {said or ABSENT.say(language())}", highlight=False)
        for kind, count in counts.items():
            console.print(f"{KINDS[kind].say(language())} {count}", highlight=False)
        for line in wrong:
            console.print(line, style="red", markup=False)
        console.print(CASES.say(language(), count=total, wrong=len(wrong)))
    sys.exit(1 if wrong else 0)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _standards() -> Iterator[str]:
    """On plain integers. Of each case nothing, or what is wrong with it; so do all the checks below."""
    from qingshan.standards import cases

    for case in cases.load():
        said = cases.differences(case)
        yield f"{case.rule} {case.edition} {case.name}: {said}" if said else ""


def _indicators() -> Iterator[str]:
    """On the default engine."""
    from qingshan.evaluation import indicator_cases
    from qingshan.evaluation.engines import engine

    known = indicator_cases.load()
    for one, (value, _) in zip(known, indicator_cases.answers(known, engine()), strict=True):
        right = value == (None if one.value is None else Decimal(one.value))
        yield "" if right else f"{one.indicator} {one.name}: {one.value} ≠ {value}"


def _rule_kinds() -> Iterator[str]:
    from qingshan.evaluation.scoring.cases import kind_cases

    for case in kind_cases():
        said = case.differs()
        yield f"{case.rules[-1]['kind']} {case.name}: {said[0]} ≠ {said[1]}" if said else ""


def _schemes() -> Iterator[str]:
    from qingshan.evaluation.scoring.cases import scheme_cases

    for case in scheme_cases():
        said = case.differences()
        yield f"{case.scheme} {case.name}: {said}" if said else ""


def _stories() -> Iterator[str]:
    from qingshan.ledgers import stories
    from qingshan.ledgers.holidays import CHINA

    return (stories.difference(told, CHINA) or "" for told in stories.load())


CHECKS = {
    "standards": _standards,
    "indicators": _indicators,
    "rule_kinds": _rule_kinds,
    "schemes": _schemes,
    "stories": _stories,
}
