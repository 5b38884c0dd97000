"""Planted and clean cases of the checks of the shape of figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tests.kernel.quality.cast import (
    STEADY,
    Case,
    book,
    cell,
    cumulated,
    fact,
    line,
    put,
    swap,
    times,
)

from guatu.kernel.measuring import Fact, Measure
from guatu.kernel.quality import Book, Trait

UNITS = tuple("abcdefgh")
CENT = Decimal("0.01")
DECEMBER = cell(23)


def stretch(values: Sequence[Decimal | int], start: int) -> dict[int, Decimal | int]:
    """Figures put in from a month on."""
    return {start + place: value for place, value in enumerate(values)}


def heap(step: int, others: int) -> Case:
    """Twenty-four figures on a step, and nearly as many."""
    on = [Decimal(1000 + step * (7 * place + 1)) for place in range(24)]
    off = put(on, {place: on[place] + 1 for place in range(others)})
    return Case(book(line(on)), book(line(off)), tuple(cell(place) for place in range(24)))


def ends_in(digit: int, count: int) -> list[Fact]:
    """Four lines of a unit of which some figures end in one digit, the others in turn."""
    facts = []
    for number in range(4):
        values = []
        for place in range(24):
            turn = number * 24 + place
            last = digit if turn < count else turn % 10
            values.append(Decimal(1000 + 37 * turn) // 1 + Decimal(last).scaleb(-2))
        facts += line(values, f"line{number}")
    return facts


def last_digits() -> Case:
    """A third of the figures end in 7, and fewer."""
    traits = [Trait(key=f"line{number}") for number in range(4)]
    return Case(
        book(ends_in(7, 30), traits=traits),
        book(ends_in(7, 15), traits=traits),
        (cell(0, "line0"),),
    )


def in_many(measure: Measure, count: int) -> list[Fact]:
    """Eight units of which some file the same."""
    return [
        fact(cell(5, unit=unit), Decimal(120) if place < count else Decimal(130 + place), measure)
        for place, unit in enumerate(UNITS)
    ]


def many(measure: Measure) -> Case:
    """Five units with one figure, and four."""
    cells = tuple(cell(5, unit=unit) for unit in UNITS[:5])
    return Case(book(in_many(measure, 5)), book(in_many(measure, 4)), cells)


def aimed(ytd: Decimal) -> Book:
    """A year that ends at some figure, with a goal of 1000."""
    return replace(book([fact(DECEMBER, ytd, Measure.YTD)]), goals={("output", "a"): Decimal(1000)})


def goal(planted: Decimal, clean: Decimal) -> Case:
    """Two ends of a year."""
    return Case(aimed(planted), aimed(clean), (DECEMBER,))


def bunch(count: int) -> Book:
    """Eight units of which some end just above their goal of 1000."""
    facts = [
        fact(cell(23, unit=unit), 1009 if place < count else 900 + 40 * place, Measure.YTD)
        for place, unit in enumerate(UNITS)
    ]
    return replace(book(facts), goals={("output", unit): Decimal(1000) for unit in UNITS})


def proportional(changes: Mapping[int, Decimal | int]) -> Book:
    """Sales that are three times the output, but for some months."""
    traits = [Trait(key="output"), Trait(key="sales")]
    sales = put([value * 3 for value in STEADY], changes)
    return book(line(put(STEADY, {})), line(sales, "sales"), traits=traits)


def repeated(count: int) -> list[Fact]:
    """Two years of which the second repeats some months of the first."""
    return line(put(STEADY, {12 + place: STEADY[place] for place in range(count)}))


def tails(count: int) -> dict[int, Decimal | int]:
    """The newest figures with one and the same tail."""
    return {24 - place: STEADY[24 - place] // 1 + Decimal("0.37") for place in range(1, count + 1)}


STEP = Decimal("3.25")
LINE = [110 + STEP * place for place in range(6)]
GROWTH = [Decimal(100), Decimal(110), Decimal(121), Decimal("133.1"), Decimal("146.41")]
BIG = times(STEADY, 1)
CASES: Mapping[str, Case] = {
    "flat": swap(stretch([120] * 4, 4), stretch([120] * 3, 4)),
    "straight_line": swap(stretch(LINE, 4), stretch(LINE[:5], 4)),
    "even_growth": swap(stretch(GROWTH, 4), stretch(GROWTH[:4], 4)),
    "heaped_on_tens": heap(10, 5),
    "heaped_on_fives": heap(5, 5),
    "one_last_digit": last_digits(),
    "same_in_many_units": many(Measure.MONTH),
    "same_growth_in_many_units": many(Measure.YOY),
    "just_above_the_goal": goal(Decimal(1002), Decimal(1002) + CENT),
    "on_the_very_goal": goal(Decimal(1000), Decimal(1000) + CENT),
    "bunched_at_the_goal": Case(bunch(5), bunch(4), (cell(23, unit="a"),)),
    "one_ratio_for_months": Case(
        proportional({}), proportional({20: 500}), (cell(23), cell(23, "sales"))
    ),
    "last_year_repeated": Case(
        book(repeated(6)), book(repeated(5)), tuple(cell(12 + place) for place in range(6))
    ),
    "same_decimals": swap(tails(8), tails(7)),
}
NEIGHBORS = {
    "flat": book(line([2] * 24, "projects"), traits=[Trait(key="projects", whole=True)]),
    "heaped_on_tens": book(line([10 * place for place in range(1, 10)])),
    "just_above_the_goal": book(cumulated(STEADY)),
}
