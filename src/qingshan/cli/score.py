"""按评分办法计分；score areas and departments by published schemes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from qingshan.cli import language
from qingshan.cli._office import acting, call, day_option, office_option, print_json, say
from qingshan.cli._score_inputs import Sources, evaluated, from_file, from_office, inputs_options
from qingshan.cli._score_tables import (
    COMPLETE,
    INPUTS,
    LIST_HEADS,
    SHOW_HEADS,
    blank,
    heading,
    kept_row,
    parameters,
    show_comparison,
    show_course,
    show_kept,
    show_score,
)
from qingshan.cli._screen import screen, style_option
from qingshan.kernel.clock import today

period_option = click.option("--period", help="评分期间（默认截至日所在年） the period (the year of the day)")


@click.group()
def command() -> None:
    """按评分办法计分：每一分失在哪里、再进一步值多少、如果……会怎样。

    Score by schemes as data: why each point is lost, what one unit more is worth, what if.
    """


@command.command("list")
@style_option
def list_schemes(style: str) -> None:
    """有哪些评分办法 the schemes there are."""
    from qingshan.evaluation.scoring.document import scheme_json
    from qingshan.evaluation.scoring.scheme import schemes

    documents = [scheme_json(found, language()) for found in schemes().values()]
    if style == "json":
        print_json(documents)
        return
    table = blank(LIST_HEADS)
    for one in documents:
        state = COMPLETE[one["partial"]].say(language())
        table.add_row(one["key"], one["label"], one["total"] or "—", one["source"], state)
    screen(markup=False).print(table)


@command.command()
@click.argument("scheme")
@style_option
def show(scheme: str, style: str) -> None:
    """一个办法的全部项目、规则、来源和输入 items, rules, source and inputs of a scheme."""
    from qingshan.evaluation.scoring.document import scheme_json
    from qingshan.evaluation.scoring.scheme import scheme as scheme_of

    document = scheme_json(scheme_of(scheme), language())
    if style == "json":
        print_json(document)
        return
    console = screen(markup=False)
    heading(document, document["source"])
    table = blank(SHOW_HEADS)
    for item in document["items"]:
        rules = "\n".join(f"{rule['label']} {parameters(rule['parameters'])}" for rule in item["rules"])
        notes = [note for note in (item["note"], *(rule["note"] for rule in item["rules"])) if note]
        table.add_row(f"{item['label']} ({item['key']})", item["full"], rules, item["clause"], "\n".join(notes))
    console.print(table)
    console.print(INPUTS.say(language()))
    for name, one in document["inputs"].items():
        console.print(f"  {name}  {one['label']} {one['unit']}".rstrip())


@command.command()
@click.argument("scheme")
@inputs_options
@click.option("--what-if", "suppositions", multiple=True, metavar="NAME=VALUE", help="如果…… suppose, may repeat")
@style_option
def run(scheme: str, suppositions: tuple[str, ...], style: str, **named: Any) -> None:
    """计分：已得、已定和满分，每一分失在哪里 score a subject.

    The inputs of a file stand over those of a plan's evaluation.
    """
    from qingshan.evaluation.scoring.document import differences_json, score_json
    from qingshan.evaluation.scoring.inputs import supposed
    from qingshan.evaluation.scoring.scheme import scheme as scheme_of
    from qingshan.evaluation.scoring.score import differences, score

    found, sources = scheme_of(scheme), Sources(**named)
    if sources.plan is None and sources.file is None:
        raise click.UsageError("--inputs FILE 或 --plan … 至少一个 one of --inputs and --plan is needed")
    subject, own = from_file(found, sources)
    inputs = evaluated(found, sources) | own
    now = score(found, inputs, sources.area or subject)
    document = score_json(now, language())
    if suppositions:
        after = score(found, inputs | supposed(suppositions, found), now.subject)
        document["what_if"] = {
            "suppose": list(suppositions),
            "so_far": score_json(after, language())["so_far"],
            "items": differences_json(differences(now, after), language()),
        }
    day = None if sources.as_of is None else sources.as_of.date()
    document["outside"] = None if day is None or found.holds(day) else day.isoformat()
    print_json(document) if style == "json" else show_score(document)


@command.command()
@click.argument("scheme")
@inputs_options
@click.option("--subject", help="部门或区域 the department or the area")
@period_option
@acting
def keep(scheme: str, subject: str | None, period: str | None, **named: Any) -> None:
    """计分并存入办公库；部门的输入取自任务、填报单和台账 score and keep it in the office.

    A department's inputs are what the office knows of it; with --lake and without --plan, an area is scored by the
    plan in force. The inputs of a file stand over both.
    """
    from qingshan.evaluation.scoring.kept import written
    from qingshan.evaluation.scoring.scheme import scheme as scheme_of
    from qingshan.operations.action import perform

    sources = Sources(**{name: named.pop(name) for name in Sources.__slots__})
    asking, found = call(**named), scheme_of(scheme)
    day = sources.as_of.date() if sources.as_of else asking.day
    span = period or str(day.year)
    from_its_file, own = from_file(found, sources)
    scored = subject or sources.area or from_its_file
    inputs = from_office(found, sources, scored, span, day) | own
    given = {"scheme": scheme, "subject": scored, "period": span, "as_of": day.isoformat(), "inputs": written(inputs)}
    say(perform("score.keep", given, asking))


@command.command("list-kept")
@click.argument("scheme")
@period_option
@office_option
@day_option
@style_option
def list_kept(scheme: str, period: str | None, office: str, as_of: datetime | None, style: str) -> None:
    """一个办法下全部对象截至某日的得分 the scores of all subjects of a scheme, as of a day."""
    from qingshan.evaluation.scoring.document import in_language
    from qingshan.operations.office import open_office
    from qingshan.operations.score.queries import table as kept_table

    open_office(office)
    day = as_of.date() if as_of else today()
    found = kept_table(scheme, period or str(day.year), day)
    rows = [kept_row(in_language(one.document, language()), one.version) for one in found]
    print_json(rows) if style == "json" else show_kept(rows)


@command.command()
@click.argument("scheme")
@click.argument("subject")
@period_option
@office_option
@style_option
def course(scheme: str, subject: str, period: str | None, office: str, style: str) -> None:
    """一个对象全年各次保存的得分 the score of a subject through the year."""
    from qingshan.evaluation.scoring.document import in_language
    from qingshan.operations.office import open_office
    from qingshan.operations.score.queries import course as kept_course

    open_office(office)
    rows = [
        {
            **kept_row(in_language(one.document, language()), one.version),
            "day": one.day.isoformat(),
            "number": one.number,
        }
        for one in kept_course(scheme, subject, period or str(today().year))
    ]
    print_json(rows) if style == "json" else show_course(rows)


@command.command("show-kept")
@click.argument("scheme")
@click.argument("subject")
@click.option("--version", type=int, help="哪一版（默认最后一版） which version (the last)")
@period_option
@office_option
@style_option
def show_kept_score(  # noqa: PLR0913, PLR0917 (one for each option)
    scheme: str, subject: str, version: int | None, period: str | None, office: str, style: str
) -> None:
    """一次保存的评分全文，并用当时的输入重算 a kept score whole, and computed anew from its inputs."""
    from qingshan.evaluation.scoring.document import in_language
    from qingshan.evaluation.scoring.kept import AGAIN, again
    from qingshan.operations.office import open_office
    from qingshan.operations.score.queries import version_of

    open_office(office)
    point = version_of(scheme, subject, period or str(today().year), version)
    document, anew = in_language(point.document, language()), again(point.document)
    if style == "json":
        print_json({**document, "version": point.version, "again": anew})
    else:
        show_score(document)
        click.echo(AGAIN[anew].say(language()))


@command.command()
@click.argument("scheme")
@click.argument("subject")
@click.argument("first", type=int)
@click.argument("second", type=int)
@period_option
@office_option
@style_option
def compare(  # noqa: PLR0913, PLR0917 (one for each option)
    scheme: str, subject: str, first: int, second: int, period: str | None, office: str, style: str
) -> None:
    """两个版本之间逐项的变化和变了的输入 what changed between two versions, item by item."""
    from dataclasses import asdict

    from qingshan.evaluation.scoring.document import differences_json
    from qingshan.operations.office import open_office
    from qingshan.operations.score.queries import between

    open_office(office)
    found = between(scheme, subject, period or str(today().year), first, second)
    document = {
        "items": differences_json(found.items, language()),
        "inputs": [asdict(one) for one in found.inputs],
        "scheme_changed": found.scheme_changed,
    }
    print_json(document) if style == "json" else show_comparison(document)
