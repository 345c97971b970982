"""恢复：从备份文件恢复并核验日志；from a backup, and the log verified."""

from __future__ import annotations

from pathlib import Path

import click

from qingshan.cli import language
from qingshan.cli._log import parsed, show_passes
from qingshan.cli._office import office_option
from qingshan.cli._screen import FOLDER, style_option
from qingshan.kernel.text import Text

LAKE_SETTING = "QINGSHAN_LAKE"
RESTORED = Text(
    "已恢复 {place}：{members} 个文件的哈希全部一致，备份于 {made_at}",
    "restored {place}: the hashes of all {members} files are right; backed up {made_at}",
)


@click.command()
@click.argument("file", type=FOLDER)
@office_option
@click.option("--lake", type=FOLDER, envvar=LAKE_SETTING, help=f"数据湖 folder of the lake (${LAKE_SETTING})")
@click.option("--overwrite", is_flag=True, help="原有文件改名保留 set aside the files that are there")
@click.option("--anchor", help="此前抄存的锚点 an anchor kept from an earlier run")
@style_option
def command(  # noqa: PLR0913, PLR0917 (one for each option)
    file: Path, office: str, lake: Path | None, overwrite: bool, anchor: str | None, style: str
) -> None:
    """从备份恢复办公库、数据湖、佐证材料：先核对每个成员的哈希，再就位，再核验日志。

    Restore office, lake and evidence: every hash is checked before anything is put in its place, then the log is
    verified. Exit status 1 when it was tampered with before it was backed up. Nothing is overwritten unless told.
    """
    from qingshan.operations.backup.archive import manifest_of
    from qingshan.operations.backup.restore import restore
    from qingshan.operations.evidence.whole import verify_contents
    from qingshan.operations.log import chain
    from qingshan.operations.log.verify import verify
    from qingshan.operations.office import open_office
    from qingshan.operations.settings import shown

    known = parsed(anchor)
    if manifest_of(file).has_lake and lake is None:
        raise click.UsageError(f"--lake DIR ({LAKE_SETTING})")
    made = restore(file, office, lake, overwrite=overwrite)
    open_office(office)
    passes = [*verify(known or chain.Anchor.parse(made.anchor)), verify_contents()]
    if style == "table":
        said = {"members": len(made.members), "made_at": made.made_at[:19]}
        click.echo(RESTORED.say(language(), place=shown(office), **said))
    show_passes(passes, chain.anchor(), style)
