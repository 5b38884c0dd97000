"""DuckDB behind the port of the engines: one process, no network, nothing printed."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path

from guatu.adapters.engines.script import Row, Step

ROWS_AT_ONCE = 50_000
WHOLE = frozenset({"INTEGER", "BIGINT"})
SETTINGS = (
    "SET enable_progress_bar = false",
    "SET preserve_insertion_order = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET TimeZone = 'UTC'",
)
MACROS = (
    "CREATE OR REPLACE TEMP MACRO shiftright(number, bits) AS number >> bits",
    "CREATE OR REPLACE TEMP MACRO quotient(above, below) AS above // below",
    "CREATE OR REPLACE TEMP MACRO whole(figure) AS CAST(figure * 1000000 AS HUGEINT)",
)


class DuckRunner:
    """A database in memory that spills into `spill`, if one is given."""

    def __init__(self, *, memory: str = "", threads: int = 0, spill: Path | None = None) -> None:
        import duckdb  # noqa: PLC0415 - costs a fifth of a second, which most commands do without

        self.connection = duckdb.connect()
        for statement in (*SETTINGS, *MACROS):
            self.connection.execute(statement)
        if memory:
            self.connection.execute(f"SET memory_limit = '{memory}'")
        if threads:
            self.connection.execute(f"SET threads = {threads}")
        if spill is not None:
            self.connection.execute(f"SET temp_directory = '{quoted(spill)}'")

    def load(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Make the table `name` of these rows; `columns` are names and SQL types."""
        declared = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({declared})")
        left = iter(rows)
        unpacked = ", ".join(f"unnest(?::{kind}[])" for kind in columns.values())
        while some := list(islice(left, ROWS_AT_ONCE)):
            kinds = zip(columns.values(), zip(*some, strict=True), strict=True)
            held = [_held(kind, column) for kind, column in kinds]
            self.connection.execute(f"INSERT INTO {name} SELECT {unpacked}", held)

    def define(self, step: Step) -> None:
        """Make the table `step.name`, or name it where it is only looked through."""
        if step.is_view:
            self.look(step)
            return
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {step.name} AS {step.select}")

    def rows(self, select: str) -> list[Row]:
        """The rows of a SELECT."""
        return self.connection.execute(select).fetchall()

    def scan(self, paths: Sequence[Path]) -> str:
        """What stands after FROM to read these Parquet files."""
        named = ", ".join(f"'{quoted(path)}'" for path in paths)
        return f"read_parquet([{named}], hive_partitioning = false)"

    def look(self, step: Step) -> None:
        """Name a SELECT without running it."""
        self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {step.name} AS {step.select}")

    def columns(self, source: str) -> Mapping[str, str]:
        """The columns of what stands after FROM, with their types."""
        rows = self.rows(f"DESCRIBE SELECT * FROM {source}")  # noqa: S608 - own text
        return {name: kind for name, kind, *_ in rows}

    def save(self, select: str, path: Path) -> int:
        """Write the rows of a SELECT to one Parquet file; returns how many."""
        told = f"COPY ({select}) TO '{quoted(path)}' (FORMAT parquet, COMPRESSION zstd)"
        return int(self.connection.execute(told).fetchall()[0][0])

    def close(self) -> None:
        """Let go of the memory."""
        self.connection.close()


def _held(kind: str, column: Sequence[object]) -> list[object] | str:
    """A column as it is handed over: whole numbers in one text, which is read ten times faster."""
    if kind not in WHOLE:
        return list(column)
    return f"[{','.join('NULL' if each is None else str(each) for each in column)}]"


def quoted(path: Path) -> str:
    """A path inside quotation marks of SQL."""
    return str(path).replace("'", "''")
