"""演示城市：编译要点、生成数据、评价、出页面；a synthetic city from plan to page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from qingshan.cli import language
from qingshan.cli._screen import FOLDER, screen
from qingshan.kernel.text import Text

AS_OF = date(2021, 7, 31)
BUILT = Text("演示城市已生成：{folder}（全部为演示数据，非实测）", "synthetic city in {folder} (measured nowhere)")
LIVING = Text(
    "办公库：一年的调度、60 个问题、预警和评分逐项办理，约需半分钟……",
    "the office: a year of dispatch, 60 problems, warnings and scores, action by action; half a minute …",
)
NEXT = Text("接下来可以试：", "try next:")


@click.command()
@click.argument("folder", type=FOLDER, default="demo")
def command(folder: Path) -> None:
    """在 FOLDER 生成演示城市，评价到 2021-07-31，写出 plan.html，并在办公库中过一年。

    Build a synthetic city in FOLDER, judge its plan to the end of July 2021, write a page, live a year in its office.
    """
    from qingshan.cli.evaluate import show
    from qingshan.demo.build import build, build_year
    from qingshan.evaluation.judge import Question
    from qingshan.evaluation.run import evaluate
    from qingshan.evaluation.vocabulary import vocabulary
    from qingshan.observations.store.lake import Lake
    from qingshan.plans.loading import compiled_with_text
    from qingshan.reports.page import page

    build(folder)
    plan, text = compiled_with_text(folder / "plan.txt", vocabulary())
    done = evaluate(plan, Lake.open(folder / "lake"), Question(AS_OF))
    tongue = language()
    show(done, tongue)
    (folder / "plan.html").write_text(page(done, tongue, text), encoding="utf-8")
    console = screen()
    console.print(LIVING.say(tongue))
    build_year(folder.resolve(), plan)
    console.print(BUILT.say(tongue, folder=folder))
    console.print(NEXT.say(tongue))
    first = next(row["result"] for row in done.document["targets"] if row["value"])
    for call in (
        f"qingshan plan compile {folder}/plan.txt",
        f"qingshan evaluate --plan {folder}/plan.txt --lake {folder}/lake --as-of 2022-06-30",
        f"qingshan explain {first} --lake {folder}/lake",
        f"qingshan dispatch list 2021-09 --office {folder}/office.sqlite3 --as-of 2021-10-20",
        f"qingshan ledger due --office {folder}/office.sqlite3 --as-of 2021-12-31",
        f"qingshan warn list --office {folder}/office.sqlite3 --as-of 2021-12-31",
        f"qingshan score list-kept department_duties --period 2021 --office {folder}/office.sqlite3",
        f"qingshan ledger verify --office {folder}/office.sqlite3",
    ):
        console.print(f"  {call}", highlight=False)
    console.print(f"  {folder}/plan.html", highlight=False)
