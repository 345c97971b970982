"""导入、检查监测数据；import monitoring data, check it, look into a lake."""

from __future__ import annotations

import click

from qingshan.cli._observe_import import import_, sources
from qingshan.cli._observe_lake import compact, exclude, quality, sites, tables
from qingshan.cli._observe_returns import figures, returns, template
from qingshan.cli._observe_verify import verify


@click.group()
def command() -> None:
    """导入、检查监测数据。

    Import monitoring data, check it, look into a lake.
    """


for one in (import_, sources, tables, sites, quality, compact, exclude, verify, template, returns, figures):
    command.add_command(one)
