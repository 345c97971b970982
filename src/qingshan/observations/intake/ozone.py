"""Which member of an ozone pair is the running maximum of the day: the one that is never smaller."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.observations import problems
from qingshan.observations.store.lake import Connection

_COMPARE = """
SELECT count(*) FILTER (hour > most), count(*) FILTER (hour < most), count(*) FILTER (hour = most)
FROM (
    SELECT max(value) FILTER (name = $hour) AS hour, max(value) FILTER (name = $most) AS most
    FROM judged WHERE name IN ($hour, $most) AND value IS NOT NULL GROUP BY place, moment
)
"""
_SWAP = """
UPDATE judged SET name = if(judged.name = $hour, $most, $hour), kind = names.kind FROM names
WHERE judged.name IN ($hour, $most) AND names.name = if(judged.name = $hour, $most, $hour)
"""

_AS_NAMED = Text(
    "{most} 为当日最大值（{larger} 行较大，{same} 行相等）",
    "{most} is the day's maximum ({larger} rows larger, {same} equal)",
)
_SWAPPED = Text(
    "{hour} 与 {most} 在来源处对调：{hour} 列为当日最大值（{smaller} 行较大，{same} 行相等），已换回",
    "{hour} and {most} are swapped at the source: column {hour} is the day's maximum "
    "({smaller} rows larger, {same} equal); put right",
)
_SAME = Text(
    "{hour} 与 {most} 全部相等（{same} 行），无从分辨也无影响", "{hour} and {most} are equal throughout ({same} rows)"
)
_UNCLEAR = Text(
    "{hour} 与 {most} 互有大小（{smaller} 与 {larger} 行），按列名保留",
    "{hour} and {most} each exceed the other ({smaller} and {larger} rows); kept as named",
)


def set_right(connection: Connection, pairs: tuple[tuple[str, str], ...], where: str) -> list[Text]:
    """Name the members of each pair by what they hold, and say so.

    A contradictory file is OBS011 when the pair decides readings; when both are only published beside them, the
    names stand and the note says so.
    """
    return [_settle(connection, hour, most, where) for hour, most in pairs]


def _settle(connection: Connection, hour: str, most: str, where: str) -> Text:
    names = {"hour": hour, "most": most}
    found = connection.execute(_COMPARE, names).fetchall()[0]
    smaller, larger, same = found
    if smaller and not larger:
        connection.execute(_SWAP, names)
        note = _SWAPPED
    elif smaller:
        (kind,) = connection.execute("SELECT kind FROM names WHERE name = ?", [hour]).fetchall()[0]
        if kind == "item":
            raise problems.OZONE_UNDECIDED.at(where, f"{smaller} > / {larger} <", pair=f"{hour}, {most}")
        note = _UNCLEAR
    else:
        note = _AS_NAMED if larger else _SAME
    said = {"hour": hour, "most": most, "smaller": smaller, "larger": larger, "same": same}
    return Text(note.say("zh", **said), note.say("en", **said))
