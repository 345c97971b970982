"""A lake as it is: its tables, its sites, its flags; decisions on hours, merging of files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from qingshan.cli import language
from qingshan.cli._observe import show_rows
from qingshan.cli._screen import DAY, lake_option, style_option
from qingshan.kernel.clock import known_now, today
from qingshan.kernel.text import Text

HOUR = click.DateTime(formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
HEADS = {
    "table": Text("表", "table"),
    "label": Text("说明", "label"),
    "rows": Text("行数", "rows"),
    "files": Text("文件数", "files"),
    "version": Text("版本", "version"),
    "known_from": Text("最新获知（UTC）", "latest known (UTC)"),
    "site": Text("点位", "site"),
    "role": Text("角色", "role"),
    "since": Text("自", "since"),
    "until": Text("至", "until"),
    "source": Text("数据源", "source"),
    "check": Text("检查", "check"),
    "reason": Text("原因", "reason"),
    "new": Text("新标记", "new flags"),
    "all": Text("全部标记", "all flags"),
}
NO_SITE = Text("{area} 在 {day} 没有点位", "no site speaks for {area} on {day}")
MERGED = Text("{table}：合并掉 {count} 个文件", "{table}: {count} files merged away")
RECORDED = Text("已登记", "recorded")


@click.command()
@lake_option
@style_option
def tables(lake: Path, style: str) -> None:
    """列出数据湖的表 list the tables of a lake."""
    from qingshan.observations.store.lake import Lake
    from qingshan.observations.tables import TABLES

    opened, rows = Lake.open(lake), []
    for table in TABLES.values():
        version = opened.data_version(table.name)
        said = {"table": table.name, "label": table.label.say(language()), "rows": opened.rows(table.name)}
        known = version.known_from.isoformat() if version.known_from else ""
        rows.append(said | {"files": len(opened.files(table.name)), "version": version.version, "known_from": known})
    show_rows(rows, HEADS, style)


@click.command()
@click.argument("area")
@lake_option
@click.option("--on", type=DAY, help="哪一天 the day (today)")
@style_option
def sites(area: str, lake: Path, on: datetime | None, style: str) -> None:
    """某区域某日的点位及其角色 the sites that speak for an area on a day."""
    from qingshan.observations.places import sites_of
    from qingshan.observations.store.lake import Lake

    day = on.date() if on else today()
    found = sites_of(Lake.open(lake), area, day)
    rows = [
        {
            "site": one.site,
            "role": one.role,
            "since": str(one.since or ""),
            "until": str(one.until or ""),
            "source": one.source,
        }
        for one in found
    ]
    if not rows and style == "table":
        click.echo(NO_SITE.say(language(), area=area, day=day))
    else:
        show_rows(rows, HEADS, style)


@click.command()
@lake_option
@style_option
def quality(lake: Path, style: str) -> None:
    """用现行阈值重新检查全部数据（只标记，不改数） check all readings again; flags, never alters."""
    from qingshan.observations.check import checks
    from qingshan.observations.inspection import flags_by_check, inspect_lake
    from qingshan.observations.store.lake import Lake

    opened = Lake.open(lake)
    new = inspect_lake(opened, known_now())
    standing = flags_by_check(opened)
    rows = [
        {
            "check": one.key,
            "label": one.label.say(language()),
            "reason": one.reason.say(language()),
            "new": new.get(one.key, 0),
            "all": standing.get(one.key, 0),
        }
        for one in checks().values()
    ]
    show_rows(rows, HEADS, style)


@click.command()
@lake_option
def compact(lake: Path) -> None:
    """合并小文件，结果不变 merge small files; answers do not change."""
    from qingshan.observations.store.lake import Lake
    from qingshan.observations.tables import TABLES

    opened = Lake.open(lake)
    for table in TABLES:
        click.echo(MERGED.say(language(), table=table, count=opened.compact(table)))


@click.command()
@lake_option
@click.option(
    "--kind", required=True, type=click.Choice(["invalid", "dust", "background"]), help="无效、沙尘或自然背景"
)
@click.option("--from", "from_hour", required=True, type=HOUR, help="首个小时末 end of the first hour, Beijing time")
@click.option("--to", "to_hour", required=True, type=HOUR, help="最后一个小时末 end of the last hour")
@click.option("--site", default="*", show_default=True, help="点位 site")
@click.option("--area", default="", help="区域 area")
@click.option("--item", default="*", show_default=True, help="项目 item")
@click.option("--reason", required=True, help="理由 why")
@click.option("--document", default="", help="文号 document")
@click.option("--by", "decided_by", required=True, help="决定人 who decided")
def exclude(  # noqa: PLR0913, PLR0917 (one for each option)
    lake: Path,
    kind: Any,
    from_hour: datetime,
    to_hour: datetime,
    site: str,
    area: str,
    item: str,
    reason: str,
    document: str,
    decided_by: str,
) -> None:
    """登记人工决定：无效时段或沙尘过程 record a person's decision that hours are invalid or dust."""
    from qingshan.observations.decisions import Decision, decide
    from qingshan.observations.store.lake import Lake

    decision = Decision(kind, from_hour, to_hour, reason, decided_by, site, area, item, document)
    decide(Lake.open(lake), decision, known_now())
    click.echo(RECORDED.say(language()))
