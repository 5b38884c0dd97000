"""Measuring honestly: runs in turn, medians with their spread, the machine beside the figures.

A benchmark is a module `bench/NAME.py` with a function `measure(bench: Bench) -> None`;
`script/bench NAME` runs it, prints the table and writes `bench/results/NAME.json`.
"""

import importlib
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
PACKAGES = (
    "django",
    "pydantic",
    "granian",
    "whitenoise",
    "psycopg",
    "playwright",
    "duckdb",
    "pyspark",
)
RUNS = 9
WARM_UPS = 1


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one thing that was measured several times, and the bound that it must keep."""

    name: str
    unit: str
    values: tuple[float, ...]
    at_most: float | None = None
    at_least: float | None = None

    @property
    def median(self) -> float:
        """The middle value: half of the runs were better, half were worse."""
        return statistics.median(self.values)

    @property
    def quartiles(self) -> tuple[float, float]:
        """The values that a quarter and three quarters of the runs stay below."""
        if len(self.values) == 1:
            return self.values[0], self.values[0]
        first, _, third = statistics.quantiles(self.values, n=4, method="inclusive")
        return first, third

    @property
    def keeps_its_bound(self) -> bool | None:
        """Whether the median is within its bound; None when nothing was promised."""
        if self.at_most is None and self.at_least is None:
            return None
        low = self.at_least if self.at_least is not None else self.median
        high = self.at_most if self.at_most is not None else self.median
        return low <= self.median <= high

    def to_record(self) -> dict[str, object]:
        """The series as it is written for machines."""
        first, third = self.quartiles
        return {
            "name": self.name,
            "unit": self.unit,
            "runs": len(self.values),
            "median": self.median,
            "iqr": third - first,
            "q1": first,
            "q3": third,
            "min": min(self.values),
            "max": max(self.values),
            "values": list(self.values),
            "at_most": self.at_most,
            "at_least": self.at_least,
            "keeps_its_bound": self.keeps_its_bound,
        }


@dataclass(slots=True)
class Bench:
    """What a benchmark measures into; `place` is a folder that is removed afterwards."""

    name: str
    place: Path
    series: dict[str, Series] = field(default_factory=dict)
    ratios: dict[str, float] = field(default_factory=dict)

    def record(
        self,
        name: str,
        values: Sequence[float],
        *,
        unit: str,
        at_most: float | None = None,
        at_least: float | None = None,
    ) -> Series:
        """Keep values that were measured elsewhere."""
        self.series[name] = Series(name, unit, tuple(values), at_most, at_least)
        return self.series[name]

    def time(
        self,
        name: str,
        action: Callable[[], object],
        *,
        runs: int = RUNS,
        warm_ups: int = WARM_UPS,
        at_most: float | None = None,
    ) -> Series:
        """Keep the seconds that `action` takes."""
        for _ in range(warm_ups):
            action()
        values = [seconds_of(action) for _ in range(runs)]
        return self.record(name, values, unit="s", at_most=at_most)

    def alternate(
        self,
        actions: Mapping[str, Callable[[], object]],
        *,
        runs: int = RUNS,
        warm_ups: int = WARM_UPS,
    ) -> None:
        """Keep the seconds of several actions, run in turn so that the load hits all alike."""
        for _ in range(warm_ups):
            for action in actions.values():
                action()
        taken: dict[str, list[float]] = {name: [] for name in actions}
        for _ in range(runs):
            for name, action in actions.items():
                taken[name].append(seconds_of(action))
        for name, values in taken.items():
            self.record(name, values, unit="s")

    def compare(self, name: str, *, of: str, to: str) -> float:
        """Keep how many times the median of `of` is the median of `to`."""
        self.ratios[name] = self.series[of].median / self.series[to].median
        return self.ratios[name]


def seconds_of(action: Callable[[], object]) -> float:
    """The seconds that one call takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    return {
        "cores": os.cpu_count(),
        "cpu": _line_of(Path("/proc/cpuinfo"), "model name"),
        "memory": _line_of(Path("/proc/meminfo"), "MemTotal"),
        "system": platform.platform(),
    }


def _line_of(path: Path, key: str) -> str:
    """The value of `key` in a file of `key : value` lines, or a dash."""
    if not path.exists():
        return "-"
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "-")


def versions() -> dict[str, str]:
    """The versions of Python and of the libraries that matter."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def table(bench: Bench) -> str:
    """The series and ratios for people, one a line."""
    head = f"{'':<44}{'runs':>5}{'median':>12}{'IQR':>12}{'min':>12}{'max':>12}  bound"
    return "\n".join([head, *map(_row, bench.series.values()), *_ratio_rows(bench)])


def _row(series: Series) -> str:
    """One line of the table."""
    first, third = series.quartiles
    figures = (series.median, third - first, min(series.values), max(series.values))
    numbers = "".join(f"{figure:>12.4g}" for figure in figures)
    label = f"{series.name} ({series.unit})"
    return f"{label:<44}{len(series.values):>5}{numbers}  {_bound(series)}".rstrip()


def _bound(series: Series) -> str:
    """The promise of a series and whether it is kept."""
    if series.keeps_its_bound is None:
        return ""
    parts = [("<=", series.at_most), (">=", series.at_least)]
    promise = " ".join(f"{sign} {bound:g}" for sign, bound in parts if bound is not None)
    return f"{promise} {'ok' if series.keeps_its_bound else 'MISSED'}"


def _ratio_rows(bench: Bench) -> Iterator[str]:
    """The lines of the ratios."""
    for name, value in bench.ratios.items():
        yield f"{name:<44}{'':>5}{value:>11.2f}x"


@contextmanager
def written_down(name: str, results: Path = RESULTS) -> Iterator[Bench]:
    """Give a bench, then print its table and write its file with the load around it."""
    before = os.getloadavg()
    with tempfile.TemporaryDirectory(prefix="guatu-bench-") as place:
        bench = Bench(name, Path(place))
        yield bench
    record = {
        "name": name,
        "machine": machine(),
        "versions": versions(),
        "load": {"before": before, "after": os.getloadavg()},
        "series": [series.to_record() for series in bench.series.values()],
        "ratios": bench.ratios,
    }
    results.mkdir(exist_ok=True)
    text = json.dumps(record, ensure_ascii=False, indent=2)
    (results / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    print(table(bench))


def names() -> list[str]:
    """The benchmarks that there are."""
    return sorted(path.stem for path in HERE.glob("[a-z]*.py") if path.stem != "harness")


def main(arguments: Sequence[str]) -> int:
    """Run the named benchmark, or say which there are."""
    if len(arguments) != 1 or arguments[0] not in names():
        print(
            f"用法 · usage: script/bench NAME\nNAME: {', '.join(names()) or '-'}", file=sys.stderr
        )
        return 2
    [name] = arguments
    with written_down(name) as bench:
        importlib.import_module(f"bench.{name}").measure(bench)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
