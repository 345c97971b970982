"""How often one address may try to sign in, whatever names it tries: guessing is slow, and so is hashing for others.

How often a token may ask is counted in the same way.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from threading import Lock
from time import monotonic

TRIES, WITHIN = 30, 60.0
"""So many tries within so many seconds; the people of a bureau may share one address."""
KNOWN = 10_000
"""Addresses remembered; the longest silent are forgotten first."""


class Rate:
    """Tries of one process, whose threads share it; forgotten when it ends. ``most`` are allowed ``WITHIN`` seconds."""

    def __init__(self, most: int = TRIES) -> None:
        self.most = most
        self._lock = Lock()
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()

    def allows(self, address: str) -> bool:
        """Count a try; False when there were too many."""
        now = monotonic()
        with self._lock:
            tries = self._tries.setdefault(address, deque(maxlen=self.most))
            self._tries.move_to_end(address)
            if len(self._tries) > KNOWN:
                self._tries.popitem(last=False)
            if len(tries) == self.most and now - tries[0] < WITHIN:
                return False
            tries.append(now)
            return True

    def forget(self) -> None:
        with self._lock:
            self._tries.clear()


sign_ins = Rate()
