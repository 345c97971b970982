"""The kinds of evidence somebody may choose from: those that ledgers ask for, and a few for the tasks of a plan."""

from __future__ import annotations

from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledgers

OF_TASKS = {
    "photo": Text("现场照片", "photographs"),
    "proof": Text("完成佐证", "proof of completion"),
    "statistics": Text("统计报表", "statistics"),
    "circular": Text("文件、函件", "circular or letter"),
    "other": Text("其他材料", "other"),
}


def kinds() -> dict[str, Text]:
    """By key; where ledgers word one kind differently, both wordings stand."""
    found: dict[str, dict[Text, None]] = {key: {label: None} for key, label in OF_TASKS.items()}
    for ledger in ledgers().values():
        for key, label in ledger.evidence.items():
            found.setdefault(key, {})[label] = None
    return {
        key: Text("／".join(one.zh for one in said), " / ".join(one.en for one in said)) for key, said in found.items()
    }


def label_of(key: str) -> Text:
    """The word for a kind; one that nobody declares bears its own name."""
    return kinds().get(key, Text(key, key))
