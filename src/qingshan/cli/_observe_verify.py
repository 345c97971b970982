"""What a source published, computed again from its readings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingshan.cli import language
from qingshan.cli._observe import (
    city_option,
    files_argument,
    print_json,
    progress,
    province_option,
    show_rows,
    site_option,
    year_option,
)
from qingshan.cli._screen import FOLDER, style_option
from qingshan.kernel.clock import known_now
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from qingshan.evaluation.verification import Tally, Verification
    from qingshan.evaluation.water_verification import WaterVerification

HEADS = {
    "statement": Text("公布内容", "published"),
    "agree": Text("一致", "agree"),
    "differ": Text("不一致", "differ"),
}
INDEX, LEVEL, PRIMARY = Text("小时 AQI", "hourly AQI"), Text("级别", "level"), Text("首要污染物", "primaries")
MEAN = Text("{item} 24 小时均值（24 时）", "24 h mean of {item} at 24:00")
WITHOUT = Text("未公布 AQI 的点位小时 {count} 个：", "{count} station-hours without a published AQI:")
LACKING = Text("缺 {items}", "missing {items}")
ALL_THERE = Text("六项齐全", "all six there")
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


@click.command()
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
    with progress() as told:
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
        print_json(water.as_json() if is_water else air.as_json())
    elif is_water:
        _show_water_verification(water)
    else:
        _show_verification(air)


def _show_verification(found: Verification) -> None:
    tallies = [(INDEX, found.index), (LEVEL, found.level), (PRIMARY, found.primary)]
    _show_tallies([*tallies, *((MEAN.filled(item=item), tally) for item, tally in found.means.items())])
    click.echo(WITHOUT.say(language(), count=sum(found.without_index.values())))
    for items, count in found.without_index.items():
        cause = LACKING.say(language(), items=items) if items else ALL_THERE.say(language())
        click.echo(f"  {count:>6} {cause}")
    for one in found.differences:
        click.echo(" ".join(f"{name}={value}" for name, value in one.items()))


def _show_tallies(tallies: Iterable[tuple[Text, Tally]]) -> None:
    rows = [{"statement": what.say(language()), "agree": one.agree, "differ": one.differ} for what, one in tallies]
    show_rows(rows, HEADS)


def _show_water_verification(found: WaterVerification) -> None:
    from qingshan.observations.intake.account import reasons
    from qingshan.standards.quantity import label

    tongue, document = language(), found.as_json()
    tallies = [(WATER_CLASS, found.classes), (WHOLE, found.whole)]
    _show_tallies([*tallies, *((BY_BODY[name], tally) for name, tally in found.by_body.items())])
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
