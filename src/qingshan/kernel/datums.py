"""Degrees in CRS84 (WGS 84, longitude first) from the datums coordinates come in here. For drawing and exchange only.

CGCS2000 and WGS 84 differ by centimetres and pass as they are. GCJ-02 (maps of this country) is WGS 84 shifted by up
to some 700 m, by a series whose terms are widely published and nowhere officially; BD-09 shifts it once more. The
inverse is found by iteration, to less than a centimetre.
"""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, cos, hypot, pi, radians, sin, sqrt

Degrees = tuple[float, float]
"""Longitude and latitude."""
_AXIS, _FLATTENED = 6378245.0, 0.00669342162296594323
"""The ellipsoid of Krassowsky, which GCJ-02 is computed on."""
_ROUNDS = 6
_BAIDU, _TURN = (0.0065, 0.006), pi * 3000 / 180


def crs84(longitude: float, latitude: float, datum: str) -> Degrees | None:
    """The same place in CRS84; None for a datum that is not known, which nobody can convert.

    >>> [round(one, 4) for one in crs84(116.4039, 39.9152, "GCJ-02")]
    [116.3977, 39.9138]
    """
    convert = _WAYS.get("".join(one for one in datum.casefold() if one.isalnum()))
    return None if convert is None else convert((longitude, latitude))


def _as_it_is(place: Degrees) -> Degrees:
    return place


def _from_gcj(place: Degrees) -> Degrees:
    found = place
    for _ in range(_ROUNDS):
        east, north = _shift(*found)
        found = place[0] - east, place[1] - north
    return found


def _from_baidu(place: Degrees) -> Degrees:
    east, north = place[0] - _BAIDU[0], place[1] - _BAIDU[1]
    far = hypot(east, north) - 0.00002 * sin(north * _TURN)
    angle = atan2(north, east) - 0.000003 * cos(east * _TURN)
    return _from_gcj((far * cos(angle), far * sin(angle)))


def _shift(longitude: float, latitude: float) -> Degrees:
    """How far GCJ-02 lies east and north of WGS 84 there, in degrees."""
    east, north = longitude - 105.0, latitude - 35.0
    both = (20 * sin(6 * east * pi) + 20 * sin(2 * east * pi)) * 2 / 3
    across = 300 + east + 2 * north + 0.1 * east**2 + 0.1 * east * north + 0.1 * sqrt(abs(east)) + both
    across += _waves(east, (20, 1), (40, 3)) + _waves(east, (150, 12), (300, 30))
    along = -100 + 2 * east + 3 * north + 0.2 * north**2 + 0.1 * east * north + 0.2 * sqrt(abs(east)) + both
    along += _waves(north, (20, 1), (40, 3)) + _waves(north, (160, 12), (320, 30))
    bend = 1 - _FLATTENED * sin(radians(latitude)) ** 2
    metres_east = _AXIS / sqrt(bend) * cos(radians(latitude)) * pi / 180
    metres_north = _AXIS * (1 - _FLATTENED) / (bend * sqrt(bend)) * pi / 180
    return across / metres_east, along / metres_north


def _waves(place: float, *terms: tuple[float, float]) -> float:
    return sum(height * sin(place / length * pi) for height, length in terms) * 2 / 3


_WAYS: dict[str, Callable[[Degrees], Degrees]] = {
    **dict.fromkeys(("wgs84", "crs84", "epsg4326", "cgcs2000", "epsg4490"), _as_it_is),
    **dict.fromkeys(("gcj02", "gcj"), _from_gcj),
    **dict.fromkeys(("bd09", "bd09ll"), _from_baidu),
}
