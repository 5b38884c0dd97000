"""What the checks look at: the figures of a county, and what they are held against."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from guatu.kernel.measuring import Fact, Measure, newest
from guatu.kernel.periods import Frequency, Period
from guatu.kernel.quality.traits import Cell, Line, Nature, Trait
from guatu.kernel.quality.usual import Compared, beside_last_year, beside_neighbors

FactKey = tuple[str, str, Period, str]
SeriesKey = tuple[str, str, str, Frequency]


def added_up(points: Iterable[tuple[Period, Decimal]]) -> dict[Period, Decimal]:
    """The sums since January of single months, each year up to its first gap."""
    sums: dict[Period, Decimal] = {}
    for period, value in points:
        before = Decimal(0) if period.index == 1 else sums.get(period.previous())
        if before is not None:
            sums[period] = before + value
    return sums


@dataclass(frozen=True)
class Book:
    """Everything that is filed, and what it is held against; `as_of` is the day of the check.

    `verified` are figures that somebody checked on the spot, `goals` the year's goal by
    (indicator, unit), `parts` the units that add up to a unit, `deadlines` by period.
    `owed` are the cells that somebody must file, every one of a series unless given; `archived`
    those of earlier years that an archive holds. Indicators without a trait are not looked at.
    """

    traits: Mapping[str, Trait]
    facts: tuple[Fact, ...]
    as_of: date
    verified: Mapping[Cell, Decimal] = field(default_factory=dict)
    goals: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    deadlines: Mapping[Period, datetime] = field(default_factory=dict)
    owed: frozenset[Cell] | None = None
    archived: frozenset[Cell] = frozenset()

    @cached_property
    def standing(self) -> Mapping[FactKey, Fact]:
        """The newest fact of every key."""
        return newest(fact for fact in self.facts if fact.indicator in self.traits)

    @cached_property
    def revisions(self) -> Mapping[FactKey, tuple[Fact, ...]]:
        """Every fact of every key, in the order in which they became known."""
        found: dict[FactKey, list[Fact]] = defaultdict(list)
        for fact in sorted(self.facts, key=lambda fact: fact.known_at):
            if fact.indicator in self.traits:
                found[fact.key].append(fact)
        return {key: tuple(facts) for key, facts in found.items()}

    @cached_property
    def series(self) -> Mapping[SeriesKey, Mapping[Period, Decimal]]:
        """The standing figures by indicator, unit, measure and frequency, the oldest first."""
        found: dict[SeriesKey, dict[Period, Decimal]] = defaultdict(dict)
        order = lambda fact: (fact.period.year, fact.period.index)  # noqa: E731 - said once
        for fact in sorted(self.standing.values(), key=order):
            key = (fact.indicator, fact.unit, fact.measure, fact.period.frequency)
            found[key][fact.period] = fact.value
        return found

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The monthly series of every unit by its own measure, totals of parts included."""
        return tuple(
            Line(self.traits[indicator], unit, tuple(points.items()))
            for (indicator, unit, measure, frequency), points in self.series.items()
            if frequency is Frequency.MONTH and measure == self.traits[indicator].measure
        )

    @cached_property
    def cumulated(self) -> Mapping[tuple[str, str], Mapping[Period, Decimal]]:
        """The sums since January by indicator and unit: as filed, else added up from the months.

        Months are added up to the first gap of their year; missing is not zero.
        """
        found = {
            (line.trait.key, line.unit): added_up(line.points)
            for line in self.lines
            if line.trait.nature is Nature.FLOW
        }
        for line in self.by_measure(Measure.YTD):
            found[line.trait.key, line.unit] = dict(line.points)
        return found

    def so_far(self, indicator: str, unit: str) -> Mapping[Period, Decimal]:
        """The sums since January of a flow, or the levels of a stock, by month."""
        levels = self.series.get((indicator, unit, Measure.STOCK, Frequency.MONTH), {})
        return self.cumulated.get((indicator, unit), levels)

    @cached_property
    def own_lines(self) -> tuple[Line, ...]:
        """The lines of the units that file for themselves."""
        return tuple(line for line in self.lines if line.unit not in self.parts)

    @cached_property
    def beside_neighbors(self) -> tuple[Compared, ...]:
        """Every amount and level of a filing unit beside what its neighbors in time show."""
        lines = (line for line in self.own_lines if line.trait.nature is not Nature.RATIO)
        return tuple(compared for line in lines for compared in beside_neighbors(line))

    @cached_property
    def beside_last_year(self) -> tuple[Compared, ...]:
        """Every amount of a filing unit beside last year's, grown as its other months."""
        lines = (line for line in self.own_lines if line.trait.nature is Nature.FLOW)
        return tuple(compared for line in lines for compared in beside_last_year(line))

    @cached_property
    def peers(self) -> Mapping[tuple[str, Period], Mapping[str, Decimal]]:
        """The figures of the filing units, by indicator and month."""
        found: dict[tuple[str, Period], dict[str, Decimal]] = defaultdict(dict)
        for line in self.own_lines:
            for period, value in line.points:
                found[line.trait.key, period][line.unit] = value
        return found

    def is_owed(self, cell: Cell) -> bool:
        """True when somebody must file the cell."""
        exempt = cell.period.index == 1 and not self.traits[cell.indicator].january
        return not exempt and (self.owed is None or cell in self.owed)

    def value(self, cell: Cell, measure: Measure | None = None) -> Decimal | None:
        """The standing figure of a cell, by the indicator's own measure unless told."""
        wanted = self.traits[cell.indicator].measure if measure is None else measure
        fact = self.standing.get((cell.indicator, cell.unit, cell.period, wanted))
        return None if fact is None else fact.value

    def by_measure(
        self, measure: Measure, frequency: Frequency = Frequency.MONTH
    ) -> Iterator[Line]:
        """The series of one measure and frequency."""
        for (indicator, unit, held, often), points in self.series.items():
            if held == measure and often is frequency:
                yield Line(self.traits[indicator], unit, tuple(points.items()))

    def by_nature(self, *natures: Nature) -> Iterator[Line]:
        """The monthly lines of some natures."""
        return (line for line in self.lines if line.trait.nature in natures)
