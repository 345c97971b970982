"""The page of the ledgers: ``python -m qingshan.ledgers.page > docs/ledgers.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledgers
from qingshan.ledgers.ledger import Action, Deadline, Field, Ledger

HEAD = """# Ledgers

Written by `python -m qingshan.ledgers.page > docs/ledgers.md`; a test fails when it is out of date. Each ledger is one
file in `ledgers/catalog/` with its stories beside it; what stands here, the commands (`qingshan ledger …`), the Excel
columns, warnings and x-ray follow from that file. How to add one: `docs/howto/add-a-ledger.md`. A field with ● must be
given when an entry is opened, one with ◎ is shown to the public; a column is headed by any of its words.
"""
KINDS = {
    "text": Text("文字", "text"),
    "number": Text("数字", "number"),
    "date": Text("日期", "date"),
    "choice": Text("选项", "choice"),
    "area": Text("区域", "area"),
    "unit": Text("单位", "unit"),
    "geometry": Text("空间位置", "geometry"),
    "reference": Text("引用", "reference"),
    "table": Text("表格", "table"),
}


def page() -> str:
    """Every declared ledger as a Markdown page that ends with a newline."""
    return HEAD + "".join(line + "\n" for one in ledgers().values() for line in _ledger(one))


def _ledger(one: Ledger) -> Iterator[str]:
    yield from ("", f"## `{one.key}` {_both(one.label)}", "", f"{one.source} (*{one.verification.value}*)")
    if one.note:
        yield from ("", _both(one.note))
    if one.kept_by:
        yield from ("", f"只由 `qingshan {one.kept_by}` 办理 · kept by `qingshan {one.kept_by}` alone")
    yield from _table(("field", "字段 · field", "kind", "columns"), (_field(one, key) for key in one.fields))
    yield from _table(
        ("action", "办理 · action", "who", "from → to", "asks for"), (_action(one, k) for k in one.actions)
    )
    yield from _table(
        ("deadline", "期限 · deadline", "how it runs", "source"), (_deadline(one, k) for k in one.deadlines)
    )


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    lines = [f"| {' | '.join(part.replace('|', '¦') for part in row)} |" for row in rows]
    if lines:
        yield from ("", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}", *lines)


def _field(one: Ledger, key: str) -> tuple[str, ...]:
    field = one.fields[key]
    marks = "●" * field.required + "◎" * (key in one.public_columns)
    return f"`{key}` {marks}".rstrip(), _both(field.label), _kind(field), "、".join(one.columns[key])


def _kind(field: Field) -> str:
    named = {
        "choice": ", ".join(field.options),
        "number": field.unit,
        "reference": field.to,
        "table": ", ".join(field.columns),
    }.get(field.kind, "")
    many = " ×n" if field.many else ""
    return f"{KINDS[field.kind].en}{many}{f' ({named})' if named else ''}"


def _action(one: Ledger, key: str) -> tuple[str, ...]:
    action = one.actions[key]
    origins = ", ".join(action.origins) or ("" if action.effect == "open" else "any open state")
    way = f"{origins} → {action.to or 'stays'}".strip()
    return f"`{key}`", _both(action.label), ", ".join(action.roles), way, "; ".join(_asked(action))


def _asked(action: Action) -> Iterator[str]:
    yield from filter(None, (", ".join(action.fields), "reason" * action.reason, "document" * action.document))
    if action.evidence:
        yield f"evidence {', '.join(action.evidence)}"
    if action.other_than:
        yield f"by another person than {', '.join(action.other_than)}"
    if action.waits:
        yield f"after {', '.join(action.waits)}"


def _deadline(one: Ledger, key: str) -> tuple[str, ...]:
    found = one.deadlines[key]
    return f"`{key}`", _both(found.label), _runs(found), f"{found.source} (*{found.verification.value}*)"


def _runs(one: Deadline) -> str:
    if one.on:
        return f"to `{one.on}`"
    first = "the first one counts" if one.first_counts else "the first one does not count"
    return f"{one.days} {one.count} days from `{one.since}`, {first}"


def _both(text: Text) -> str:
    return f"{text.zh} · {text.en}"


if __name__ == "__main__":
    sys.stdout.write(page())
