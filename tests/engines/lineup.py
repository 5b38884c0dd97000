"""The engines that the conformance suite goes through, by name; a further one is one more row."""

from collections.abc import Callable

from tests.engines.incremental import Incremental

from guatu.adapters.engines import DuckRunner, SqlEngine
from guatu.kernel.engines import Engine

STORED = frozenset({"incremental"})  # these ask the store, which must be open
EXAMPLES = 40  # drawn worlds for each engine


def _duckdb(*, step_by_step: bool = False) -> Engine:
    """DuckDB over one connection; the tables of one world replace those of another."""
    runner = DuckRunner(threads=1)
    return SqlEngine("duckdb", lambda: runner, step_by_step=step_by_step)


LINEUP: dict[str, Callable[[], Engine]] = {
    "duckdb": _duckdb,
    "duckdb, step by step": lambda: _duckdb(step_by_step=True),
    "incremental": Incremental,
}
