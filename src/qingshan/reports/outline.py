"""What the sections of a document are called, by their paths."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate

from qingshan.plans.phrases import grammar
from qingshan.plans.stages.normalise import normalise
from qingshan.plans.stages.segment import segment

LONGEST = 40
_LABEL = re.compile(r"[(（][^)）]*[)）]|\d+|[①-⑳]|[^\d(（①-⑳]+")


def headings(text: str) -> dict[str, str]:
    """The heading of every numbered part of a text by its path (``二(一)``); of a path met twice the first one."""
    words = grammar()
    view = normalise(text, words)
    nodes = reversed(segment(view, words))
    return {node.path: view.quote(*node.heading).strip() for node in nodes if node.path}


def title(path: str, known: Mapping[str, str]) -> str:
    """The headings from the outermost down to a path, as far as they are known; a whole sentence is no heading."""
    above = (known.get(part, "") for part in accumulate(_LABEL.findall(path)))
    return " · ".join(heading for heading in above if 0 < len(heading) <= LONGEST)
