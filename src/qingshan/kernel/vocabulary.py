"""The names a plan may use, handed to the compiler by whoever owns the registries."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class IndicatorName:
    """An indicator as documents name it: its key, its Chinese names, the units its values may carry.

    ``phrases`` are words of a sentence that mean it where the name in it does not say so (水质 … 好于Ⅱ类).
    """

    key: str
    names: tuple[str, ...]
    units: tuple[str, ...] = ()
    has_source: bool = True
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the plan compiler may recognise.

    ``units`` maps every spelling of a unit to its canonical symbol (``微克/立方米`` to ``µg/m³``).
    An indicator whose ``has_source`` is false is known by name, but nothing supplies its data yet.
    """

    indicators: tuple[IndicatorName, ...] = ()
    units: dict[str, str] = field(default_factory=dict)
