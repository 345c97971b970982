"""网页：在浏览器中办公；the desk, in a browser."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingshan.cli import language
from qingshan.cli._office import office_option
from qingshan.cli._screen import DAY, FOLDER
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from qingshan.web.desk import Desk

LAKE_SETTING = "QINGSHAN_LAKE"
READY = Text("青山已启动：{address}（Ctrl+C 停止）", "the desk is open: {address} (Ctrl+C closes it)")
MADE = Text("办公库和页面的表已是本版本：{place}", "the tables of office and desk are those of this version: {place}")


@click.command()
@office_option
@click.option("--lake", type=FOLDER, envvar=LAKE_SETTING, help=f"数据湖 folder of the lake (${LAKE_SETTING})")
@click.option("--as-of", "as_of", type=DAY, help="工作日期 the day to work on (today)")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址 address to listen on")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口 port (0: any)")
@click.option("--name", "names", multiple=True, metavar="HOST", help="对外主机名 name it answers to, may repeat")
@click.option("--behind-tls", is_flag=True, help="本机反向代理提供 HTTPS a proxy on this machine speaks TLS")
@click.option("--migrate", is_flag=True, help="只把表升级到本版本 only bring the tables up to this version")
def command(  # noqa: PLR0913, PLR0917 (one for each option)
    office: str,
    lake: Path | None,
    as_of: datetime | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    behind_tls: bool,
    migrate: bool,
) -> None:
    """打开网页服务：一个进程，应答和后台作业都在其中。

    Serve the desk from one process, its background work included. Nothing is migrated unless --migrate says so.
    """
    from qingshan.web.desk import Desk, make_desk

    if migrate:
        make_desk(office)
        click.echo(MADE.say(language(), place=office.rpartition("@")[2]))
        return

    from qingshan.demo.marker import is_demo

    day = as_of.date() if as_of else None
    answer(Desk(office, lake, day, (host, *names), behind_tls, is_demo(office)), host, port)


def answer(desk: Desk, host: str, port: int, said: str = "") -> None:
    """Open the desk, print where it is and what else is to be said, and answer until told to stop."""
    from qingshan.web.desk import open_desk
    from qingshan.web.server import answering, serve

    open_desk(desk)
    with answering(desk, host, port) as made:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        click.echo(READY.say(language(), address=f"http://{host}:{made.effective_port}/") + said)
        with suppress(KeyboardInterrupt):
            serve(made)
