"""导入、检查监测数据；import monitoring data, check it, look into a lake."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._screen import DAY, FOLDER, screen
from qingshan.kernel.clock import known_now, today
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from qingshan.evaluation.verification import Verification
    from qingshan.evaluation.water_verification import WaterVerification
    from qingshan.observations.intake.account import Reconciliation
    from qingshan.observations.intake.work import Progress
    from qingshan.observations.returns.importing import ReturnsAccount

HOUR = click.DateTime(formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
STAGES = ("realtime", "reviewed", "official")
WORDS = {
    "source": Text("数据源", "source"),
    "label": Text("说明", "label"),
    "kind": Text("周期", "kind"),
    "clock": Text("时间含义", "clock"),
    "official": Text("官方", "official"),
    "table": Text("表", "table"),
    "rows": Text("行数", "rows"),
    "files": Text("文件数", "files"),
    "version": Text("版本", "version"),
    "known_from": Text("最新获知（UTC）", "latest known (UTC)"),
    "file": Text("文件", "file"),
    "read": Text("读取", "read"),
    "kept": Text("新增", "kept"),
    "revised": Text("修订", "revised"),
    "unchanged": Text("未变", "unchanged"),
    "duplicate": Text("重复", "duplicate"),
    "missing": Text("缺测", "missing"),
    "refused": Text("拒绝", "refused"),
    "check": Text("检查", "check"),
    "reason": Text("原因", "reason"),
    "new": Text("新标记", "new flags"),
    "all": Text("全部标记", "all flags"),
    "site": Text("点位", "site"),
    "role": Text("角色", "role"),
    "since": Text("自", "since"),
    "until": Text("至", "until"),
    "statement": Text("公布内容", "published"),
    "agree": Text("一致", "agree"),
    "differ": Text("不一致", "differ"),
}
YES_NO = {True: Text("是", "yes"), False: Text("否", "no")}
NO_SITE = Text("{area} 在 {day} 没有点位", "no site speaks for {area} on {day}")
REFUSED_AT = Text("被拒绝的值：{path}", "refused values: {path}")
FLAGGED = Text("质量标记 {count} 个（{checks}）", "{count} quality flags ({checks})")
MERGED = Text("{table}：合并掉 {count} 个文件", "{table}: {count} files merged away")
RECORDED = Text("已登记", "recorded")
INDEX, LEVEL, PRIMARY = Text("小时 AQI", "hourly AQI"), Text("级别", "level"), Text("首要污染物", "primaries")
MEAN = Text("{item} 24 小时均值（24 时）", "24 h mean of {item} at 24:00")
WITHOUT = Text("未公布 AQI 的点位小时 {count} 个：", "{count} station-hours without a published AQI:")
LACKING = Text("缺 {items}", "missing {items}")
ALL_THERE = Text("六项齐全", "all six there")

lake_option = click.option("--lake", required=True, type=FOLDER, help="数据湖文件夹 folder of the lake")
style_option = click.option(
    "--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True
)
files_argument = click.argument("files", nargs=-1, required=True, type=FOLDER)
city_option = click.option("--city", metavar="NAME", help="文件未写明的城市 the city, where the file names none")
site_option = click.option("--site", metavar="KEY", help="文件未写明的点位 the site, where the file names none")
province_option = click.option(
    "--province", metavar="NAME", help="文件未写明的省份 the province, if the file names none"
)
year_option = click.option("--year", type=int, metavar="YYYY", help="文件未写明的年份 the year, if the file says none")
stations_option = click.option(
    "--stations", type=FOLDER, help="按名称找编码用的站点名录 station list to find codes by name"
)


@click.group()
def command() -> None:
    """导入、检查监测数据。

    Import monitoring data, check it, look into a lake.
    """


@command.command("import")
@click.argument("source")
@files_argument
@lake_option
@site_option
@city_option
@province_option
@year_option
@click.option("--stage", type=click.Choice(STAGES), help="数据阶段 stage of the data (as the source declares)")
@stations_option
@style_option
def import_(  # noqa: PLR0913, PLR0917 (one for each option)
    source: str,
    files: tuple[Path, ...],
    lake: Path,
    site: str | None,
    city: str | None,
    province: str | None,
    year: int | None,
    stage: str | None,
    stations: Path | None,
    style: str,
) -> None:
    """把一个数据源的文件导入数据湖（不存在则新建） import files of a source into a lake, made if it is not there."""
    from qingshan.observations.ingest.run import import_files
    from qingshan.observations.intake.importer import Options
    from qingshan.observations.store.lake import Lake

    given = Options(site, city, STAGES.index(stage) if stage else None, stations, province, year)
    with _progress() as told:
        done = import_files(Lake.create(lake), source, files, known_from=known_now(), options=given, on_progress=told)
    if style == "json":
        _echo(done.as_json(language()))
    else:
        _show_import(done)


@command.command()
@style_option
def sources(style: str) -> None:
    """列出全部数据源 list the sources that can be read."""
    from qingshan.observations.intake.importer import importers

    rows = [
        {
            "source": one.key,
            "label": one.label.say(language()),
            "kind": one.kind,
            "clock": one.clock.say(language()),
            "official": YES_NO[one.official].say(language()),
        }
        for one in sorted(importers().values(), key=lambda one: one.key)
    ]
    _show(rows, style)


@command.command()
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
    _show(rows, style)


@command.command()
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
        _show(rows, style)


@command.command()
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
    _show(rows, style)


@command.command()
@lake_option
def compact(lake: Path) -> None:
    """合并小文件，结果不变 merge small files; answers do not change."""
    from qingshan.observations.store.lake import Lake
    from qingshan.observations.tables import TABLES

    opened = Lake.open(lake)
    for table in TABLES:
        click.echo(MERGED.say(language(), table=table, count=opened.compact(table)))


@command.command()
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


@command.command()
@click.argument("source")
@files_argument
@city_option
@site_option
@province_option
@year_option
@click.option(
    "--lake", type=FOLDER, help="水质：断面名录（河流或湖库）所在数据湖 lake whose register says river or lake"
)
@style_option
def verify(  # noqa: PLR0913, PLR0917 (one for each option)
    source: str,
    files: tuple[Path, ...],
    city: str | None,
    site: str | None,
    province: str | None,
    year: int | None,
    lake: Path | None,
    style: str,
) -> None:
    """由读数重算来源公布的 AQI、级别、首要污染物、日均值或水质类别 compute again what a source published."""
    from qingshan.observations.intake.importer import Options, importer

    given, is_water = Options(site, city, province=province, year=year), importer(source).kind == "water"
    with _progress() as told:
        if is_water:
            from qingshan.evaluation.water_sections import sections
            from qingshan.evaluation.water_verification import verify_water
            from qingshan.observations.store.lake import Lake

            register = [] if lake is None else sections(Lake.open(lake))
            water = verify_water(source, files, known_now(), register=register, options=given, on_progress=told)
        else:
            from qingshan.evaluation.verification import verify as verified

            air = verified(source, files, known_now(), given, told)
    if style == "json":
        _echo(water.as_json() if is_water else air.as_json())
    elif is_water:
        _show_water_verification(water)
    else:
        _show_verification(air)


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal, nothing in a pipe."""
    from qingshan.observations.ingest.run import silent

    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(*Bar.get_default_columns()[:1], "{task.completed}", console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def told(file: str, rows: int) -> None:
            if file not in tasks:
                tasks[file] = bar.add_task(file, total=None)
            bar.advance(tasks[file], rows)

        yield told


def _echo(document: Any) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def _show(rows: list[dict[str, Any]], style: str) -> None:
    if style == "json":
        _echo(rows)
        return
    from rich.table import Table

    shown = Table()
    for name in rows[0] if rows else ():
        shown.add_column(WORDS[name].say(language()))
    for row in rows:
        shown.add_row(*map(str, row.values()))
    screen().print(shown, highlight=False, markup=False)


def _show_import(done: Reconciliation) -> None:
    from qingshan.observations.intake.account import PARTS, reasons

    _show(
        [
            {"file": one.file, "read": one.read, **{part: one.counts.get(part, 0) for part in PARTS}}
            for one in done.files
        ],
        "table",
    )
    said = reasons()
    for one in done.files:
        for note in one.notes:
            click.echo(f"{one.file}: {note.say(language())}")
        for reason, count in one.reasons.items():
            click.echo(f"{one.file}: {count} × {said[reason].say(language())}")
        if one.report:
            click.echo(REFUSED_AT.say(language(), path=one.report))
    if done.flagged:
        checks = " ".join(f"{check} {count}" for check, count in sorted(done.flagged.items()))
        click.echo(FLAGGED.say(language(), count=sum(done.flagged.values()), checks=checks))


def _show_verification(found: Verification) -> None:
    tallies = [(INDEX, found.index), (LEVEL, found.level), (PRIMARY, found.primary)]
    rows = [(label.say(language()), tally) for label, tally in tallies]
    rows += [(MEAN.say(language(), item=item), tally) for item, tally in found.means.items()]
    _show([{"statement": label, "agree": tally.agree, "differ": tally.differ} for label, tally in rows], "table")
    click.echo(WITHOUT.say(language(), count=sum(found.without_index.values())))
    for items, count in found.without_index.items():
        cause = LACKING.say(language(), items=items) if items else ALL_THERE.say(language())
        click.echo(f"  {count:>6} {cause}")
    for one in found.differences:
        click.echo(" ".join(f"{name}={value}" for name, value in one.items()))


WATER_CLASS, WHOLE = Text("实时水质类别", "real-time class"), Text("其中文件不自相矛盾的", "of these, said once")
BY_BODY = {
    "declared": Text("水体类型为登记", "kind of water declared"),
    "inferred": Text("水体类型为推断", "kind of water inferred"),
    "unsaid": Text("水体类型未登记，按河流", "kind of water unknown, taken as a river"),
}
SHARES = Text(
    "一致率 {share} %；文件不自相矛盾的 {share_whole} %", "agree: {share} %; of those said once {share_whole} %"
)
WITHOUT_CLASS = Text("未公布类别的样品 {count} 个：", "{count} samples without a published class:")
STATION = Text("站点情况 {state}", "station: {state}")
NOT_MEASURED = Text("没有参评项目的值", "no value of an item of the class")
TWO_CLASSES = Text("文件给出两个类别", "the file gives two classes")
TWICE = Text("文件给出两个值：{items}", "the file gives two values: {items}")


def _show_water_verification(found: WaterVerification) -> None:
    from qingshan.observations.intake.account import reasons
    from qingshan.standards.quantity import label

    tongue, document = language(), found.as_json()
    tallies = [(WATER_CLASS, found.classes), (WHOLE, found.whole)]
    tallies += [(BY_BODY[name], tally) for name, tally in found.by_body.items()]
    _show([{"statement": text.say(tongue), "agree": one.agree, "differ": one.differ} for text, one in tallies], "table")
    click.echo(SHARES.say(tongue, share=document["share"], share_whole=document["share_whole"]))
    click.echo(WITHOUT_CLASS.say(tongue, count=sum(one["count"] for one in found.without_class)))
    for one in found.without_class:
        notes = [STATION.say(tongue, state=one["station"] or "—")]
        notes += [] if one["measured"] else [NOT_MEASURED.say(tongue)]
        notes += [TWO_CLASSES.say(tongue)] if one["contradicted"] else []
        click.echo(f"  {one['count']:>6} {' '.join(notes)}")
    said = reasons()
    for reason, count in found.refused.items():
        click.echo(f"{count} × {said[reason].say(tongue)}")
    for miss in found.misses:
        items = " ".join(f"{label(item).say(tongue)} {of['value']}{of['class']}" for item, of in miss["items"].items())
        twice = "、".join(label(item).say(tongue) for item in miss["contradicted"])
        note = f" {TWICE.say(tongue, items=twice)}" if twice else ""
        click.echo(f"{miss['section']} {miss['moment']} {miss['published']} → {miss['computed'] or '—'} {items}{note}")


WORDS |= {
    "indicator": Text("指标", "indicator"),
    "area": Text("区域", "area"),
    "period": Text("时段", "period"),
    "figure": Text("数", "figure"),
    "document": Text("依据文件", "document"),
    "dated": Text("文件日期", "dated"),
    "reporter": Text("填报单位", "reporter"),
    "stage": Text("阶段", "stage"),
    "flags": Text("标记", "flags"),
}
STAGE_WORDS = (Text("初步", "preliminary"), Text("已审核", "reviewed"), Text("正式公布", "official"))
WRITTEN = Text("已写出 {path}：{count} 行待填", "{path}: {count} rows to fill")
MISTAKE = Text(
    "{code} {where}：{message}（发现“{found}”；应为：{expected}；办法：{action}）",
    "{code} {where}: {message} (found “{found}”; expected: {expected}; what to do: {action})",
)
CHANGED = Text(
    "{where}：{indicator} {area} {period} 由 {before}（{document_before}）改为 {after}（{document_after}）",
    "{where}: {indicator} {area} {period} from {before} ({document_before}) to {after} ({document_after})",
)
FLAGGED_FIGURES = Text("{flag}：{count} 个数", "{flag}: {count} figures")


@command.command()
@click.option("-o", "--output", required=True, type=FOLDER, help="写到哪个 .xlsx 文件 the .xlsx file to write")
@click.option("--area", "areas", required=True, multiple=True, help="区域，可重复 area, may be repeated")
@click.option("--period", "periods", required=True, multiple=True, help="时段，如 2021、2021Q3 period, may be repeated")
@click.option("--indicator", "keys", multiple=True, help="指标（默认全部） indicator, all unless given")
@click.option("--lake", type=FOLDER, help="列出上一时段的数 shows the figures of the period before")
def template(
    output: Path, areas: tuple[str, ...], periods: tuple[str, ...], keys: tuple[str, ...], lake: Path | None
) -> None:
    """写出部门填报用的 Excel 表 write the Excel form that departments fill."""
    from qingshan.evaluation.reported import forms
    from qingshan.observations.returns.figures import figures
    from qingshan.observations.returns.template import chosen, write_template
    from qingshan.observations.store.lake import Lake

    wanted = chosen(forms(), keys)
    last = figures(Lake.open(lake)) if lake else []
    known = {(one.key, one.area, one.period): one for one in last}
    count = write_template(output, wanted, areas, periods, known=known)
    click.echo(WRITTEN.say(language(), path=output, count=count))


@command.command()
@files_argument
@lake_option
@click.option("--stage", type=click.Choice(STAGES[1:]), default="reviewed", show_default=True, help="数据阶段 stage")
@style_option
def returns(files: tuple[Path, ...], lake: Path, stage: str, style: str) -> None:
    """导入填好的填报表（数据湖不存在则新建） import filled forms into a lake, made if it is not there."""
    from qingshan.evaluation.reported import forms
    from qingshan.observations.returns.importing import import_returns
    from qingshan.observations.store.lake import Lake

    done = import_returns(Lake.create(lake), files, forms(), known_now(), stage=STAGES.index(stage))
    if style == "json":
        _echo(done.as_json(language()))
    else:
        _show_returns(done)


@command.command()
@lake_option
@click.option("--indicator", "keys", multiple=True, help="指标（默认全部） indicator, all unless given")
@style_option
def figures(lake: Path, keys: tuple[str, ...], style: str) -> None:
    """列出现行的填报数及其标记 list the figures that stand, with their flags."""
    from qingshan.observations.returns.figures import FLAGS
    from qingshan.observations.returns.figures import figures as reported
    from qingshan.observations.returns.history import said
    from qingshan.observations.store.lake import Lake

    rows = [
        {
            "indicator": one.key,
            "area": one.area,
            "period": one.period,
            "figure": said(one),
            "document": one.document,
            "dated": one.dated.isoformat(),
            "reporter": one.reporter,
            "stage": STAGE_WORDS[one.stage].say(language()),
            "flags": "；".join(FLAGS[flag].say(language()) for flag in one.flags),
            "source": one.source,
        }
        for one in reported(Lake.open(lake))
        if not keys or one.key in keys
    ]
    _show(rows, style)


def _show_returns(done: ReturnsAccount) -> None:
    from qingshan.observations.intake.account import PARTS
    from qingshan.observations.returns.figures import FLAGS

    counted = [
        {"file": one.file, "read": one.read, **{part: one.counts.get(part, 0) for part in PARTS}} for one in done.files
    ]
    _show(counted, "table")
    for note in (note for one in done.files for note in one.notes):
        click.echo(note.say(language()))
    for problem in done.problems:
        click.echo(MISTAKE.say(language(), **problem.as_json(language())))
    for change in done.changes:
        click.echo(CHANGED.say(language(), **change.as_json()))
    for flag, count in sorted(done.flagged.items()):
        click.echo(FLAGGED_FIGURES.say(language(), flag=FLAGS[flag], count=count))
    for one in done.files:
        if one.report:
            click.echo(REFUSED_AT.say(language(), path=one.report))
