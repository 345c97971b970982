"""SQL that reads a number written in a file as a scaled integer, for registers; no binary float takes part.

Numbers here are not negative. ``text`` is an SQL expression; texts that say there is no value are missing.
"""

from __future__ import annotations

from qingshan.observations.intake.importer import MISSING

_ABSENT = ", ".join(f"'{text}'" for text in MISSING)


def absent(text: str) -> str:
    """Whether the text says that there is no value."""
    return f"trim({text}) IN ({_ABSENT})"


def no_number(text: str, digits: int) -> str:
    """Whether the text says something, but no decimal of at most so many ``digits`` before its point."""
    return f"(NOT {absent(text)} AND NOT {_is_number(text, digits)})"


def scaled(text: str, places: int, digits: int) -> str:
    """The number times ``10**places``, rounded half to even; NULL where it is missing or none."""
    units = f"try_cast({_whole(text)} || rpad(left({_decimals(text)}, {places}), {places}, '0') AS BIGINT)"
    beyond = _beyond(text, places)
    up = f"({beyond} > '5' OR ({beyond} = '5' AND {units} % 2 = 1))::BIGINT"
    return f"CASE WHEN {_is_number(text, digits)} THEN {units} + {up} END"


def longer(text: str, places: int) -> str:
    """Whether a decimal says more than so many ``places`` can hold."""
    return f"(NOT {absent(text)} AND {_beyond(text, places)} <> '')"


def _is_number(text: str, digits: int) -> str:
    return f"regexp_full_match(trim({text}), '[0-9]{{1,{digits}}}([.][0-9]+)?')"


def _whole(text: str) -> str:
    return f"split_part(trim({text}), '.', 1)"


def _decimals(text: str) -> str:
    return f"split_part(trim({text}), '.', 2)"


def _beyond(text: str, places: int) -> str:
    return f"rtrim(substr({_decimals(text)}, {places + 1}), '0')"
