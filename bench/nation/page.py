"""The page about engines, in both languages: what was measured and what it is held against."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

from bench.harness import HERE, Bench, Series, machine, versions
from bench.nation.wording import ENVIRONMENT, HEADS, LINK, MADE, MISSED, NAMES, TITLE, WHAT

PLACE = HERE.parent / "docs" / "reference"
FILES = ("engines.md", "engines.en.md")


def write_pages(bench: Bench) -> None:
    """Write the page in both languages."""
    for language, name in enumerate(FILES):
        text = "\n".join(lines(bench, language)) + "\n"
        (PLACE / name).write_text(text, encoding="utf-8")


def lines(bench: Bench, language: int) -> Iterator[str]:
    """The page, line by line."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    where = ENVIRONMENT[language].format(
        day=datetime.now(UTC).date().isoformat(),
        cores=machine()["cores"],
        cpu=machine()["cpu"],
        python=versions()["python"],
        duckdb=_duckdb(),
        load=load,
    )
    for text in (TITLE, LINK, MADE):
        yield from (text[language], "")
    yield from (where, "", WHAT[language], "")
    yield f"| {' | '.join(HEADS[language])} |"
    yield "| --- | ---: | ---: | ---: | --- |"
    for series in bench.series.values():
        yield _row(series, language)


def _row(series: Series, language: int) -> str:
    """One line of the table."""
    name = series.name if language else NAMES[series.name]
    unit = {"s": " s", "MB": " MB", "x": " ×"}[series.unit]
    low, high = min(series.values), max(series.values)
    goal = "–"
    for sign, bound in (("≤", series.at_most), ("≥", series.at_least)):
        if bound is not None:
            goal = f"{sign} {bound:g}{unit}" + (
                "" if series.keeps_its_bound else f" {MISSED[language]}"
            )
    cells = (
        name,
        f"{series.median:.2f}{unit}",
        f"{low:.2f}–{high:.2f}",
        str(len(series.values)),
        goal,
    )
    return f"| {' | '.join(cells)} |"


def _duckdb() -> str:
    """The version of DuckDB."""
    import duckdb  # noqa: PLC0415 - the rest of the page does without

    return duckdb.__version__
