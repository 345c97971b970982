"""编译、检查工作要点 compile and check work plans."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import click

from qingshan.cli import language
from qingshan.kernel.text import Text

_WRITTEN = Text("已写入 {path}", "written to {path}")
_TEXT = Text("正文已写入 {path}(位置以它计)", "text written to {path} (positions count in it)")
_COUNT = Text("{errors} 个错误,{warnings} 个警告,{notes} 个提示", "{errors} errors, {warnings} warnings, {notes} notes")
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """编译、检查工作要点 compile and check work plans."""


@command.command("compile")
@click.argument("file", type=_FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "yaml", "table"]),
    help="输出形式 form of the output (table; yaml with -o)",
)
@click.option("-o", "--output", type=_FILE, help="写入文件 write to a file")
@click.option("--overlay", "corrections", type=_FILE, help="人工订正 corrections (FILE.overlay.yaml)")
def compile_plan(file: Path, form: str | None, output: Path | None, corrections: Path | None) -> None:
    """把文件编译成目标、任务、责任单位和待确认问题。

    A document becomes targets, tasks, units and open questions.
    """
    from qingshan.evaluation.vocabulary import vocabulary
    from qingshan.plans import loading, overlay
    from qingshan.plans.stages.emit import emit
    from qingshan.plans.stages.read import read

    document = read(file)
    near = overlay.beside(output) if output and overlay.beside(output).is_file() else overlay.beside(file)
    plan = loading.compiled(document, vocabulary(), corrections or near)
    made = emit(plan, form or ("yaml" if output else "table"), language())
    if output is None:
        click.echo(made)
        return
    output.write_text(made + ("" if made.endswith("\n") else "\n"), encoding="utf-8")
    click.echo(_WRITTEN.say(language(), path=output), err=True)
    if document.format in loading.TEXT_OF_ITS_OWN:
        beside = output.with_name(output.stem + loading.TEXT_SUFFIX)
        beside.write_text(document.text, encoding="utf-8", newline="\n")
        click.echo(_TEXT.say(language(), path=beside), err=True)


@command.command("check")
@click.argument("plan", type=_FILE)
@click.option("--overlay", "corrections", type=_FILE, help="人工订正 corrections (PLAN.overlay.yaml)")
def check(plan: Path, corrections: Path | None) -> None:
    """检查文件或编译结果,列出问题、位置和办法。

    Check a document or a compiled plan: what, where, and the way out.
    """
    from qingshan.evaluation.vocabulary import vocabulary
    from qingshan.plans.diagnostics import show
    from qingshan.plans.loading import compiled_with_text

    compiled, text = compiled_with_text(plan, vocabulary(), corrections)
    for diagnostic in compiled.diagnostics:
        click.echo(show(diagnostic, text, os.fspath(plan), language()) + "\n")
    found = Counter(str(entry.severity) for entry in compiled.diagnostics)
    click.echo(_COUNT.say(language(), errors=found["error"], warnings=found["warning"], notes=found["note"]))
