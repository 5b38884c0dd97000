"""A lake on a Spark cluster of this machine: one worker and two, beside DuckDB; `--write` its page.

The answers must be the same to the bit; how long each took is told, not promised.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from string import Template

from bench.harness import HERE, Bench, Series, machine, seconds_of, versions, written_down
from script.standalone import spark_home, standalone

from guatu.adapters.engines import DuckRunner
from guatu.adapters.engines.spark import SparkRunner, session
from guatu.adapters.lakes import Lake, LakeRunner, Size, answer_lake, invent, open_lake

SIZE = Size(counties=237, indicators=30, months=24, seed=4)
RUNS = 1
ABSENT = "!!!! pyspark is missing: run script/test once, or install requirements/cluster.lock"
PAGES = HERE.parent / "docs" / "reference"
NAMES = ("cluster.md", "cluster.en.md")
SETTINGS = {"spark.executor.memory": "1g"}
DUCK, LOCAL = "DuckDB", "Spark, this process, 2 threads"
WORKERS = {1: "Spark, 1 worker of 1 core", 2: "Spark, 2 workers of 1 core"}
SPOKEN = {
    DUCK: "DuckDB",
    LOCAL: "Spark，本进程两个线程",
    WORKERS[1]: "Spark，1 个 worker（1 核）",
    WORKERS[2]: "Spark，2 个 worker（各 1 核）",
}


def measure(bench: Bench) -> None:
    """Time every way of answering one question, and hold the answers against each other."""
    if spark_home() is None:
        print(ABSENT)
        return
    invent(SIZE, bench.place / "lake", lambda *_: None)
    lake = open_lake(bench.place / "lake")
    year = max(file.year for file in lake.manifest.files)
    rows = sum(file.rows for file in lake.files_of(year))
    bench.record("facts of the year", [rows], unit="1")
    duck = DuckRunner()
    expected = _timed(bench, DUCK, lake, duck, date(year, 12, 31))
    with session("local[2]", more=SETTINGS) as spark:
        _same(_timed(bench, LOCAL, lake, SparkRunner(spark), date(year, 12, 31)), expected)
    for workers, name in WORKERS.items():
        with _cluster(workers) as runner:
            _same(_timed(bench, name, lake, runner, date(year, 12, 31)), expected)
    for name in (LOCAL, *WORKERS.values()):
        bench.compare(f"{name} / DuckDB", of=name, to=DUCK)
    bench.record("answers that differ", [0], unit="1", at_most=0)


@contextmanager
def _cluster(workers: int) -> Iterator[SparkRunner]:
    """A runner on a master with so many workers."""
    with standalone(workers) as address, session(address, more=SETTINGS) as spark:
        yield SparkRunner(spark)


def _timed(
    bench: Bench, name: str, lake: Lake, runner: LakeRunner, as_of: date
) -> dict[str, list[tuple[object, ...]]]:
    """Keep the seconds of the whole evaluation, and return its answer."""
    place = bench.place / name
    seconds = []
    for run in range(RUNS):
        ask = partial(answer_lake, lake, runner, place / str(run), as_of=as_of)
        seconds.append(seconds_of(ask))
    bench.record(name, seconds, unit="s")
    return _answer(place / "0" / f"as_of={as_of.isoformat()}", lake)


def _answer(folder: Path, lake: Lake) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every level, in one order."""
    reader = DuckRunner()
    found = {}
    for level in lake.catalog.levels:
        source = reader.scan([folder / f"level={level}" / "part.parquet"])
        found[level] = reader.rows(f"SELECT * FROM {source} ORDER BY unit, indicator")  # noqa: S608 - own text
    return found


def _same(found: Mapping[str, object], expected: Mapping[str, object]) -> None:
    """Stop the benchmark when two engines do not say the same."""
    if found != expected:
        msg = "the engines differ"
        raise AssertionError(msg)


def write_pages(bench: Bench, before: float) -> None:
    """Write the page in both languages."""
    facts = bench.series["facts of the year"].median
    told = {
        "counties": SIZE.counties,
        "indicators": SIZE.indicators,
        "months": SIZE.months,
        "seed": SIZE.seed,
        "rows": f"{facts:,.0f}",
        "runs": RUNS,
        "day": datetime.now(UTC).date().isoformat(),
        "before": f"{before:.1f}",
        "after": f"{os.getloadavg()[0]:.1f}",
        **machine(),
        **versions(),
    }
    for language, name in enumerate(NAMES):
        table = "\n".join(_row(bench, engine, language) for engine in SPOKEN)
        page = Template((HERE / "pages" / name).read_text(encoding="utf-8"))
        (PAGES / name).write_text(page.substitute(told, table=table), encoding="utf-8")


def _row(bench: Bench, engine: str, language: int) -> str:
    """One line of the table."""
    series: Series = bench.series[engine]
    ratio = series.median / bench.series[DUCK].median
    name = engine if language else SPOKEN[engine]
    spread = f"{min(series.values):.1f}–{max(series.values):.1f} s"
    return f"| {name} | {series.median:.1f} s | {spread} | {ratio:.0f} |"


def main(arguments: Sequence[str]) -> int:
    """Measure and write the page about the cluster, or say how."""
    if list(arguments) != ["--write"]:
        print("用法 · usage: python -m bench.cluster --write", file=sys.stderr)
        return 2
    if spark_home() is None:
        print(ABSENT, file=sys.stderr)
        return 1
    before = os.getloadavg()[0]
    with written_down("cluster") as bench:
        measure(bench)
        write_pages(bench, before)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
