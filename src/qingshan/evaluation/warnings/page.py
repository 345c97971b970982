"""The page of the rules and the ladder: ``python -m qingshan.evaluation.warnings.page > docs/warnings.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from qingshan.evaluation.warnings.ladder import ladder
from qingshan.evaluation.warnings.rule import LEVELS, Rule, rules
from qingshan.evaluation.warnings.watching import watches
from qingshan.kernel.text import Text

HEAD = """# Warnings

Written by `python -m qingshan.evaluation.warnings.page > docs/warnings.md`; a test fails when it is out of date.

One rule is one YAML file in `evaluation/warnings/rules/`; a file of the same key in a folder of your own
(`QINGSHAN_DEFINITIONS`) replaces ours, so every figure may be changed. `qingshan warn detect` gives one warning a
cause: the gravest rule speaks; `qingshan warn run` keeps them in the office, where they are acknowledged, acted on,
judged and closed. Rises are judged on months with enough valid days; a ranking is read only where a rule asks for it.

| rule | level | 名称 · name | watches | 条件 · condition | escalation without acknowledgement | 来源 · source |
|---|---|---|---|---|---|---|
"""
ASSUMED = """
What a source left open and we filled:

"""
LADDER = """
## The ladder

`evaluation/warnings/ladder.yaml`; a bureau's own replaces it. A step may be repeated; skipping one needs a reason.
`qingshan warn step` takes one; a day asked for is written as in 2021-07-15.

| step | 名称 · name | taken by | fields of its document | answered by |
|---|---|---|---|---|
"""
ANY_TIME = Text("（任何时候）", " (at any time)")
CONSECUTIVE = Text("连续", "running ")
WINDOW = {"day": Text("近{n}天 ", "in {n} days "), "month": Text("近{n}个月 ", "in {n} months ")}
LEAD = Text("提前{n}天 ", "{n} days before ")
LAST = Text("排名后{n}位 ", "among the last {n} ")


def condition(rule: Rule, words: Mapping[str, Text] = MappingProxyType({})) -> Text:
    """What a rule asks, in one line; states, kinds and indicators by the words given, else by their keys."""
    named = [words.get(key, Text(key, key)) for key in (*rule.states, *rule.kinds, *rule.indicators)]
    parts = [Text("、".join(one.zh for one in named), ", ".join(one.en for one in named))]
    parts += [WINDOW[rule.window.of].filled(n=rule.window.count)] if rule.window else []
    parts += [LEAD.filled(n=rule.lead_days)] if rule.lead_days is not None else []
    parts += [LAST.filled(n=rule.last_places)] if rule.last_places is not None else []
    parts += [CONSECUTIVE] if rule.consecutive else []
    parts += [Text(*[f"{rule.comparison} {rule.threshold}"] * 2)] if rule.threshold is not None else []
    return Text(" ".join(p.zh for p in parts if p.zh), " ".join(p.en for p in parts if p.en))


def page() -> str:
    """Every rule by key and the ladder, as a Markdown page that ends with a newline."""
    known = sorted(rules().values(), key=lambda rule: rule.key)
    rows = "".join(f"| {' | '.join(_row(rule))} |\n" for rule in known)
    assumed = "".join(
        f"- `{rule.key}`: {rule.assumes.zh} · {rule.assumes.en}\n" for rule in known if rule.assumes is not None
    )
    return f"{HEAD}{rows}{ASSUMED}{assumed}{LADDER}{''.join(_steps())}"


def _row(rule: Rule) -> tuple[str, ...]:
    level, watch, asked = LEVELS[rule.level], watches()[rule.watches].label, condition(rule).en
    climbing = "; ".join(f"{one.after_days} d: {one.step}" for one in rule.escalate) or "—"
    action = "" if rule.action is None else f" → {rule.action.zh} · {rule.action.en}"
    source = f"{rule.source} · {rule.verification.label.en}{action}"
    name = f"{rule.label.zh} · {rule.label.en}"
    return f"`{rule.key}`", f"{level.zh} · {level.en}", name, f"{watch.zh} · {watch.en}", asked, climbing, source


def _steps() -> Iterator[str]:
    which = ladder()
    for one in (*which.steps, *which.any_time):
        when = ANY_TIME.en if one in which.any_time else ""
        fields = "、".join(f"`{name}` {which.fields[name].zh} ({which.fields[name].en})" for name in one.fields)
        answer = f"{which.fields[one.answer_by].en}: {', '.join(one.answered_by)}" if one.answer_by else "—"
        roles = ", ".join(one.roles)
        yield f"| `{one.key}`{when} | {one.label.zh} · {one.label.en} | {roles} | {fields} | {answer} |\n"


if __name__ == "__main__":
    sys.stdout.write(page())
