"""Small counties for the checks: steady figures of two years, into which one defect is put."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from guatu.kernel.catalog import Family
from guatu.kernel.measuring import Fact, Measure
from guatu.kernel.periods import Period, month
from guatu.kernel.quality import Book, Cell, Nature, Trait

AS_OF = date(2024, 1, 10)
FIRST_YEAR = 2022
OUTPUT = Trait(key="output", decimals=2)
COUNT = Trait(key="projects", whole=True, decimals=0)
BEDS = Trait(key="beds", nature=Nature.LEVEL, whole=True, decimals=0)
COVER = Trait(key="cover", nature=Nature.RATIO, upper=Decimal(100))
# Two years that rise, sway and never repeat; hundredths differ.
STEADY = tuple(
    Decimal(cents).scaleb(-2)
    for cents in (
        10137, 9742, 11018, 11563, 10879, 12021, 11314, 11706, 12395, 11947, 12812, 13406,
        11229, 10781, 12164, 12893, 11952, 13288, 12541, 12870, 13717, 13105, 14233, 14658,
    )
)  # fmt: skip
THINGS = tuple(Decimal(count) for count in (41, 37, 44, 52, 48, 57, 46, 53, 58, 49, 61, 63) * 2)


@dataclass(frozen=True, slots=True)
class Case:
    """A book with a planted defect at `cells`, and the nearest one without."""

    planted: Book
    clean: Book
    cells: tuple[Cell, ...]


def at(place: int) -> Period:
    """The month `place` after January 2022."""
    return month(FIRST_YEAR + place // 12, place % 12 + 1)


def cell(place: int, key: str = "output", unit: str = "a") -> Cell:
    """A cell of the cast."""
    return Cell(key, unit, at(place))


def filed_at(period: Period, *, days: int = 5) -> datetime:
    """Noon some days after the end of a period."""
    day = period.last_day + timedelta(days=days)
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def fact(
    where: Cell, value: Decimal | int, measure: Measure = Measure.MONTH, days: int = 5
) -> Fact:
    """One figure, known some days after its period."""
    return Fact(
        indicator=where.indicator,
        unit=where.unit,
        period=where.period,
        measure=measure,
        value=Decimal(value),
        known_at=filed_at(where.period, days=days),
        family=Family.DEPARTMENTAL,
    )


def line(
    values: Sequence[Decimal | int | None],
    key: str = "output",
    unit: str = "a",
    measure: Measure = Measure.MONTH,
) -> list[Fact]:
    """A series from January 2022 on; None is a month that nobody filed."""
    return [
        fact(cell(place, key, unit), value, measure)
        for place, value in enumerate(values)
        if value is not None
    ]


def cumulated(values: Sequence[Decimal | int], key: str = "output", unit: str = "a") -> list[Fact]:
    """The cumulated figures of a series, begun anew every January."""
    sums: list[Decimal] = []
    for place, value in enumerate(values):
        sums.append(value + (sums[-1] if place % 12 else Decimal(0)))
    return line(sums, key, unit, Measure.YTD)


def put(
    values: Sequence[Decimal | int | None], changes: Mapping[int, Decimal | int | None]
) -> list[Decimal | int | None]:
    """A series with some of its figures replaced."""
    return [changes.get(place, value) for place, value in enumerate(values)]


def times(values: Sequence[Decimal], factor: Decimal | int) -> list[Decimal]:
    """A series of the same shape and another size."""
    return [round(value * factor, 2) for value in values]


def book(*lines: Sequence[Fact], traits: Sequence[Trait] = (OUTPUT,), as_of: date = AS_OF) -> Book:
    """A book of some lines."""
    facts = tuple(each for facts in lines for each in facts)
    return Book(traits={trait.key: trait for trait in traits}, facts=facts, as_of=as_of)


def swap(
    planted: Mapping[int, Decimal | int | None],
    clean: Mapping[int, Decimal | int | None],
    *,
    values: Sequence[Decimal] = STEADY,
    trait: Trait = OUTPUT,
) -> Case:
    """Two books of one line that differ in a few figures; the planted ones are to be found."""
    return Case(
        planted=book(line(put(values, planted), trait.key, measure=trait.measure), traits=[trait]),
        clean=book(line(put(values, clean), trait.key, measure=trait.measure), traits=[trait]),
        cells=tuple(cell(place, trait.key) for place in planted),
    )
