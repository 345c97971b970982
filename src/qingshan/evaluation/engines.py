"""The engines that carry the columns: DuckDB by default, Polars and Spark through the same expressions."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any, Protocol, cast

import narwhals as nw
import pyarrow as pa

from qingshan.evaluation import problems, reals
from qingshan.evaluation.columns import Column, Frame, Sheet, made
from qingshan.kernel.exact import Value

DOUBT = "_doubt"
BATCH = 64
"""Rows put right in one step of a query; each is a branch of it."""


class Engine(Protocol):
    """What evaluation asks of an engine; frames are lazy narwhals frames of that engine."""

    name: str

    def parquet(self, uris: list[str]) -> Frame:
        """Parquet files of one table, partition columns and columns added later included."""

    def table(self, table: pa.Table) -> Frame:
        """A small table from memory."""

    def settle(self, frame: Frame) -> Frame:
        """The frame computed once, for several readers."""


class DuckDB:
    """One process, columns on disk and in memory; the embedded default."""

    name = "duckdb"

    def __init__(self, memory: str = "5GB") -> None:
        import duckdb

        self.connection = duckdb.connect(config={"memory_limit": memory, "preserve_insertion_order": False})
        self.connection.execute("SET enable_progress_bar = false")
        self._settled = 0

    def parquet(self, uris: list[str]) -> Frame:
        relation = self.connection.read_parquet(uris, hive_partitioning=True, union_by_name=True)
        return _lazy(relation)

    def table(self, table: pa.Table) -> Frame:
        return _lazy(self.connection.from_arrow(table))

    def settle(self, frame: Frame) -> Frame:
        self._settled += 1
        name = f"settled_{self._settled}"
        frame.to_native().create(name)
        return _lazy(self.connection.table(name))


class Polars:
    """In memory; for cases, tests and small data."""

    name = "polars"

    def __init__(self) -> None:
        import polars as pl

        self._polars = pl

    def parquet(self, uris: list[str]) -> Frame:
        return _lazy(self._polars.scan_parquet(uris, hive_partitioning=True, missing_columns="insert"))

    def table(self, table: pa.Table) -> Frame:
        return _lazy(self._polars.DataFrame(table).lazy())

    def settle(self, frame: Frame) -> Frame:
        return _lazy(frame.to_native().collect().lazy())


class Spark:
    """A cluster, or all cores of one machine when no cluster is configured."""

    name = "spark"

    def __init__(self) -> None:
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.appName("qingshan")
        settings = {
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.timestampType": "TIMESTAMP_NTZ",  # hours are Beijing time without zone; none may be added
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
        }
        for key, value in settings.items():
            builder = builder.config(key, value)
        self.session = builder.getOrCreate()
        if (self.session.sparkContext.master or "").startswith("local"):
            self.session.conf.set("spark.sql.shuffle.partitions", self.session.sparkContext.defaultParallelism)

    def parquet(self, uris: list[str]) -> Frame:
        base = uris[0].split("/year=")[0]
        reader = self.session.read.option("basePath", base).option("mergeSchema", "true")
        return _lazy(reader.parquet(*uris))

    def table(self, table: pa.Table) -> Frame:
        return _lazy(self.session.createDataFrame(table))

    def settle(self, frame: Frame) -> Frame:
        return _lazy(frame.to_native().persist())


@dataclass(frozen=True, slots=True)
class _Choice:
    make: Callable[[], Engine]
    module: str
    extra: str


_CHOICES = {
    "duckdb": _Choice(DuckDB, "duckdb", "engine"),
    "polars": _Choice(Polars, "polars", "engine"),
    "spark": _Choice(Spark, "pyspark", "spark"),
}
ENGINES = tuple(_CHOICES)


def _lazy(native: Any) -> Frame:
    return cast(Frame, nw.from_native(native))


def engine(name: str = "duckdb") -> Engine:
    """The engine of that name; a coded problem when it is unknown or not installed."""
    choice = _CHOICES.get(name)
    if choice is None:
        raise problems.ENGINE_UNKNOWN.at("--engine", name, engines=" | ".join(ENGINES))
    try:
        return choice.make()
    except ImportError as error:
        raise problems.ENGINE_MISSING.at("--engine", name, module=choice.module, extra=choice.extra) from error


def collected(frame: Frame) -> pa.Table:
    """The frame's rows as an Arrow table."""
    return cast(pa.Table, frame.collect("pyarrow").to_native())


def computed(frame: Frame, formula: Callable[[dict[str, Value]], dict[str, Value]], inputs: dict[str, str]) -> Frame:
    """The frame with the outputs of a formula beside it; ``inputs`` maps the formula's names to columns.

    A formula with approximate verbs is computed at once for the rows near an edge, once more with plain integers.
    """
    sheet = Sheet()
    columns = {name: sheet.column(column) for name, column in inputs.items()}
    outputs = formula(columns)
    if not sheet.doubts:
        return sheet.apply(frame, outputs)

    def exact(rows: list[dict[str, Any]]) -> list[dict[str, Value]]:
        return [formula({name: row[column] for name, column in inputs.items()}) for row in rows]

    return decided(frame, outputs, {inputs[name]: column for name, column in columns.items()}, exact)


def decided(
    frame: Frame,
    outputs: dict[str, Value],
    keys: dict[str, Column],
    exact: Callable[[list[dict[str, Any]]], list[dict[str, Value]]],
) -> Frame:
    """The frame with outputs of approximate verbs, those in doubt taken from ``exact``.

    ``keys`` are the columns of the frame that determine the outputs; ``exact`` gets one row of them for each
    combination in doubt.
    """
    sheet = next(iter(keys.values())).sheet
    doubtful = sheet.apply(frame, {DOUBT: reals.doubt(sheet)}).filter(nw.col(DOUBT))
    rows = collected(doubtful.select(*(key.expression.alias(name) for name, key in keys.items())).unique()).to_pylist()
    answers = exact(rows)
    for start in range(0, len(rows), BATCH):
        batch = [tuple(row.values()) for row in rows[start : start + BATCH]]
        for name, value in outputs.items():
            if isinstance(value, Column):
                right = [answer[name] for answer in answers[start : start + BATCH]]
                outputs[name] = _corrected(f"right {name} {start}", value, list(keys.values()), (batch, right))
    return sheet.apply(frame, outputs)


def _corrected(
    verb: str, value: Column, keys: list[Column], known: tuple[list[tuple[Any, ...]], list[Value]]
) -> Column:
    def build(found: nw.Expr, *columns: nw.Expr) -> nw.Expr:
        for row, right in zip(*known, strict=True):
            same = (key.is_null() if part is None else key == part for key, part in zip(columns, row, strict=True))
            here = reduce(operator.and_, same).fill_null(False)
            found = nw.when(here).then(nw.lit(right, dtype=nw.Int64)).otherwise(found)
        return found

    return made(verb, (value, *keys), build, costly=True)
