"""Year-end forecasts: how fast, how far off, how sure rightly; `--write` makes their page."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count as counting
from random import Random

from bench.foresight import ABSENT, DATA, RIVALS, Findings, findings_on, real_histories
from bench.foresight.page import write_pages
from bench.harness import Bench, written_down

from guatu.kernel.forecasting import (
    History,
    Kind,
    Method,
    Trials,
    brier,
    coverage,
    outlook_on,
    year_end,
)

SERIES = 300
MONTHS = (36, 60)
FIRST_YEAR = 2019
SECONDS = 1.0
RUNS = 7
WITHIN = {80: (0.76, 0.84)}
SEED = 11
SEEDS = counting(1000)  # a new one a run, so that no draws are kept
SEASON = (0.7, 0.6, 1.1, 0.9, 0.9, 1.2, 0.9, 0.9, 1.1, 1.0, 1.0, 1.7)


def measure(bench: Bench) -> None:
    """Time 300 made series, then judge the real ones; says loudly when those are missing."""
    _measure_speed(bench)
    if not DATA.is_dir():
        print(ABSENT)
        return
    histories = real_histories()
    found = [findings_on(histories, kind) for kind in Kind]
    for each in found:
        _record_errors(bench, each)
    _record_sureness(bench, found)


def _measure_speed(bench: Bench) -> None:
    """Every series from its newest month: the plainest forecast, each method, choosing anew."""
    made = made_series()
    ways: dict[str, Callable[[], object]] = {
        "seasonal naive, no interval": lambda: [
            year_end(*each, Method.SEASONAL_NAIVE) for each in made
        ],
        "choosing anew with interval": partial(_outlooks, made, None),
    }
    for method in (Method.SEASONAL_SHARE, Method.MODEL, Method.BLEND):
        ways[f"{method} with interval"] = partial(_outlooks, made, method)
    bench.alternate(ways, runs=RUNS)
    for name in (f"{Method.BLEND} with interval", f"{Method.SEASONAL_SHARE} with interval"):
        values = bench.series[name].values
        bench.record(name, values, unit="s", at_most=SECONDS)
        bench.compare(f"{name} / naive", of=name, to="seasonal naive, no interval")


def _outlooks(made: Sequence[tuple[History, int, int]], method: Method | None) -> None:
    """An outlook on every series, nothing kept from one to the next, nor between runs."""
    seed = next(SEEDS)
    for history, year, month in made:
        outlook_on(Trials(history), year, month, method=method, seed=seed)


def made_series() -> list[tuple[History, int, int]]:
    """Flows of 36 to 60 months with season, growth and noise, each with its newest month."""
    lots = Random(SEED)  # noqa: S311 - noise, not secrets
    made = []
    for number in range(SERIES):
        count = MONTHS[0] + number % (MONTHS[1] - MONTHS[0] + 1)
        years = range(FIRST_YEAR, FIRST_YEAR + -(-count // 12))
        rows = {}
        for year in years:
            row: list[float | None] = [None] * 13
            total = 0.0
            for month in range(1, min(12, count - 12 * (year - FIRST_YEAR)) + 1):
                growth = 1.006 ** (12 * (year - FIRST_YEAR) + month)
                total += 100 * growth * SEASON[month - 1] * lots.uniform(0.85, 1.15)
                row[month] = total
            rows[year] = tuple(row)
        made.append((History(Kind.FLOW, rows), years[-1], (count - 1) % 12 + 1))
    return made


def _record_errors(bench: Bench, found: Findings) -> None:
    """The error of the chosen method by month, which neither baseline may undercut."""
    for month, error in found.errors[None].items():
        bound = min(found.errors[rival][month] for rival in RIVALS) if month > 2 else None
        bench.record(f"{found.kind}, month {month}", [error], unit="1", at_most=bound)


def _record_sureness(bench: Bench, found: Sequence[Findings]) -> None:
    """Coverage pooled and by kind, and the Brier score of the chance of hitting."""
    pooled = [each for one in found for each in one.promised]
    for level, share in coverage(pooled).items():
        least, most = WITHIN.get(level, (None, None))
        bench.record(f"{level} % holds", [share], unit="1", at_least=least, at_most=most)
    for one in found:
        for level, share in coverage(one.promised).items():
            bench.record(f"{one.kind}, {level} % holds", [share], unit="1")
    told = [pair for one in found for pair in one.told]
    rate = sum(came for _, came in told) / len(told)
    bound = rate * (1 - rate)
    bench.record("Brier score", [brier(told)], unit="1", at_most=bound)


def main(arguments: Sequence[str]) -> int:
    """Measure and write the page about forecasts, or say how."""
    if list(arguments) != ["--write"]:
        print("用法 · usage: python -m bench.forecast --write", file=sys.stderr)
        return 2
    if not DATA.is_dir():
        print(ABSENT, file=sys.stderr)
        return 1
    with written_down("forecast") as bench:
        _measure_speed(bench)
        write_pages(bench)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
