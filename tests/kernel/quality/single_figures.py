"""Planted and clean cases of the checks of single figures."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from tests.kernel.quality.cast import (
    AS_OF,
    BEDS,
    COUNT,
    COVER,
    OUTPUT,
    STEADY,
    THINGS,
    Case,
    book,
    cell,
    fact,
    line,
    swap,
)

from guatu.kernel.measuring import Measure
from guatu.kernel.periods import month
from guatu.kernel.quality import Cell, Nature, Trait

LICENSED = replace(BEDS, lower=Decimal(30), upper=Decimal(80))
SHARES = tuple(Decimal(70 + place % 9) for place in range(24))


def measured(measure: Measure, planted: Decimal | int, clean: Decimal | int) -> Case:
    """Two books of one figure of one measure."""
    return Case(
        planted=book([fact(cell(5), planted, measure)]),
        clean=book([fact(cell(5), clean, measure)]),
        cells=(cell(5),),
    )


def in_period(planted: Cell, clean: Cell) -> Case:
    """Two books whose figure differs in its period alone."""
    return Case(book([fact(planted, 1)]), book([fact(clean, 1)]), (planted,))


def last_month(year: int, index: int) -> Cell:
    """A cell of the output in a month."""
    return Cell("output", "a", month(year, index))


CASES: Mapping[str, Case] = {
    "negative_month": swap({5: Decimal("-0.01")}, {5: 0}),
    "negative_ytd": measured(Measure.YTD, Decimal("-0.01"), 0),
    "negative_level": swap({5: -1}, {5: 0}, trait=BEDS, values=THINGS),
    "negative_ratio": swap({5: Decimal("-0.1")}, {5: 0}, trait=COVER, values=SHARES),
    "part_of_a_thing_in_the_month": swap(
        {5: Decimal("57.5")}, {5: Decimal("57.0")}, trait=COUNT, values=THINGS
    ),
    "part_of_a_thing_at_the_end": swap(
        {5: Decimal("57.5")}, {5: Decimal("57.0")}, trait=BEDS, values=THINGS
    ),
    "more_places_than_declared": swap({5: Decimal("120.215")}, {5: Decimal("120.210")}),
    "ratio_over_the_whole": swap({5: Decimal("100.1")}, {5: 100}, trait=COVER, values=SHARES),
    "level_above_its_bound": swap({5: 81}, {5: 80}, trait=LICENSED, values=THINGS),
    "level_below_its_bound": swap({5: 29}, {5: 30}, trait=LICENSED, values=THINGS),
    "share_filed_for_percent": swap(
        {5: Decimal("0.72")}, {5: Decimal("7.2")}, trait=COVER, values=SHARES
    ),
    "percent_taken_twice": swap(
        {5: 7200}, {5: 720}, trait=replace(COVER, upper=None), values=SHARES
    ),
    "growth_below_minus_hundred": measured(Measure.YOY, Decimal("-100.1"), -100),
    "growth_beyond_belief": measured(Measure.YOY, 501, 500),
    "period_not_begun": in_period(last_month(AS_OF.year, 2), last_month(AS_OF.year, 1)),
    "period_years_away": in_period(last_month(2032, 1), last_month(2022, 1)),
}

# A profit may fall below zero, and what is no ratio may stand above a hundred.
NEIGHBORS = {
    "negative_month": book(
        line([*STEADY[:5], Decimal(-5)], "profit"), traits=[Trait(key="profit", signed=True)]
    ),
    "ratio_over_the_whole": book(
        line(THINGS, "beds", measure=Measure.STOCK),
        traits=[Trait(key="beds", nature=Nature.LEVEL)],
    ),
    "part_of_a_thing_in_the_month": book(line(STEADY), traits=[OUTPUT]),
}
