"""Planted and clean cases of the checks of months, cumulated figures and longer periods."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tests.kernel.quality.cast import (
    OUTPUT,
    STEADY,
    Case,
    at,
    book,
    cell,
    cumulated,
    fact,
    line,
    put,
)

from guatu.kernel.measuring import Fact, Measure
from guatu.kernel.periods import Period, half, jan_feb, quarter, year
from guatu.kernel.quality import Cell

INDUSTRY = replace(OUTPUT, january=False)
CENT = Decimal("0.01")


def both(
    changes: Mapping[int, Decimal], *, ytd_changes: Mapping[int, Decimal] | None = None
) -> list[Fact]:
    """The months with some replaced, and the cumulated figures with others replaced."""
    kept = {each.period: each for each in cumulated(STEADY)}
    for place, value in (ytd_changes or {}).items():
        kept[at(place)] = fact(cell(place), value, Measure.YTD)
    return [*line(put(STEADY, changes)), *kept.values()]


def ytd(place: int) -> Decimal:
    """The right cumulated figure of a month."""
    return next(each.value for each in cumulated(STEADY) if each.period == at(place))


def filed(planted: Sequence[Fact], clean: Sequence[Fact], *cells: Cell) -> Case:
    """Two books of output."""
    return Case(book(planted), book(clean), cells)


def series(measure: Measure, planted: Sequence[int], clean: Sequence[int], place: int) -> Case:
    """Two short series of one measure."""
    return filed(line(planted, measure=measure), line(clean, measure=measure), cell(place))


def longer(period: Period) -> Case:
    """A longer period that is a cent off the sum of its months."""
    months = [each for each in line(STEADY) if period.contains(each.period)]
    total = sum((each.value for each in months), Decimal(0))
    where = Cell("output", "a", period)
    return filed([*months, fact(where, total + CENT)], [*months, fact(where, total)], where)


def joint(january: Decimal, february: Decimal, together: Decimal) -> list[Fact]:
    """January, February and both together."""
    return [
        *line([january, february]),
        fact(Cell("output", "a", jan_feb(2022)), together),
    ]


def release(base: Decimal, growth: Decimal) -> list[Fact]:
    """What a release prints of June 2023: level, base and growth."""
    return [
        fact(cell(17), 110, Measure.YTD),
        fact(cell(17), base, Measure.SAME_YTD),
        fact(cell(17), growth, Measure.YOY),
    ]


def based(base: Decimal) -> list[Fact]:
    """A base beside what was filed a year ago."""
    return [fact(cell(5), 100, Measure.YTD), fact(cell(17), base, Measure.SAME_YTD)]


def january_of(trait_value: int | None) -> list[Fact]:
    """A year from February on, with or without January."""
    return line([trait_value, 5, 6])


JANUARY = cell(12)
CASES: Mapping[str, Case] = {
    "ytd_falls": series(Measure.YTD, [10, 20, 19], [10, 20, 20], 2),
    "base_falls": series(Measure.SAME_YTD, [10, 20, 19], [10, 20, 20], 2),
    "ytd_unlike_months": filed(both({}, ytd_changes={5: ytd(5) + CENT}), both({}), cell(5)),
    "ytd_in_the_month": filed(both({5: ytd(5)}), both({5: ytd(5) - CENT}), cell(5)),
    "month_in_the_ytd": filed(
        both({}, ytd_changes={5: STEADY[5]}), both({}, ytd_changes={5: STEADY[5] + CENT}), cell(5)
    ),
    "january_ytd_differs": filed(both({}, ytd_changes={12: STEADY[12] + CENT}), both({}), JANUARY),
    "january_and_february_differ": filed(
        joint(Decimal(40), Decimal(50), Decimal(90) + CENT),
        joint(Decimal(40), Decimal(50), Decimal(90)),
        Cell("output", "a", jan_feb(2022)),
    ),
    "january_and_february_halved": filed(
        joint(Decimal(45), Decimal(45), Decimal(90)),
        joint(Decimal(45) - CENT, Decimal(45) + CENT, Decimal(90)),
        cell(0),
        cell(1),
    ),
    "january_not_reported": Case(
        book(january_of(4), traits=[INDUSTRY]),
        book(january_of(None), traits=[INDUSTRY]),
        (cell(0),),
    ),
    "growth_unlike_its_base": filed(
        release(Decimal(100), Decimal("10.6")), release(Decimal(100), Decimal("10.5")), cell(17)
    ),
    "base_unlike_last_year": filed(based(Decimal(131)), based(Decimal(130)), cell(17)),
    "ytd_not_begun_anew": filed(
        both({}, ytd_changes={12: ytd(11) + STEADY[12]}), both({}), JANUARY
    ),
    "quarter_unlike_months": longer(quarter(2023, 2)),
    "half_unlike_months": longer(half(2023, 1)),
    "year_unlike_months": longer(year(2023)),
}
NEIGHBORS = {
    "january_not_reported": book(january_of(4)),
    "quarter_unlike_months": book(
        [*line(STEADY[:2]), fact(Cell("output", "a", quarter(2022, 1)), 1)]
    ),
    "growth_unlike_its_base": book([fact(cell(17), Decimal("99"), Measure.YOY)]),
}
