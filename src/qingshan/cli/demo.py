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
NEXT = Text("接下来可以试：", "try next:")


@click.command()
@click.argument("folder", type=FOLDER, default="demo")
def command(folder: Path) -> None:
    """在 FOLDER 生成演示城市，评价到 2021-07-31，写出 plan.html。

    Build a synthetic city in FOLDER, judge its plan to the end of July 2021, write a page.
    """
    from qingshan.cli.evaluate import show
    from qingshan.demo.build import build
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
    console.print(BUILT.say(tongue, folder=folder))
    console.print(NEXT.say(tongue))
    first = next(row["result"] for row in done.document["targets"] if row["value"])
    for call in (
        f"qingshan plan compile {folder}/plan.txt",
        f"qingshan evaluate --plan {folder}/plan.txt --lake {folder}/lake --as-of 2022-06-30",
        f"qingshan explain {first} --lake {folder}/lake",
    ):
        console.print(f"  {call}", highlight=False)
    console.print(f"  {folder}/plan.html", highlight=False)
