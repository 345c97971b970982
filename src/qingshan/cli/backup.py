"""备份：数据库、数据湖、佐证材料写成一个文件；database, lake and evidence in one file."""

from __future__ import annotations

from pathlib import Path

import click

from qingshan.cli import language
from qingshan.cli._office import office_option, print_json
from qingshan.cli._screen import FOLDER, style_option
from qingshan.kernel.text import Text

LAKE_SETTING = "QINGSHAN_LAKE"
WRITTEN = Text(
    "{path}：{members} 个文件，{megabytes} MB，日志到第 {records} 号记录",
    "{path}: {members} files, {megabytes} MB, the log up to record {records}",
)
ANCHOR = Text("锚点（请另行抄存）：{anchor}", "anchor (keep a copy elsewhere): {anchor}")
NO_LAKE = Text("不含数据湖", "without a lake")
LACKING = Text("佐证内容缺失或与其哈希不符：{keys}", "evidence whose content is gone or was changed: {keys}")
_MEGA = 1_000_000


@click.command()
@click.option("-o", "--output", type=FOLDER, required=True, help="写入的文件 the file to write")
@office_option
@click.option("--lake", type=FOLDER, envvar=LAKE_SETTING, help=f"数据湖 folder of the lake (${LAKE_SETTING})")
@click.option("--no-lake", is_flag=True, help="不备份数据湖 leave the lake out")
@style_option
def command(output: Path, office: str, lake: Path | None, no_lake: bool, style: str) -> None:
    """把办公库、数据湖、佐证材料备份成一个文件，每个成员都有哈希；办公不必停。

    Back up office, lake and evidence into one file with the hash of every member, while people go on working. Exit
    status 1 when the content of some evidence is missing or was changed; the backup is written all the same.
    """
    from qingshan.operations.backup.back_up import back_up
    from qingshan.operations.office import open_office

    if lake is None and not no_lake:
        raise click.UsageError(f"--lake DIR ({LAKE_SETTING}) | --no-lake")
    open_office(office)
    done = back_up(office, None if no_lake else lake, output)
    made = done.manifest
    said = {"members": len(made.members), "anchor": made.anchor, "lacking": list(done.lacking)}
    if style == "json":
        print_json({"file": str(output), "has_lake": made.has_lake, **said})
    else:
        megabytes = -(-output.stat().st_size // _MEGA)
        records = made.anchor.partition(":")[0]
        click.echo(WRITTEN.say(language(), path=output, **said, megabytes=megabytes, records=records))
        click.echo("" if made.has_lake else NO_LAKE.say(language()), nl=not made.has_lake)
        click.echo(ANCHOR.say(language(), anchor=made.anchor))
    if done.lacking:
        click.echo(LACKING.say(language(), keys=" ".join(done.lacking)), err=True)
        raise SystemExit(1)
