"""A whole country in a lake: the exact evaluation against a plain scan and against pandas."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

from bench.harness import Bench, written_down
from bench.nation.page import write_pages

from guatu.adapters.lakes import Size, invent

INDICATORS, MONTHS, SEED = 300, 60, 1
COUNTIES, FEW = 2900, 58  # some 50 million facts, and 1 million
SCAN_TIMES, PANDAS_TIMES, GROWTH_TIMES, MEGABYTES = 4.5, 5, 25, 800
SCAN = "plain scan and sum"
FIGURES = "figures and completeness, all levels"
CLOSING = "growth and ranks"
FILES = "answer written to files"
CHECK = "files held against the manifest"
PANDAS = "pandas, sums of all levels"
SMALL = "figures of 1 million facts"
PEAK = "peak of memory, evaluation"
WALL = "wall time, evaluation with files"


def measure(bench: Bench) -> None:
    """Measure one country; `GUATU_BENCH_LAKE` names a folder in which lakes are kept."""
    place = Path(os.environ.get("GUATU_BENCH_LAKE", str(bench.place)))
    large, small = lake_of(place, COUNTIES), lake_of(place, FEW)
    scans = [child("scan", large)["taken"]["scan"] for _ in range(3)]
    bench.record(SCAN, scans, unit="s")
    whole = child("evaluate", large)
    for name, part in ((FIGURES, "figures"), (CLOSING, "closing"), (FILES, "files")):
        bench.record(name, [whole["taken"][part]], unit="s")
    bench.record(CHECK, [whole["taken"]["check"]], unit="s")
    bench.record(WALL, [whole["wall"]], unit="s")
    bench.record(PEAK, [whole["megabytes"]], unit="MB", at_most=MEGABYTES)
    few = [child("evaluate", small)["taken"]["figures"] for _ in range(3)]
    bench.record(SMALL, few, unit="s")
    ratio(bench, "figures / scan", FIGURES, SCAN, at_most=SCAN_TIMES)
    ratio(bench, "figures of 50 million / of 1 million", FIGURES, SMALL, at_most=GROWTH_TIMES)
    if find_spec("pandas") is None:
        print("没有装 pandas，不与它比 · pandas is not installed and not compared")
        return
    bench.record(PANDAS, [child("frames", large)["taken"]["pandas"]], unit="s")
    ratio(bench, "pandas / figures", PANDAS, FIGURES, at_least=PANDAS_TIMES)


def ratio(
    bench: Bench,
    name: str,
    of: str,
    to: str,
    *,
    at_most: float | None = None,
    at_least: float | None = None,
) -> None:
    """Keep a ratio with its bound."""
    value = bench.series[of].median / bench.series[to].median
    bench.record(name, [value], unit="x", at_most=at_most, at_least=at_least)


def lake_of(place: Path, counties: int) -> Path:
    """The lake of so many counties, invented where it does not stand yet."""
    folder = place / f"lake-{counties}"
    if not (folder / "manifest.json").is_file():
        invent(Size(counties, INDICATORS, MONTHS, SEED), folder, lambda *_: None)
    return folder


class Told(TypedDict):
    """What a process of its own tells: processor seconds by part, wall seconds, megabytes."""

    taken: dict[str, float]
    wall: float
    megabytes: float


def child(way: str, folder: Path) -> Told:
    """What a way took in a process of its own."""
    command = [sys.executable, "-m", "bench.nation.child", way, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: Told = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def main(arguments: Sequence[str]) -> int:
    """Measure and write the page about engines, or say how."""
    if list(arguments) != ["--write"]:
        print("用法 · usage: python -m bench.national --write", file=sys.stderr)
        return 2
    with written_down("national") as bench:
        measure(bench)
        write_pages(bench)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
