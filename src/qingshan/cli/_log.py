"""What the passes over the log found, printed; and an anchor as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from qingshan.cli import language
from qingshan.cli._office import print_json
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from qingshan.operations.log.chain import Anchor
    from qingshan.operations.log.verify import Pass

PASSED = Text(
    "{label}：{rows} 行，{speed} 行/秒，{count} 处异常", "{label}: {rows} rows, {speed} a second, {count} faults"
)
FAULT = Text("  第 {number} 号 {subject}：{what}", "  record {number} {subject}: {what}")
ANCHOR = Text("锚点（请另行抄存）：{anchor}", "anchor (keep a copy elsewhere): {anchor}")


def parsed(anchor: str | None) -> Anchor | None:
    """An anchor that was kept; wrong usage for a text that is none."""
    from qingshan.operations.log.chain import Anchor

    try:
        return Anchor.parse(anchor) if anchor else None
    except ValueError:
        raise click.BadParameter(anchor or "", param_hint="--anchor") from None


def show_passes(passes: Sequence[Pass], now: Anchor | None, style: str) -> None:
    """Print what each pass found and where the log ends; exit status 1 when one found something."""
    if style == "json":
        print_json({"anchor": str(now), "passes": [one.as_json(language()) for one in passes]})
    else:
        for one in passes:
            said = PASSED.say(language(), label=one.label, rows=one.rows, speed=one.speed, count=len(one.faults))
            click.echo(said)
            for fault in one.faults:
                click.echo(FAULT.say(language(), number=fault.number, subject=fault.subject, what=fault.what))
        click.echo(ANCHOR.say(language(), anchor=now))
    if any(one.faults for one in passes):
        raise SystemExit(1)
