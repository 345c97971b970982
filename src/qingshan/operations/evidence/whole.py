"""Are the contents of the evidence still there, and still what they were when they were brought?"""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.operations.evidence.files import is_whole
from qingshan.operations.evidence.models import EvidenceItem
from qingshan.operations.log.verify import Fault, Found, Pass, timed

CONTENTS = Text("佐证内容", "contents of evidence")
NOT_WHOLE = Text("内容缺失或与其哈希不符", "its content is gone or no longer has its hash")


def verify_contents() -> Pass:
    """Hash every content anew."""
    return timed(CONTENTS, _contents)


def _contents() -> Found:
    rows, faults = 0, list[Fault]()
    for key, document in EvidenceItem.objects.order_by("key").values_list("key", "document").iterator():
        rows += 1
        if not is_whole(document["sha256"]):
            faults.append(Fault(0, NOT_WHOLE, f"{EvidenceItem.KIND} {key}"))
    return rows, faults
