"""The names of indicators and units, for the plan compiler."""

from __future__ import annotations

from qingshan.evaluation.indicator import indicators
from qingshan.kernel.vocabulary import IndicatorName, Vocabulary
from qingshan.standards.quantities import spellings


def vocabulary() -> Vocabulary:
    """What the registries know: every declared indicator with its spellings, every unit."""
    names = tuple(IndicatorName(one.key, one.names, one.units, phrases=one.phrases) for one in indicators().values())
    return Vocabulary(names, spellings())
