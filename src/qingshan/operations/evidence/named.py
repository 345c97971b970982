"""Evidence by its key."""

from __future__ import annotations

from collections.abc import Sequence

from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Evidence
from qingshan.operations import problems
from qingshan.operations.evidence.models import EvidenceItem

EVIDENCE = Text("佐证材料", "evidence")


def evidence(keys: Sequence[str]) -> dict[str, Evidence]:
    """The pieces of these keys. OPS013 when one is not entered."""
    if not keys:
        return {}
    rows = dict(EvidenceItem.objects.filter(key__in=keys).values_list("key", "document"))
    for key in keys:
        if key not in rows:
            raise problems.NOT_THERE.at(key, key, what=EVIDENCE)
    return {key: Evidence.from_json(rows[key]) for key in keys}
