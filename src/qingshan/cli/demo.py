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
SIGN_INS = Text("演示登录（密码都是 {password}）：", "sign-ins of the demo (the password is {password} for all):")
SIGN_IN = Text("  {role}：{name}（{unit}）", "  {role}: {name} ({unit})")
WORKING_DAY = date(2021, 12, 31)
"""The day the demo's desk works on: the last one of its data."""


@click.command()
@click.argument("folder", type=FOLDER, default="demo")
@click.option("--serve", "serving", is_flag=True, help="随后打开网页，Ctrl+C 停止 then open the desk; Ctrl+C closes it")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口 port (0: any)")
def command(folder: Path, serving: bool, port: int) -> None:
    """在 FOLDER 生成演示城市，评价到 2021-07-31，写出 plan.html，并在办公库中过一年；每种角色一人可登录网页。

    Build a synthetic city in FOLDER, judge its plan to the end of July 2021, write a page, live a year in its office.
    One person of each role can sign in; --serve opens the desk, on this machine alone.
    """
    from qingshan.demo.build import OFFICE
    from qingshan.demo.office.sign_ins import enter_sign_ins
    from qingshan.web.desk import Desk

    _build(folder)
    office = folder.resolve() / OFFICE
    enter_sign_ins(office)
    if not serving:
        screen().print(_sign_ins(), highlight=False, markup=False)
        return

    from qingshan.cli.serve import answer

    desk = Desk(str(office), folder / "lake", WORKING_DAY, is_demo=True)
    answer(desk, "127.0.0.1", port, said=f"\n{_sign_ins()}")


def _sign_ins() -> str:
    from qingshan.demo.office.sign_ins import PASSWORD, sign_ins

    tongue = language()
    who = [SIGN_IN.say(tongue, role=role.say(tongue), name=one.name, unit=one.unit) for role, one in sign_ins()]
    return "\n".join([SIGN_INS.say(tongue, password=PASSWORD), *who])


def _build(folder: Path) -> None:
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
        f"qingshan serve --office {folder}/office.sqlite3 --lake {folder}/lake --as-of {WORKING_DAY}",
    ):
        console.print(f"  {call}", highlight=False)
    console.print(f"  {folder}/plan.html", highlight=False)
