"""Inputs of a scheme from an evaluated plan; what the evaluation does not know stays unknown, with its reason."""

from __future__ import annotations

from fractions import Fraction

from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.compliance import compliance
from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import Indicator, indicators
from qingshan.evaluation.judge import Judged
from qingshan.evaluation.judging import STATES, Standing
from qingshan.evaluation.run import Evaluation
from qingshan.evaluation.scoring import problems
from qingshan.evaluation.scoring.records import Input
from qingshan.kernel.exact import PERCENT
from qingshan.kernel.text import LANGUAGES, Text

GASES = ("so2", "no2", "co", "o3_8h")
MET = {"met": 1, "on_track": 1, "missed": 0, "off_track": 0}
LEVELS = ("level", "set_elsewhere")
MEASURED = Text("评价 {identity}，截至 {as_of}，{state}", "evaluation {identity} to the end of {as_of}, {state}")
TARGET = Text("要点 {path}：{quote}", "plan {path}: {quote}")
STANDARD = Text("按 GB 3095 二级逐项判定（{editions}）", "each item judged by GB 3095 level 2 ({editions})")
UNDECIDED = Text("全年尚未判定", "not decided for the year")


def inputs_from(evaluation: Evaluation, area: str) -> dict[str, Input]:
    """By indicator key the value of an area, ``:target`` the limit it must meet, ``:met`` 1 or 0, and figures of air.

    Of two targets of one indicator the first stands. The values of the year before are not part of an evaluation.
    EVA305 for an area it does not judge.
    """
    own = [entry for entry in evaluation.judged if entry.group.key == area]
    if not own:
        known = ", ".join(dict.fromkeys(entry.group.key for entry in evaluation.judged))
        raise problems.AREA_UNKNOWN.at(area, area, area=area, known=known)
    found: dict[str, Input] = {}
    for entry in own:
        if entry.indicator is not None:
            found = _judged(evaluation, entry, entry.indicator) | found
            if entry.indicator.realm == "air":
                found = _air(evaluation, entry.group) | found
    return found


def _judged(evaluation: Evaluation, entry: Judged, indicator: Indicator) -> dict[str, Input]:
    inputs = {indicator.key: _value(evaluation, entry, indicator)}
    tier, rough = entry.must, entry.state != "final"
    if tier is not None and tier.limit is not None and entry.target.rule in LEVELS:
        quoted = TARGET.filled(path=entry.target.path, quote=entry.target.quote)
        inputs[f"{indicator.key}:target"] = Input(Fraction(tier.limit), quoted)
    if tier is not None and tier.verdict in MET:
        inputs[f"{indicator.key}:met"] = Input(Fraction(MET[tier.verdict]), _source(evaluation, entry), rough)
    return inputs


def _value(evaluation: Evaluation, entry: Judged, indicator: Indicator) -> Input:
    standing = entry.standing
    if standing is None or entry.state == "insufficient_data":
        return Input(None, Text(*("；".join(why.say(tongue) for why in entry.reasons) for tongue in LANGUAGES)))
    value = standing.exact if indicator.compared == "exact" else Fraction(standing.value)
    return Input(value, _source(evaluation, entry), entry.state != "final")


def _source(evaluation: Evaluation, entry: Judged) -> Text:
    as_of = evaluation.question.as_of
    return MEASURED.filled(identity=evaluation.identity, as_of=as_of, state=STATES[entry.state])


def _air(evaluation: Evaluation, group: Group) -> dict[str, Input]:
    """The number of good days, and whether the four gases comply, of a group the air was read for."""
    period, question = evaluation.period, evaluation.question
    found = compliance(evaluation.air, group, period, AirRules.on(period.end, question.editions))
    verdicts = [found.items[item] for item in GASES]
    said = STANDARD.filled(editions=" ".join(found.editions))
    inputs = {"air.gases_met": Input(None, UNDECIDED)}
    if False in verdicts or None not in verdicts:
        inputs["air.gases_met"] = Input(Fraction(int(all(verdicts))), said, question.as_of < period.end)
    ratio = indicators()["air.good_day_ratio"]
    standing = evaluation.air.standing(ratio, group)
    if standing is not None:
        inputs["air.good_days"] = _good_days(evaluation, standing)
    return inputs


def _good_days(evaluation: Evaluation, standing: Standing) -> Input:
    rough = evaluation.question.as_of < evaluation.period.end
    state = STATES["provisional" if rough else "final"]
    said = MEASURED.filled(identity=evaluation.identity, as_of=evaluation.question.as_of, state=state)
    return Input(Fraction(standing.numerator // PERCENT), said, rough)
