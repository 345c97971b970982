"""What this process has answered since it started: requests and durations by address pattern, never by address."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from threading import Lock

BOUNDS = ("0.01", "0.03", "0.1", "0.3", "1", "3", "10")
"""Upper bounds of the buckets, in seconds."""
_EDGES = tuple(map(float, BOUNDS))

Asked = tuple[str, str, int]
"""Method, pattern of the address, status."""


class Requests:
    """Counts for all threads of the process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._count, self._seconds = Counter[Asked](), Counter[str]()
        self._buckets: Counter[tuple[str, int]] = Counter()

    def add(self, asked: Asked, seconds: float) -> None:
        with self._lock:
            self._count[asked] += 1
            self._seconds[asked[1]] += seconds  # type: ignore[assignment]  # a Counter adds what it is given
            self._buckets[asked[1], bisect_left(_EDGES, seconds)] += 1

    def lines(self) -> Iterator[str]:
        """Prometheus text: a counter by method, pattern and status, a histogram by pattern."""
        with self._lock:
            counted, spent, buckets = dict(self._count), dict(self._seconds), dict(self._buckets)
        yield from head("requests_total", "counter", "Requests answered.")
        for (method, route, status), count in sorted(counted.items()):
            yield sample("requests_total", count, method=method, route=route, status=status)
        yield from head("request_seconds", "histogram", "Time to answer.")
        for route, seconds in sorted(spent.items()):
            yield from _histogram(route, seconds, [buckets.get((route, place), 0) for place in range(len(BOUNDS) + 1)])


def _histogram(route: str, seconds: float, counts: list[int]) -> Iterator[str]:
    total = 0
    for bound, count in zip((*BOUNDS, "+Inf"), counts, strict=True):
        total += count
        yield sample("request_seconds_bucket", total, route=route, le=bound)
    yield sample("request_seconds_sum", f"{seconds:.6f}", route=route)
    yield sample("request_seconds_count", total, route=route)


def head(name: str, kind: str, about: str) -> Iterator[str]:
    yield f"# HELP qingshan_{name} {about}"
    yield f"# TYPE qingshan_{name} {kind}"


def sample(name: str, value: object, **labels: object) -> str:
    said = ",".join(f'{key}="{_escaped(str(one))}"' for key, one in labels.items())
    return f"qingshan_{name}{{{said}}} {value}" if said else f"qingshan_{name} {value}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


requests = Requests()
