"""检查安装：版本与随附算例；check this installation: versions and every worked case shipped with it."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version

import click

from qingshan.cli import language
from qingshan.cli._screen import screen, style_option
from qingshan.kernel.text import Text

PACKAGES = ("qingshan", "narwhals", "duckdb", "polars", "pyarrow", "deltalake", "pyspark", "psycopg")
CASES = Text("算例 {count} 个，{wrong} 个不符", "{count} worked cases, {wrong} wrong")
ABSENT = Text("未安装", "not installed")


@click.command()
@style_option
def command(style: str) -> None:
    """运行随附的全部算例，列出组件版本；有一个不符即以 1 退出。

    Run every worked case shipped and list the versions; exit status 1 when one is wrong.
    """
    wrong, count = _cases()
    found = {name: _version(name) for name in PACKAGES}
    if style == "json":
        click.echo(json.dumps({"cases": count, "wrong": wrong, "versions": found}, ensure_ascii=False, indent=2))
    else:
        console = screen()
        for name, said in found.items():
            console.print(f"{name:<10} {said or ABSENT.say(language())}", highlight=False)
        for line in wrong:
            console.print(line, style="red", markup=False)
        console.print(CASES.say(language(), count=count, wrong=len(wrong)))
    sys.exit(1 if wrong else 0)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _cases() -> tuple[list[str], int]:
    """Standards on plain integers, indicators on the default engine: what is wrong, and how many were run."""
    from qingshan.evaluation import indicator_cases
    from qingshan.evaluation.engines import engine
    from qingshan.standards import cases

    rules, indicators = cases.load(), indicator_cases.load()
    wrong = [f"{case.rule} {case.edition} {case.name}: {said}" for case in rules if (said := cases.differences(case))]
    made = engine()
    for one, (value, _) in zip(indicators, indicator_cases.answers(indicators, made), strict=True):
        if value != (None if one.value is None else Decimal(one.value)):
            wrong.append(f"{one.indicator} {one.name}: {one.value} ≠ {value}")
    return wrong, len(rules) + len(indicators)
