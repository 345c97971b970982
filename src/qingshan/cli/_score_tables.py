"""How scores are printed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qingshan.cli import language
from qingshan.cli._screen import screen
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    from rich.table import Table

LIST_HEADS = (
    Text("办法", "scheme"),
    Text("名称", "name"),
    Text("满分", "total"),
    Text("来源", "source"),
    Text("完整", "complete"),
)
SHOW_HEADS = (
    Text("项目", "item"),
    Text("满分", "full"),
    Text("规则", "rules"),
    Text("条款", "clause"),
    Text("说明", "notes"),
)
RUN_HEADS = (
    Text("项目", "item"),
    Text("得分", "got"),
    Text("满分", "full"),
    Text("状态", "state"),
    Text("为什么", "why"),
    Text("再进一步", "what more is worth"),
)
WHAT_IF_HEADS = (Text("项目", "item"), Text("现在", "now"), Text("假设", "supposed"), Text("变化", "change"))
COMPLETE = {True: Text("部分", "in part"), False: Text("是", "yes")}
PARTIAL = Text("只录入一部分：{missing}", "encoded in part: {missing}")
TOTALS = Text(
    "已得 {so_far} {unit}，已定 {decided} {unit}，满分 {full} {unit}（失 {lost}）",
    "{so_far} {unit} so far of {decided} decided, {full} in full ({lost} lost)",
)
GRADE = Text("等次：{grade}", "grade: {grade}")
BETWEEN = Text("等次在“{worst}”与“{best}”之间", "the grade is between {worst} and {best}")
CAPPED = Text("等次受限（{items}）", "the grade is capped ({items})")
DOUBT = Text("规则未核实的项目：{items}", "items whose rule is unverified: {items}")
OUTSIDE = Text(
    "{day} 不在该办法的适用期（{since} 至 {until}）之内",
    "{day} is outside the time the scheme is for ({since} to {until})",
)
INPUTS = Text("输入：", "inputs:")
AFTER = Text("假设 {pairs}：{before} → {after} {unit}", "supposing {pairs}: {before} → {after} {unit}")
KEPT_HEADS = (
    Text("对象", "subject"), Text("截至", "to the end of"), Text("已得", "so far"), Text("已定", "decided"),
    Text("失分", "lost"), Text("等次", "grade"), Text("状态", "state"), Text("版本", "version"),
)  # fmt: skip
COURSE_HEADS = (
    Text("版本", "version"), Text("截至", "to the end of"), Text("办理日", "day"), Text("记录", "record"),
    Text("已得", "so far"), Text("已定", "decided"), Text("等次", "grade"), Text("状态", "state"),
)  # fmt: skip
COMPARE_HEADS = (Text("项目", "item"), Text("之前", "before"), Text("之后", "after"), Text("变化", "change"))
INPUT_HEADS = (Text("输入", "input"), Text("之前", "before"), Text("之后", "after"))
SCHEME_CHANGED = Text("两个版本之间评分办法的内容已改", "the scheme was changed between the two versions")
NOTHING_KEPT = Text("没有保存的评分", "no score is kept")
RANGE = Text("{worst}至{best}", "{worst} to {best}")


def blank(heads: tuple[Text, ...]) -> Table:
    from rich.table import Table

    table = Table()
    for head in heads:
        table.add_column(head.say(language()), overflow="fold")
    return table


def heading(document: dict[str, Any], beside: str) -> None:
    console = screen(markup=False)
    console.print(f"{document['label']}　{beside}".rstrip(), style="bold")
    if document["partial"]:
        console.print(PARTIAL.say(language(), missing=document["missing"]), style="yellow")


def parameters(written: dict[str, Any]) -> str:
    return " ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in written.items())


def show_score(document: dict[str, Any]) -> None:
    from qingshan.evaluation.scoring.records import STATES

    tongue, console = language(), screen(markup=False)
    heading(document, document["subject"])
    table = blank(RUN_HEADS)
    for item in document["items"]:
        why = [line["why"] for line in item["lines"] if line["change"] != "0"] or item["lacking"]
        more = "\n".join(one["text"] for one in item["marginal"])
        state = STATES[item["state"]].say(tongue)
        table.add_row(item["label"], item["got"] or "—", item["full"], state, "\n".join(why), more)
    console.print(table)
    console.print(
        TOTALS.say(tongue, **{name: document[name] for name in ("so_far", "decided", "full", "lost", "unit")})
    )
    for line in (*_grades(document, tongue), *_doubts(document, tongue)):
        console.print(line)
    if "what_if" in document:
        _what_if(document, tongue)


def _grades(document: dict[str, Any], tongue: Language) -> list[str]:
    worst, best = document["grades"]["worst"], document["grades"]["best"]
    capped = " ".join(f"{cap['item']}: {cap['not_above']}" for cap in document["caps"])
    said = [CAPPED.say(tongue, items=capped)] if capped else []
    if worst and best:
        same = worst == best
        text = GRADE if same else BETWEEN
        said.append(text.say(tongue, grade=best["label"], worst=worst["label"], best=best["label"]))
    return said


def _doubts(document: dict[str, Any], tongue: Language) -> list[str]:
    said = [DOUBT.say(tongue, items=" ".join(document["unverified"]))] if document["unverified"] else []
    if document["outside"]:
        since, until = (document[name] or "…" for name in ("since", "until"))
        said.append(OUTSIDE.say(tongue, day=document["outside"], since=since, until=until))
    return said


def _what_if(document: dict[str, Any], tongue: Language) -> None:
    found, console = document["what_if"], screen(markup=False)
    pairs = " ".join(found["suppose"])
    said = {"pairs": pairs, "before": document["so_far"], "after": found["so_far"], "unit": document["unit"]}
    console.print(AFTER.say(tongue, **said))
    table = blank(WHAT_IF_HEADS)
    for one in found["items"]:
        table.add_row(one["label"], *(one[name] or "—" for name in ("before", "after", "change")))
    console.print(table)


def kept_row(document: Mapping[str, Any], version: int) -> dict[str, Any]:
    """One kept score in short; ``document`` is in one language."""
    names = ("subject", "as_of", "so_far", "decided", "lost", "grades", "state")
    return {**{name: document[name] for name in names}, "version": version}


def show_kept(rows: Sequence[Mapping[str, Any]]) -> None:
    """All subjects of a scheme."""
    names = ("subject", "as_of", "so_far", "decided", "lost", "grades", "state", "version")
    _show_rows(KEPT_HEADS, names, rows)


def show_course(rows: Sequence[Mapping[str, Any]]) -> None:
    """One subject through the year."""
    names = ("version", "as_of", "day", "number", "so_far", "decided", "grades", "state")
    _show_rows(COURSE_HEADS, names, rows)


def show_comparison(document: Mapping[str, Any]) -> None:
    """What changed between two versions."""
    console = screen(markup=False)
    items, inputs = blank(COMPARE_HEADS), blank(INPUT_HEADS)
    for one in document["items"]:
        items.add_row(one["label"], *(one[name] or "—" for name in ("before", "after", "change")))
    for one in document["inputs"]:
        inputs.add_row(one["name"], one["before"] or "—", one["after"] or "—")
    console.print(items)
    console.print(inputs)
    if document["scheme_changed"]:
        console.print(SCHEME_CHANGED.say(language()), style="yellow")


def _show_rows(heads: tuple[Text, ...], names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    console = screen(markup=False)
    if not rows:
        console.print(NOTHING_KEPT.say(language()))
        return
    found = blank(heads)
    for row in rows:
        found.add_row(*(_cell(name, row[name]) for name in names))
    console.print(found)


def _cell(name: str, value: Any) -> str:
    if name == "grades":
        return _grade(value)
    if name == "state":
        from qingshan.evaluation.scoring.records import STATES

        return {key: label.say(language()) for key, label in STATES.items()}[value]
    return str(value)


def _grade(grades: Mapping[str, Any]) -> str:
    worst, best = ((one or {"label": "—"})["label"] for one in (grades["worst"], grades["best"]))
    return worst if worst == best else RANGE.say(language(), worst=worst, best=best)
