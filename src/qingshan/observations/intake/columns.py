"""Does each column hold what its name says? A header shifted against its data is refused, never swallowed.

Three signs, each true of nearly every row of a sound file: no item's index exceeds the AQI beside it, PM2.5 does not
exceed PM10, and CO (mg/m³) is a small number with decimals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from qingshan.kernel.text import Text
from qingshan.kernel.units import scaled
from qingshan.observations import problems
from qingshan.observations.items import VALUE_DECIMALS, items
from qingshan.observations.store.lake import Connection
from qingshan.standards.book import book
from qingshan.standards.formulas.piecewise import index_up

SAMPLE, FEWEST = 150, 20
HALF, NEARLY_ALL, FIFTH = 0.5, 0.9, 0.2
"""Shares of the sampled rows; they weigh evidence and enter no result."""

SCALES = {"so2": "so2_day", "no2": "no2_day", "pm10": "pm10_day", "pm25": "pm25_day", "co": "co_day", "o3": "o3_1h"}
_EDITION = "hj633:2012"
_UNIT = int(10**VALUE_DECIMALS)
_CO_MOST = 10 * _UNIT
_SLACK = _UNIT
_SAMPLED = """
SELECT {columns} FROM judged WHERE reason IS NULL AND value IS NOT NULL
GROUP BY place, moment HAVING {complete} ORDER BY hash(place, moment::VARCHAR) LIMIT ?
"""
_NOTHING = Text("六项之外的数（如排名）", "none of the six (a rank, perhaps)")
_PAIR = Text("{column} 列像是{found}", "{column} looks like {found}")


@dataclass(frozen=True, slots=True)
class _Sample:
    """Columns of thousandths by item, of equal length; ``aqi`` among them when the file has one."""

    values: dict[str, list[int]]
    scales: dict[str, list[tuple[int, int]]]

    def share(self, test: Callable[[int], bool]) -> float:
        count = len(next(iter(self.values.values())))
        return sum(test(row) for row in range(count)) / count

    def fits(self, column: str, item: str) -> float:
        """The share of rows in which the column, taken as the item, has no index above the AQI."""
        return self.share(lambda row: self._index(column, item, row) <= self.values["aqi"][row] + _SLACK)

    def leads(self, column: str, item: str) -> float:
        """The share of rows in which the column, taken as the item, gives the AQI itself."""
        return self.share(lambda row: abs(self._index(column, item, row) - self.values["aqi"][row]) <= _SLACK)

    def at_most(self, left: str, right: str) -> float:
        return self.share(lambda row: self.values[left][row] <= self.values[right][row])

    def is_like_co(self, column: str) -> bool:
        values = self.values[column]
        return median(values) < _CO_MOST and self.share(lambda row: values[row] % _UNIT != 0) > FIFTH

    def _index(self, column: str, item: str, row: int) -> int:
        scale = self.scales[item]
        return _UNIT * int(index_up(self.values[column][row], scale, scale[-1][0] + 1) or 0)


def verify(connection: Connection, where: str) -> None:
    """Refuse (OBS009) a file whose columns contradict their names; too few complete rows decide nothing."""
    sample = _sample(connection)
    if sample is not None and any(_contradicts(sample, item) for item in sample.values if item != "aqi"):
        said = [(items()[column].symbol, found) for column, found in _recognised(sample).items()]
        texts = [_PAIR.say(language, column=column, found=found) for language in ("zh", "en") for column, found in said]
        half = len(texts) // 2
        assignment = Text("；".join(texts[:half]), "; ".join(texts[half:]))
        raise problems.SHIFTED_HEADER.at(where, assignment=assignment)


def _sample(connection: Connection) -> _Sample | None:
    found = connection.execute("SELECT DISTINCT name FROM judged WHERE reason IS NULL AND value IS NOT NULL").fetchall()
    names = [name for name in (*items(), "aqi") if (name,) in found]
    if len(names) < 3:  # noqa: PLR2004 with two columns there is nothing to compare
        return None
    columns = ", ".join(f"max(value) FILTER (name = '{name}') AS {name}" for name in names)
    complete = " AND ".join(f"{name} IS NOT NULL" for name in names)
    rows = connection.execute(_SAMPLED.format(columns=columns, complete=complete), [SAMPLE]).fetchall()
    if len(rows) < FEWEST:
        return None
    edition = book().edition(_EDITION)
    scales = edition.on(edition.effective).scaled("breakpoints", VALUE_DECIMALS)
    values = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    return _Sample(values, {item: scales[column] for item, column in SCALES.items()})


def _contradicts(sample: _Sample, item: str) -> bool:
    if item == "co" and not sample.is_like_co("co"):
        return any(sample.is_like_co(other) for other in sample.values if other != "aqi")
    if item == "pm25" and "pm10" in sample.values and sample.at_most("pm25", "pm10") < HALF:
        return True
    return "aqi" in sample.values and sample.fits(item, item) < HALF


def _recognised(sample: _Sample) -> dict[str, str | Text]:
    """What each column looks like: by the signs first, the rest by their own name or the nearest everyday value."""
    columns, found = [name for name in sample.values if name != "aqi"], dict[str, str | Text]()
    left = list(items())

    def settle(item: str, candidates: list[str], rank: Callable[[str], float]) -> None:
        if candidates:
            best = max(candidates, key=rank)
            found[best] = items()[item].symbol
            columns.remove(best)
            left.remove(item)

    settle("co", [name for name in columns if sample.is_like_co(name)], lambda name: -median(sample.values[name]))
    if "aqi" in sample.values:
        for name in [name for name in columns if all(sample.fits(name, item) < HALF for item in left)]:
            found[name] = _NOTHING
            columns.remove(name)
        for item in ("pm25", "pm10"):
            leads = {name: sample.leads(name, item) for name in columns if sample.fits(name, item) > NEARLY_ALL}
            settle(item, [name for name, share in leads.items() if share], leads.__getitem__)
    for name in [name for name in columns if name in left]:
        settle(name, [name], len)
    for name in sorted(columns, key=lambda name: median(sample.values[name])):
        nearest = min(left, key=lambda item: _apart(median(sample.values[name]), item))
        settle(nearest, [name], len)
    return {name: found[name] for name in sample.values if name in found}


def _apart(value: float, item: str) -> float:
    everyday = scaled(items()[item].everyday, VALUE_DECIMALS)
    return max(value, 1) / everyday if value > everyday else everyday / max(value, 1)
