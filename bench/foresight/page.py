"""The page about forecasts, in both languages: errors, coverage, chances, choices, competition."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import quantiles

from bench.foresight.competition import Published, entries, histories, published
from bench.foresight.findings import FIRST, Accuracy, Findings, accuracies, findings_on
from bench.foresight.monthly import real_histories
from bench.foresight.wording import WORDS, method_name, title_of
from bench.harness import HERE, Bench, machine, versions

from guatu.kernel.forecasting import (
    LEVELS,
    Judged,
    Kind,
    Model,
    Trials,
    brier,
    coverage,
    default_methods,
    reliability,
)

PLACE = HERE.parent / "docs" / "reference"
FILES = ("forecasts.md", "forecasts.en.md")
EVERY = 12  # one of so many competition series is looked back on
CUT_OFFS = (3, 6, 9)
NAIVE = "NAIVE2"
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Measured:
    """All that the page tells."""

    bench: Bench
    real: Mapping[Kind, Findings]
    unseen: Findings
    models: Mapping[Model, Accuracy]
    entrants: Sequence[Published]


def write_pages(bench: Bench) -> None:
    """Judge everything and write the page in both languages."""
    series = real_histories()
    measured = Measured(
        bench,
        {kind: findings_on(series, kind) for kind in Kind},
        findings_on(histories(EVERY), Kind.FLOW),
        accuracies(entries()),
        published(),
    )
    for language, name in enumerate(FILES):
        (PLACE / name).write_text("\n".join(lines(measured, language)) + "\n", encoding="utf-8")


def lines(measured: Measured, language: int) -> Iterator[str]:
    """The page, line by line."""
    for key in ("title", "link", "made"):
        yield from (WORDS[key][language], "")
    yield from (_environment(language), "")
    for kind, found in measured.real.items():
        yield from _section(f"errors_{kind}", language)
        yield from _errors(found, language)
    yield from _section("coverage", language)
    yield from _coverage(measured, language)
    yield from _section("chances", language)
    yield from _chances(measured, language)
    yield from _section("defaults", language)
    yield from _defaults(measured, language)
    yield from _section("competition", language)
    yield from _competition(measured, language)
    yield from _section("speed", language)
    yield from _speed(measured.bench, language)
    yield from ("", WORDS["limits"][language])


def _section(key: str, language: int) -> Iterator[str]:
    """A heading and what it needs to be read."""
    yield from ("", WORDS[key][language], "", WORDS[f"{key}_note"][language], "")


def _environment(language: int) -> str:
    """Machine, versions, load and day of the measuring."""
    python = versions()["python"]
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    day = datetime.now(UTC).date().isoformat()
    cores, cpu = machine()["cores"], machine()["cpu"]
    return WORDS["environment"][language].format(
        day=day, cores=cores, cpu=cpu, python=python, load=load
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table whose first column is text."""
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _errors(found: Findings, language: int) -> Iterator[str]:
    """The mean error of each method by month, the chosen one last with its spread."""
    months = range(FIRST, 12)
    times, digits = (PERCENT, 2) if found.kind is Kind.FLOW else (1, 3)
    rows = [
        [
            f"{mark}{method_name(method, language)}{mark}",
            *(f"{found.errors[method][month] * times:.{digits}f}" for month in months),
        ]
        for method in found.errors
        for mark in ["**" if method is None else ""]
    ]
    spread = [_quartiles(found.promised, month, times, digits) for month in months]
    rows.append([WORDS["quartiles"][language], *spread])
    head = [WORDS["method"][language], *(title_of(month, language) for month in months)]
    yield from _table(head, rows)
    counts = Counter(place.month for place in found.places)
    names = {place.series for place in found.places}
    note = WORDS["counts"][language]
    yield ""
    yield note.format(series=len(names), places=counts[FIRST], all=len(found.promised))


def _quartiles(judged: Sequence[Judged], month: int, times: int, digits: int) -> str:
    """Between which errors the middle half of a month lies."""
    errors = [each.error * times for each in judged if each.outlook.month == month]
    first, _, third = quantiles(errors, n=4)
    return f"{first:.{digits}f}–{third:.{digits}f}"


