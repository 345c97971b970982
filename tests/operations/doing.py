"""A process of its own that acts on entries until it is told to stop, or is killed: ``doing.py OFFICE KEY COUNT``."""

from __future__ import annotations

import sys

from qingshan.kernel.problems import Problem
from qingshan.operations.office import open_office
from tests.operations.conftest import acted


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(place, key, count):
    open_office(place)
    say("ready")
    sys.stdin.readline()
    for number in range(count):
        try:
            acted("note", key=key, area_mu=str(number + 1), version=number + 1)
            say(f"won {number + 1}")
        except Problem as problem:
            say(f"{problem.code.key} {number + 1}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
