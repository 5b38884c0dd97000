"""Planted and clean cases of the checks of filing and correcting."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from tests.kernel.quality.cast import (
    AS_OF,
    STEADY,
    Case,
    at,
    book,
    cell,
    fact,
    filed_at,
    line,
    put,
    swap,
)

from guatu.kernel.measuring import Fact, Measure
from guatu.kernel.periods import jan_feb
from guatu.kernel.quality import Book, Cell, Trait

KEYS = tuple(f"line{number}" for number in range(12))
TRAITS = tuple(Trait(key=key) for key in KEYS)
NOON = filed_at(at(5))


def revised(*filings: tuple[int, int], measure: Measure = Measure.MONTH) -> Book:
    """June 2022 filed and corrected: figure and days after its end."""
    return book([fact(cell(5), value, measure, days) for value, days in filings])


def revision(
    planted: Sequence[tuple[int, int]],
    clean: Sequence[tuple[int, int]],
    measure: Measure = Measure.MONTH,
) -> Case:
    """Two histories of one cell."""
    return Case(revised(*planted, measure=measure), revised(*clean, measure=measure), (cell(5),))


def over_the_goal(before: int, after: int) -> Book:
    """A cumulated figure corrected, with a goal of 1000."""
    filed = revised((before, 5), (after, 9), measure=Measure.YTD)
    return replace(filed, goals={("output", "a"): Decimal(1000)})


def due(facts: Sequence[Fact], *, months: Sequence[int], days: int = 6) -> Book:
    """A book whose months are due noon some days after their end."""
    deadlines = {at(place): filed_at(at(place), days=days) for place in months}
    return replace(book(facts), deadlines=deadlines)


def hurried(minutes: int, count: int) -> Book:
    """Twelve figures of a month, some of them filed minutes before the deadline."""
    facts = [
        replace(
            fact(cell(5, key), 100 + place),
            known_at=NOON - timedelta(minutes=minutes if place < count else 2000),
        )
        for place, key in enumerate(KEYS)
    ]
    return replace(book(facts, traits=TRAITS), deadlines={at(5): NOON})


def corrected_together(count: int) -> Book:
    """Twelve figures of which some are corrected within the hour."""
    first = [fact(cell(5, key), 100 + place) for place, key in enumerate(KEYS)]
    again = [fact(cell(5, key), 101 + place, days=20) for place, key in enumerate(KEYS[:count])]
    return book(first, again, traits=TRAITS)


def on_day(day: datetime) -> Book:
    """June 2022 filed at a moment."""
    return book([replace(fact(cell(5), 100), known_at=day)])


def at_noon(month: int, day: int, year: int = 2022) -> datetime:
    """Noon of a day."""
    return datetime(year, month, day, 12, tzinfo=UTC)


TODAY = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 12, tzinfo=UTC)
ALL = range(24)
CASES: Mapping[str, Case] = {
    "month_missing_between": swap({5: None}, {0: None}),
    "month_missing_at_the_end": Case(
        due(line(STEADY[:23]), months=ALL), due(line(STEADY), months=ALL), (cell(23),)
    ),
    "filed_late": Case(
        due([fact(cell(5), 1, days=7)], months=[5]),
        due([fact(cell(5), 1, days=6)], months=[5]),
        (cell(5),),
    ),
    "filed_in_the_last_hour": Case(hurried(60, 10), hurried(61, 10), (cell(5, KEYS[0]),)),
    "filed_before_the_end": Case(on_day(at_noon(6, 29)), on_day(at_noon(6, 30)), (cell(5),)),
    "filed_in_the_future": Case(on_day(TODAY + timedelta(days=1)), on_day(TODAY), (cell(5),)),
    "two_figures_at_once": revision([(100, 5), (101, 5)], [(100, 5), (101, 6)]),
    "corrected_long_after": revision([(100, 5), (101, 93)], [(100, 5), (101, 92)]),
    "corrected_by_much": revision([(100, 5), (130, 6)], [(100, 5), (129, 6)]),
    "corrected_often": revision(
        [(100, 5), (101, 6), (102, 7), (103, 8)], [(100, 5), (101, 6), (102, 7)]
    ),
    "corrected_back": revision([(100, 5), (101, 6), (100, 7)], [(100, 5), (101, 6), (99, 7)]),
    "corrected_over_the_goal": Case(over_the_goal(999, 1000), over_the_goal(998, 999), (cell(5),)),
    "last_year_lowered": revision(
        [(100, 5), (99, 200)], [(100, 5), (101, 200)], measure=Measure.YTD
    ),
    "many_corrected_at_once": Case(
        corrected_together(10), corrected_together(9), (cell(5, KEYS[0]),)
    ),
}
NEIGHBORS = {
    "month_missing_at_the_end": replace(due(line(STEADY[:23]), months=ALL), owed=frozenset()),
    "month_missing_between": book(
        line(put(STEADY, {12: None, 13: None})), [fact(Cell("output", "a", jan_feb(2023)), 9)]
    ),
    "filed_in_the_last_hour": hurried(60, 9),
}
