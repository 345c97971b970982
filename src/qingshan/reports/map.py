"""A map of points as one drawing: equirectangular at its middle latitude, with a graticule; nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from math import cos, radians

from markupsafe import Markup

from qingshan.reports.svg import line, tag

Place = tuple[float, float]
"""Longitude and latitude in degrees."""
LEFT, RIGHT, BOTTOM = 58, 26, 22
"""Room for the degrees, in the drawing's units."""
MARGIN = 0.06
LEAST_SPAN = 0.02
FLATTEST = 0.5
"""The least height of a frame as a share of its width."""
WEIGHT = 5.0
"""About half the breadth of a mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point to be drawn: its class in the style sheet, its shape, and what it says when pointed at."""

    place: Place
    kind: str
    shape: str
    title: str


@dataclass(frozen=True, slots=True)
class Size:
    """How wide a drawing is, how many lines of the graticule it bears each way, its greatest height by its width."""

    width: float
    most: int
    tallest: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A piece of the earth on a drawing ``width`` wide; a degree of longitude is as much shorter as at its middle."""

    west: float
    east: float
    south: float
    north: float
    width: float

    @property
    def height(self) -> float:
        return (self.north - self.south) * self._scale

    def at(self, place: Place) -> tuple[float, float]:
        """Where a place lies, from the upper left corner."""
        longitude, latitude = place
        return (longitude - self.west) * self._scale * self._shrink, (self.north - latitude) * self._scale

    def touches(self, places: Sequence[Place]) -> bool:
        """Whether the box around some places meets the frame."""
        longitudes, latitudes = [place[0] for place in places], [place[1] for place in places]
        beside = max(longitudes) < self.west or min(longitudes) > self.east
        return not (beside or max(latitudes) < self.south or min(latitudes) > self.north)

    @property
    def _shrink(self) -> float:
        return cos(radians((self.south + self.north) / 2))

    @property
    def _scale(self) -> float:
        return self.width / ((self.east - self.west) * self._shrink)


def around(places: Sequence[Place], size: Size) -> Frame:
    """The frame of at least one place, with a margin, neither very flat nor very tall."""
    longitudes, latitudes = [place[0] for place in places], [place[1] for place in places]
    x, y = (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2
    shrink = cos(radians(y))
    wide = max(max(longitudes) - min(longitudes), LEAST_SPAN) * (1 + 2 * MARGIN) * shrink
    tall = max(max(latitudes) - min(latitudes), LEAST_SPAN) * (1 + 2 * MARGIN)
    wide, tall = max(wide, tall / size.tallest), max(tall, wide * FLATTEST)
    return Frame(x - wide / shrink / 2, x + wide / shrink / 2, y - tall / 2, y + tall / 2, size.width - LEFT - RIGHT)


def graticule(low: float, high: float, most: int) -> list[Decimal]:
    """The round degrees between two: steps of 1, 2 or 5 times a power of ten, the finest that gives at most so many.

    >>> [str(degree) for degree in graticule(111.93, 112.21, 4)]
    ['112.0', '112.1', '112.2']
    """
    first, last = Decimal(str(low)), Decimal(str(high))
    unit = Decimal(1).scaleb(((last - first) / most).adjusted())
    for step in ((times * unit).normalize() for times in (1, 2, 5, 10)):
        start = (first / step).to_integral_value(ROUND_CEILING)
        found = [(start + n) * step for n in range(int(last / step - start) + 1)] if start * step <= last else []
        if len(found) <= most:
            return found
    return []


def degrees(value: Decimal, sides: tuple[str, str]) -> str:
    """A degree as maps write it; ``sides`` are the letters of positive and negative.

    >>> degrees(Decimal("112.50"), ("E", "W")), degrees(Decimal("-5"), ("N", "S"))
    ('112.50°E', '5°S')
    """
    return f"{abs(value):f}°{sides[0] if value >= 0 else sides[1]}"


def svg_map(marks: Sequence[Mark], outlines: Sequence[Sequence[Place]], size: Size, said: str) -> Markup:
    """The drawing of at least one mark over the outlines, clipped to a frame around the marks; later marks lie on top.

    ``said`` is what it shows, for those who hear the page.
    """
    frame = around([mark.place for mark in marks], size)
    drawn = [_outline(line_, frame) for line_ in outlines if line_ and frame.touches(line_)]
    grid, labels = _grid(frame, size.most)
    shapes = [_mark(mark, frame) for mark in marks]
    paper = tag("rect", width=frame.width, height=frame.height, class_="paper")
    inside = tag("svg", paper, *drawn, *grid, *shapes, x=LEFT, y=1, width=frame.width, height=frame.height)
    edge = tag("rect", x=LEFT, y=1, width=frame.width, height=frame.height, class_="frame")
    box = f"0 0 {size.width:.0f} {frame.height + BOTTOM:.0f}"
    return tag("svg", inside, edge, *labels, viewBox=box, class_="map", role="img", aria_label=said)


def shape(name: str, x: float, y: float, size: float = WEIGHT, **attributes: object) -> Markup:
    """A circle, triangle, square or cross around a place of the drawing, alike in weight."""
    return tag("path", d=_SHAPES[name](x, y, size), **attributes)


def _circle(x: float, y: float, size: float) -> str:
    radius = size * 0.9
    arc = f"a{radius:.1f},{radius:.1f} 0 1 0"
    return f"M{x - radius:.1f},{y:.1f}{arc} {2 * radius:.1f},0{arc} {-2 * radius:.1f},0Z"


def _triangle(x: float, y: float, size: float) -> str:
    return f"M{x:.1f},{y - 1.2 * size:.1f}L{x + 1.1 * size:.1f},{y + 0.8 * size:.1f}H{x - 1.1 * size:.1f}Z"


def _square(x: float, y: float, size: float) -> str:
    return f"M{x - 0.9 * size:.1f},{y - 0.9 * size:.1f}h{1.8 * size:.1f}v{1.8 * size:.1f}h{-1.8 * size:.1f}Z"


def _cross(x: float, y: float, size: float) -> str:
    arm = 0.8 * size
    return f"M{x - arm:.1f},{y - arm:.1f}l{2 * arm:.1f},{2 * arm:.1f}m0,{-2 * arm:.1f}l{-2 * arm:.1f},{2 * arm:.1f}"


_SHAPES: dict[str, Callable[[float, float, float], str]] = {
    "circle": _circle,
    "triangle": _triangle,
    "square": _square,
    "cross": _cross,
}


def _mark(mark: Mark, frame: Frame) -> Markup:
    drawn = shape(mark.shape, *frame.at(mark.place), class_="point")
    return tag("g", tag("title", mark.title), drawn, class_=mark.kind)


def _outline(places: Sequence[Place], frame: Frame) -> Markup:
    return line([frame.at(place) for place in places], class_="outline")


def _grid(frame: Frame, most: int) -> tuple[list[Markup], list[Markup]]:
    """The lines inside the frame and the degrees beside it."""
    lines, labels = [], []
    for longitude in graticule(frame.west, frame.east, most):
        x, _ = frame.at((float(longitude), frame.north))
        lines.append(line([(x, 0), (x, frame.height)], class_="grid"))
        said = degrees(longitude, ("E", "W"))
        labels.append(tag("text", said, x=LEFT + x, y=frame.height + 16, class_="ax mid"))
    for latitude in graticule(frame.south, frame.north, most):
        _, y = frame.at((frame.west, float(latitude)))
        lines.append(line([(0, y), (frame.width, y)], class_="grid"))
        labels.append(tag("text", degrees(latitude, ("N", "S")), x=LEFT - 5, y=y + 5, class_="ax end"))
    return lines, labels
