"""Spark behind the port of the engines: the same SQL, on one machine or on many."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from guatu.adapters.engines.script import Row, Step

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# `div` on decimals ends as a 64-bit number and wraps around in silence, so that whole numbers are
# divided without a remainder instead: an answer of more than 20 digits is an error.
FUNCTIONS = """
quotient(above DECIMAL(38, 0), below DECIMAL(38, 0)) RETURNS DECIMAL(38, 0)
RETURN CAST((above - above % below) / below AS DECIMAL(38, 0));
whole(figure DECIMAL(38, 6)) RETURNS DECIMAL(38, 0)
RETURN CAST(CAST(figure AS DECIMAL(32, 6)) * CAST(1000000 AS DECIMAL(7, 0)) AS DECIMAL(38, 0))
"""
NAMES = {"int": "INTEGER", "string": "VARCHAR"}
TYPES = {"HUGEINT": "DECIMAL(38, 0)", "VARCHAR": "STRING"}
PATTERN = re.compile(r"[*?\[\]{}]")  # what Spark would take for a pattern of paths


class SparkRunner:
    """A session of Spark; every table is calculated once and kept, on disk where it is large.

    What is kept forgets how it was made: Spark describes a plan with all the plans below it, and
    those of forty tables that rest on each other would take it longer than the work.
    """

    def __init__(self, spark: "SparkSession") -> None:
        self.spark = spark
        self._named: set[str] = set()
        for function in FUNCTIONS.split(";"):
            spark.sql(f"CREATE OR REPLACE TEMPORARY FUNCTION {function}")

    def load(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Make the table `name` of these rows; `columns` are names and SQL types."""
        declared = ", ".join(f"{column} {_type(kind)}" for column, kind in columns.items())
        told = [tuple(row) for row in rows]
        self._name(name, self.spark.createDataFrame(told, declared, verifySchema=False))

    def define(self, step: Step) -> None:
        """Make the table `step.name`, or name it where it is only looked through."""
        made = self.spark.sql(step.select)
        self._name(step.name, made if step.is_view else made.localCheckpoint())

    def look(self, step: Step) -> None:
        """Name a SELECT without running it."""
        self._name(step.name, self.spark.sql(step.select))

    def rows(self, select: str) -> list[Row]:
        """The rows of a SELECT."""
        return [tuple(row) for row in self.spark.sql(select).collect()]

    def scan(self, paths: Sequence[Path]) -> str:
        """What stands after FROM to read these Parquet files."""
        name = f"scan_{len(self._named)}"
        self._name(name, self.spark.read.parquet(*(_address(path, escaped=True) for path in paths)))
        return name

    def columns(self, source: str) -> Mapping[str, str]:
        """The columns of what stands after FROM, with their types as DuckDB names them."""
        held = self.spark.sql(f"SELECT * FROM {source}").dtypes  # noqa: S608 - own text
        return {name: NAMES.get(kind, kind.upper()) for name, kind in held}

    def save(self, select: str, path: Path) -> int:
        """Write the rows of a SELECT to one Parquet file; returns how many.

        The folder must be one that all workers see.
        """
        folder = path.with_name(f".{path.name}.spark")
        made = self.spark.sql(select).coalesce(1)
        made.write.mode("overwrite").option("compression", "zstd").parquet(_address(folder))
        [written] = folder.glob("part-*.parquet")
        written.rename(path)
        for left in folder.iterdir():
            left.unlink()
        folder.rmdir()
        return int(self.spark.read.parquet(_address(path, escaped=True)).count())

    def close(self) -> None:
        """Let go of what was kept."""
        while self._named:
            self.spark.catalog.dropTempView(self._named.pop())

    def _name(self, name: str, frame: "DataFrame") -> None:
        """Give a table its name; what is no longer named is forgotten by and by."""
        frame.createOrReplaceTempView(name)
        self._named.add(name)


def _type(kind: str) -> str:
    """A SQL type as Spark writes it."""
    return TYPES.get(kind.partition("(")[0], kind)


def _address(path: Path, *, escaped: bool = False) -> str:
    """A file or folder of this machine's tree, whatever file system is the cluster's usual one."""
    plain = str(path.resolve())
    return "file://" + (PATTERN.sub(r"\\\g<0>", plain) if escaped else plain)
