"""``python -m bench.desk_load [--minutes 10] [--record]``: twenty people at the desk of the scaled city.

Each opens a page, thinks for a second and opens another, drawn by a seed from every page that links lead to. The desk
is served by a process of its own as in a bureau; the people are threads of this one, on the same cores. Loopback only.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from threading import Event, Lock, Thread
from time import monotonic, perf_counter, sleep
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import yaml
from django.urls import Resolver404, resolve

from bench.budget import machine
from bench.children import ROOT
from bench.scaled_city import WORKING_DAY, scaled_city, sizes
from bench.serving import served
from qingshan.demo.build import OFFICE
from qingshan.demo.office.sign_ins import PASSWORD, sign_ins
from qingshan.operations.office import open_office

FOLDER, KEPT = ROOT / "build" / "bench" / "desk", Path(__file__).with_name("desk_load.yaml")
USERS, THINK, SAMPLES, SEED = 20, 1.0, 4, 20211231
MOST_95, MOST = 0.3, 1.0
OK, FOUND = 200, 302
NO_PAGE = ("/static/", "/sign-out", "/metrics", "/healthz")
_LINK = re.compile(r'(?:href|hx-get)="([^"#]+)')


@dataclass(slots=True)
class Visitor:
    """Somebody with a browser: one connection, one session."""

    host: str
    name: str
    cookies: dict[str, str] = field(default_factory=dict)
    connection: HTTPConnection | None = None
    is_page: bool = True

    def sign_in(self) -> None:
        self.ask("/sign-in")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)', self.ask("/sign-in")[1])
        assert token, "the sign-in has no form"
        said = {"username": self.name, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        status, _ = self.ask("/sign-in", urlencode(said))
        assert status == FOUND, f"{self.name} could not sign in: {status}"

    def ask(self, address: str, form: str | None = None) -> tuple[int, str]:
        """Status and text of an answer, read to its end; ``is_page`` says whether it was a page or a file."""
        if self.connection is None:
            self.connection = HTTPConnection(self.host, timeout=60)
        head = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            head |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://{self.host}/sign-in"}
        self.connection.request("GET" if form is None else "POST", address, form, head)
        answer = self.connection.getresponse()
        for one in answer.msg.get_all("Set-Cookie") or ():
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.is_page = str(answer.getheader("Content-Type")).startswith("text/html")
        return answer.status, answer.read().decode("utf-8", "replace")


Times = dict[tuple[str, bool], list[tuple[float, int]]]


def pages(visitor: Visitor) -> dict[str, list[str]]:
    """For each address pattern up to ``SAMPLES`` addresses that links lead somebody to, the front page first."""
    found: dict[str, list[str]] = {}
    waiting, seen = deque(["/"]), {"/"}
    while waiting:
        address = waiting.popleft()
        route = _route(address)
        if route is None or len(found.get(route, ())) >= SAMPLES:
            continue
        status, text = visitor.ask(address)
        if status != OK:
            continue
        found.setdefault(route, []).append(address)
        for link in _links(address, text):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    return found


def _links(address: str, text: str) -> Iterable[str]:
    for link in _LINK.findall(text):
        parts = urlsplit(urljoin(address, unescape(link)))
        if not parts.netloc and not parts.path.startswith(NO_PAGE):
            yield parts._replace(fragment="").geturl()


def _route(address: str) -> str | None:
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return None


def load(visitors: list[tuple[Visitor, dict[str, list[str]]]], seconds: float) -> Times:
    """What every visitor saw until the time is over: seconds and status by address pattern, pages and files apart."""
    found: Times = defaultdict(list)
    over, lock = Event(), Lock()

    def visit(number: int, visitor: Visitor, known: dict[str, list[str]]) -> None:
        draw, routes = random.Random(SEED + number), sorted(known)  # noqa: S311 (repeatable on purpose)
        over.wait(THINK * number / USERS)
        while not over.is_set():
            route = draw.choice(routes)
            started = perf_counter()
            status, _ = visitor.ask(draw.choice(known[route]))
            with lock:
                found[route, visitor.is_page].append((perf_counter() - started, status))
            over.wait(THINK)

    threads = [Thread(target=visit, args=(number, *one)) for number, one in enumerate(visitors)]
    for thread in threads:
        thread.start()
    sleep(seconds)
    over.set()
    for thread in threads:
        thread.join()
    return found


def summary(found: Times) -> list[dict[str, Any]]:
    """A row for each pattern, the slowest first: how often, median, 95th percentile and longest in ms, what failed."""
    rows = []
    for (route, is_page), asked in found.items():
        times = [one for one, _ in asked]
        cut = quantiles(times, n=20, method="inclusive") if len(times) > 1 else times * 19
        ms = {name: round(1000 * value) for name, value in (("p50", cut[9]), ("p95", cut[18]), ("max", max(times)))}
        rows.append(
            {
                "page" if is_page else "file": f"/{route}",
                "asked": len(asked),
                **ms,
                "failed": sum(s != OK for _, s in asked),
            }
        )
    return sorted(rows, key=lambda row: (-row["p95"], *map(str, row.values())))


def is_slow(row: dict[str, Any]) -> bool:
    """Whether a page breaks its budget; a file to be downloaded has none."""
    return row["p95"] > 1000 * MOST_95 or row["max"] > 1000 * MOST


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.desk_load", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--record", action="store_true", help=f"write the figures into bench/{KEPT.name}")
    asked = parser.parse_args()
    city = scaled_city(FOLDER)
    open_office(str(city / OFFICE))
    size, people = sizes(), [who.name for _, who in sign_ins()]
    with served(city / OFFICE, city / "lake", WORKING_DAY) as host:
        visitors = [Visitor(host, people[number % len(people)]) for number in range(USERS)]
        for one in visitors:
            one.sign_in()
        started = monotonic()
        known = {one.name: pages(one) for one in visitors[: len(people)]}
        print(f"{monotonic() - started:.0f} s to find the pages", file=sys.stderr)
        found = load([(one, known[one.name]) for one in visitors], asked.minutes * 60)
    rows = summary(found)
    for row in rows:
        print(*(f"{value:>6}" if isinstance(value, int) else f"{value:<60}" for value in row.values()))
    whole = {**machine(), "city": size, "users": USERS, "think_seconds": THINK, "minutes": asked.minutes}
    whole |= {"requests": sum(len(one) for one in found.values()), "pages": rows}
    if asked.record:
        KEPT.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), encoding="utf-8")
    slow = [row for row in rows if row["failed"] or ("page" in row and is_slow(row))]
    print(f"{whole['requests']} requests, {len(rows)} pages, {len(slow)} over their budget", file=sys.stderr)
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
