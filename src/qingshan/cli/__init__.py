"""The command line: one file for each noun; it parses, calls one function below, and prints.

A noun is found by its file name and imported only when it is asked for, so that help stays quick.
"""

from __future__ import annotations

import ast
import os
import sys
from contextvars import ContextVar
from pathlib import Path
from typing import cast

import click

from qingshan.kernel.problems import Problem
from qingshan.kernel.registry import load_module
from qingshan.kernel.text import Language, Text

FOLDER = Path(__file__).parent
LANGUAGE_SETTING = "QINGSHAN_LANG"
SEVERITIES = {"error": Text("错误", "error"), "warning": Text("警告", "warning"), "note": Text("提示", "note")}
FOUND, EXPECTED, ACTION = Text("发现", "found"), Text("应为", "expected"), Text("办法", "what to do")


_asked: ContextVar[str | None] = ContextVar("asked", default=None)
"""The ``--lang`` of the run, for a problem that is shown when click's own context is gone."""


def language() -> Language:
    """The language of this run: Chinese unless ``--lang`` or QINGSHAN_LANG says ``en``."""
    context = click.get_current_context(silent=True)
    asked = context.find_root().params.get("lang") if context else _asked.get()
    return "en" if (asked or os.environ.get(LANGUAGE_SETTING)) == "en" else "zh"


class Nouns(click.Group):
    """Commands that are files beside this one; their help line is the first line of their docstring."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        path = FOLDER / f"{cmd_name}.py"
        return cast(click.Command, load_module(path).command) if path.is_file() else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, _first_line(FOLDER / f"{name}.py")) for name in self.list_commands(ctx)]
        with formatter.section("命令 Commands"):
            formatter.write_dl(rows)


def _first_line(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return docstring.split("\n", 1)[0]


@click.group(cls=Nouns, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(["zh", "en"]), help="界面语言 interface language (zh)")
@click.version_option(package_name="qingshan")
def root(lang: str | None) -> None:
    """青山 Qingshan：让生态环境工作要点自己计算、预警、说明。

    A work plan that computes, warns and answers for itself.
    """
    _asked.set(lang)


def show_problem(problem: Problem) -> None:
    """Print a problem to stderr: code, place, finding, expectation, way out."""
    said = problem.as_json(language())
    lines = [f"{said['code']} {SEVERITIES[problem.code.severity].say(language())}: {said['message']}"]
    lines.append(f"  --> {said['where']}")
    for label, key in ((FOUND, "found"), (EXPECTED, "expected"), (ACTION, "action")):
        if said[key]:
            lines.append(f"  {label.say(language())}: {said[key]}")
    click.echo("\n".join(lines), err=True)


def main() -> None:
    """Entry point: exit status 1 for a problem with the input; wrong usage is click's own 2."""
    try:
        root()
    except Problem as problem:
        show_problem(problem)
        sys.exit(1)


def console() -> None:
    """The command ``qingshan``: :func:`main`, and then the end at once.

    Native thread pools now and then abort a process while it ends, its work done and its answer given (apache/arrow
    34314, duckdb 13904); a script would take that for a failure.
    """
    try:
        main()
    except SystemExit as ended:
        status = ended.code
    else:
        status = 0
    if isinstance(status, str):
        click.echo(status, err=True)
    if "django.db" in sys.modules:
        sys.modules["django.db"].connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status if isinstance(status, int) else int(status is not None))