def _coverage(measured: Measured, language: int) -> Iterator[str]:
    """How many years ended inside the intervals: by set, then by month."""
    pooled = [each for found in measured.real.values() for each in found.promised]
    sets = {
        "all": pooled,
        **{f"set_{kind}": found.promised for kind, found in measured.real.items()},
        "set_unseen": measured.unseen.promised,
    }
    rows = []
    for name, judged in sets.items():
        shares = coverage(judged)
        cells = [f"{shares[level] * PERCENT:.1f} %" for level in LEVELS]
        rows.append([WORDS[name][language], str(len(judged)), *cells])
    head = [WORDS["set"][language], "n", *(f"{level} %" for level in LEVELS)]
    yield from _table(head, rows)
    yield ""
    months = range(FIRST, 12)
    cells = [
        f"{coverage([each for each in pooled if each.outlook.month == month])[80] * PERCENT:.0f} %"
        for month in months
    ]
    head = [WORDS["by_month"][language], *(title_of(month, language) for month in months)]
    yield from _table(head, [[WORDS["all"][language], *cells]])


def _chances(measured: Measured, language: int) -> Iterator[str]:
    """The Brier score beside that of always telling the mean, and the reliability table."""
    told = [pair for found in measured.real.values() for pair in found.told]
    rate = sum(came for _, came in told) / len(told)
    unseen = brier(measured.unseen.told)
    note = WORDS["brier"][language]
    yield note.format(
        score=f"{brier(told):.3f}",
        plain=f"{rate * (1 - rate):.3f}",
        count=len(told),
        unseen=f"{unseen:.3f}",
    )
    yield ""
    rows = [
        [f"{each.told:.2f}", f"{each.came_true:.2f}", str(each.count)] for each in reliability(told)
    ]
    yield from _table([WORDS[key][language] for key in ("told", "came", "count")], rows)


def _defaults(measured: Measured, language: int) -> Iterator[str]:
    """The default of each series for the year after its last whole one."""
    rows = []
    for found in measured.real.values():
        trials = {place.series: place.trials for place in found.places}
        rows += [[f"`{name}`", *_choices(each, language)] for name, each in sorted(trials.items())]
    head = [WORDS["indicator"][language], *(title_of(month, language) for month in CUT_OFFS)]
    yield from _table(head, rows)


def _choices(trials: Trials, language: int) -> list[str]:
    """The method of some cut-offs of the last year that is over."""
    year = trials.ends[-1][0]
    chosen = default_methods(trials, year, CUT_OFFS)
    return [method_name(chosen[month], language) if month in chosen else "–" for month in CUT_OFFS]


def _competition(measured: Measured, language: int) -> Iterator[str]:
    """Offered models and entrants in one table, best first."""
    [naive] = [each for each in measured.entrants if each.method == NAIVE]
    against = Accuracy(naive.smape, naive.mase)
    ours = [
        Published(f"**guatu `{model}`**", each.smape, each.mase, each.owa(against))
        for model, each in measured.models.items()
    ]
    rows = [
        [each.method, f"{each.smape:.3f}", f"{each.mase:.4f}", f"{each.owa:.4f}"]
        for each in sorted([*ours, *measured.entrants], key=lambda each: each.owa)
    ]
    yield from _table([WORDS["method"][language], "sMAPE", "MASE", "OWA"], rows)


def _speed(bench: Bench, language: int) -> Iterator[str]:
    """Seconds for 300 series, the middle run and its quartiles."""
    rows = []
    for series in bench.series.values():
        first, third = series.quartiles
        bound = f"≤ {series.at_most:g}" if series.at_most is not None else "–"
        cells = (f"{series.median:.3f}", f"{first:.3f}–{third:.3f}", str(len(series.values)), bound)
        rows.append([WORDS[series.name][language], *cells])
    yield from _table([WORDS[f"speed_{n}"][language] for n in range(5)], rows)
