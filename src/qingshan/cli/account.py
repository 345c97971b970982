"""账户：设置登录密码、列出可登录人员；who can sign in to the desk."""

from __future__ import annotations

import sys

import click

from qingshan.cli import language
from qingshan.cli._office import office_option, print_json
from qingshan.cli._screen import screen, style_option
from qingshan.kernel.text import Text

PROMPT = Text("{name} 的新密码", "new password of {name}")
AGAIN = Text("再输一遍", "once more")
SET = Text("已设置 {name} 的密码", "the password of {name} is set")
RESET = Text("已取消 {name} 的二次验证", "the second factor of {name} was taken away")
COMMAND_LINE = "qingshan account"
HEADS = (Text("姓名", "name"), Text("单位", "unit"), Text("角色", "roles"), Text("可登录", "can sign in"))
YES, NO = Text("是", "yes"), Text("否", "no")


@click.group()
def command() -> None:
    """登录账户 sign-ins of the desk; people themselves are entered with `qingshan ledger perform people.enter`."""


@command.command()
@click.argument("name")
@office_option
def password(name: str, office: str) -> None:
    """设置登录密码（提示输入，或从管道读一行）set somebody's password: prompted, or one line from a pipe."""
    from qingshan.web.accounts.passwords import set_password
    from qingshan.web.desk import Desk, open_desk

    open_desk(Desk(office))
    set_password(name, _asked(name))
    click.echo(SET.say(language(), name=name))


@command.command("reset-second-factor")
@click.argument("name")
@office_option
def reset_second_factor(name: str, office: str) -> None:
    """取消某人的二次验证（手机和恢复码都丢失时）take somebody's second factor away: phone and recovery codes lost."""
    from django.contrib.auth.models import User

    from qingshan.operations.people.models import Person
    from qingshan.operations.problems import NOT_THERE
    from qingshan.web.accounts.passwords import PERSON
    from qingshan.web.desk import Desk, open_desk
    from qingshan.web.second_factor import factor

    open_desk(Desk(office))
    user = User.objects.filter(username=name).first()
    if user is None:
        raise NOT_THERE.at(f"{Person.KIND} {name}", name, what=PERSON)
    factor.remove(user, COMMAND_LINE)
    click.echo(RESET.say(language(), name=name))


@command.command("list")
@office_option
@style_option
def listed(office: str, style: str) -> None:
    """列出登记人员，谁能登录 people entered in the office, and who can sign in."""
    from rich.table import Table

    from qingshan.web.accounts.passwords import sign_ins
    from qingshan.web.desk import Desk, open_desk

    open_desk(Desk(office))
    found = list(sign_ins())
    if style == "json":
        print_json([dict(zip(("name", "unit", "roles", "can_sign_in"), one, strict=True)) for one in found])
        return
    table = Table(*(head.say(language()) for head in HEADS))
    for name, unit, roles, able in found:
        table.add_row(name, unit, " ".join(roles), (YES if able else NO).say(language()))
    screen(markup=False).print(table)


def _asked(name: str) -> str:
    """Never an argument: those stand in the shell's history and in the list of processes."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    prompt, again = PROMPT.say(language(), name=name), AGAIN.say(language())
    said: str = click.prompt(prompt, hide_input=True, confirmation_prompt=again)
    return said
