"""One way of evaluating a lake in a process of its own; prints what it took."""

import json
import resource
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from guatu.adapters.engines import DuckRunner
from guatu.adapters.engines.asking import Asking
from guatu.adapters.engines.script import run, steps
from guatu.adapters.engines.worlds import figures, words
from guatu.adapters.lakes import Lake, open_lake
from guatu.adapters.lakes.answering import GRID, LABELS, NAMES, facts_from
from guatu.adapters.lakes.layout import COLUMNS, LakeFile

MEMORY = "500MB"


def years_of(lake: Lake) -> list[int]:
    """The years that the lake holds."""
    return sorted({file.year for file in lake.manifest.files})


def scan(lake: Lake, runner: DuckRunner) -> dict[str, float]:
    """Sum every column of every file."""
    source = runner.scan([lake.folder / file.path for file in lake.manifest.files])
    sums = ", ".join(f"sum({column})" for column in COLUMNS)
    select = f"SELECT {sums} FROM {source}"  # noqa: S608 - own text
    return {"scan": timed(partial(runner.rows, select))}


def evaluate(lake: Lake, runner: DuckRunner) -> dict[str, float]:
    """Evaluate every year at its end: figures, then growth and ranks, then files.

    Each year is asked of an empty engine, as the command asks it.
    """
    taken = {"check": 0.0, "figures": 0.0, "closing": 0.0, "files": 0.0}
    for year in years_of(lake):
        day = date(year, 12, 31)
        files = lake.files_of(year)
        asked = lake.asking(day)
        told = words(asked, day, lake.manifest.scale)
        taken["check"] += timed(partial(lake.check, files))
        taken["figures"] += timed(partial(_figures, lake, runner, files, asked, told))
        taken["closing"] += timed(partial(run, runner, steps("closing.sql", **told)))
        units = ((each.code, each.key, each.level) for each in lake.catalog.units)
        runner.load("labels", LABELS, units)
        runner.load("names", NAMES, ((code, each.key) for code, each in asked.indicators.items()))
        taken["files"] += timed(partial(write, lake, runner))
        forget(runner)
    return taken


def forget(runner: DuckRunner) -> None:
    """Let go of every table of a year."""
    for (name,) in runner.rows("SELECT table_name FROM duckdb_tables()"):
        runner.connection.execute(f"DROP TABLE {name}")


def _figures(
    lake: Lake,
    runner: DuckRunner,
    files: Sequence[LakeFile],
    asked: Asking,
    told: Mapping[str, object],
) -> None:
    """The figures of one year, with their completeness."""
    facts_from(lake, runner, files, known_by=None)
    asked.load(runner)
    figures(runner, asked, told)


def write(lake: Lake, runner: DuckRunner) -> None:
    """Write the cells of every level."""
    with tempfile.TemporaryDirectory(prefix="guatu-bench-") as place:
        for level in range(len(lake.catalog.levels)):
            runner.save(GRID.format(level=level), Path(place) / f"{level}.parquet")


def frames(lake: Lake, runner: DuckRunner) -> dict[str, float]:
    """The sums of all levels with pandas, in whole hundredths, a year at a time.

    Newest revision, sum, newest period and newest filing; no other rule.
    """
    parents = {each.code: each.parent for each in lake.catalog.units if each.parent}
    return {"pandas": timed(partial(_frames, lake, runner, parents))}


def _frames(lake: Lake, runner: DuckRunner, parents: Mapping[int, int]) -> None:
    by = ["unit", "indicator", "measure", "family"]
    kept = {"value": "sum", "period": "max", "known_at": "max"}
    for year in years_of(lake):
        source = runner.scan([lake.folder / file.path for file in lake.files_of(year)])
        whole = f"SELECT * REPLACE (CAST(value * 100 AS BIGINT) AS value) FROM {source}"  # noqa: S608 - own text
        facts = runner.connection.execute(whole).df()
        facts = facts.sort_values("known_at").drop_duplicates([*by, "period"], keep="last")
        cells = facts.groupby(by).agg(kept).reset_index()
        while len(cells):
            cells = cells.assign(unit=cells["unit"].map(parents)).dropna(subset=["unit"])
            cells = cells.groupby(by).agg(kept).reset_index() if len(cells) else cells


def timed(action: Callable[[], object]) -> float:
    """The processor seconds that an action takes: other work on the machine does not count."""
    begin = process_time()
    action()
    return process_time() - begin


WAYS: dict[str, Callable[[Lake, DuckRunner], dict[str, float]]] = {
    "scan": scan,
    "evaluate": evaluate,
    "frames": frames,
}


def main(way: str, folder: str) -> None:
    """Go one way and print what it took."""
    begin = perf_counter()
    with tempfile.TemporaryDirectory(prefix="guatu-bench-") as place:
        lake = open_lake(Path(folder))
        taken = WAYS[way](lake, DuckRunner(memory=MEMORY, spill=Path(place)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"taken": taken, "wall": perf_counter() - begin, "megabytes": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
