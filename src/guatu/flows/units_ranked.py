"""争先进位: the places in a rank group on a day, what separates them, and where they will end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guatu.apps.plans.models import Indicator, Target
from guatu.apps.plans.queries import pack_in_use, targets_fed_by
from guatu.flows.ranked_figures import Column, Member, Stock, newest_of, periods_of, years_of
from guatu.flows.ranks_ahead import outlooks_of, paces_of
from guatu.kernel.catalog import RankGroup
from guatu.kernel.periods import Period, month, year
from guatu.kernel.ranking import (
    Chase,
    Outlook,
    Place,
    Ranking,
    RankScheme,
    TieBreak,
    chances_of_places,
    chases_of,
    ranking_by,
)

SEED = 2023


@dataclass(frozen=True, slots=True)
class Line:
    """One member: its place now and before, whom it chases, and the chance of each place.

    `place` is None while its figure is missing. `months` and `years` are its places in the
    periods of the table; None where it had no figure.
    """

    member: Member
    place: Place | None
    chase: Chase | None
    ahead: tuple[Member, ...]
    outlook: Outlook | None
    chances: tuple[Decimal, ...]
    expected: Decimal | None
    months: tuple[int | None, ...]
    years: tuple[int | None, ...]

    @property
    def over_years(self) -> tuple[int | None, ...]:
        """The places at the ends of years, and now."""
        return (*self.years, self.place.place if self.place else None)


@dataclass(frozen=True, slots=True)
class Source:
    """One published figure with the page that printed it."""

    member: Member
    period: str
    value: Decimal
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class Table:
    """The places by one indicator, best first, then those whose figure is missing.

    `period` is None while nobody has a figure. `goal` is the target that asks for a place.
    """

    group: RankGroup
    indicator: Indicator
    period: Period | None
    lines: tuple[Line, ...]
    months: tuple[Period, ...]
    years: tuple[int, ...]
    column: Column
    by_history: bool
    goal: Target | None = None
    tie_list: tuple[Indicator, ...] = ()

    @property
    def size(self) -> int:
        """How many are ranked, with those whose figure is missing."""
        return len(self.lines)

    @property
    def placed(self) -> tuple[Line, ...]:
        """Those that have a place."""
        return tuple(line for line in self.lines if line.place is not None)

    @property
    def missing(self) -> tuple[Member, ...]:
        """Those whose figure is missing, by name; the places are provisional until it comes."""
        return tuple(line.member for line in self.lines if line.place is None)

    @property
    def own(self) -> Line | None:
        """The county's own line; None among its towns."""
        return next((line for line in self.lines if line.member.is_own), None)

    @property
    def period_name(self) -> str:
        """The period of the places, as it is written; empty while there is none."""
        return str(self.period) if self.period else ""

    @property
    def month_names(self) -> tuple[str, ...]:
        """The periods of this year, as they are written."""
        return tuple(str(period) for period in self.months)

    @property
    def sources(self) -> list[Source]:
        """Where each published figure comes from, the newest first."""
        names = {line.member.key: line.member for line in self.lines}
        rows = sorted(self.column.published, key=lambda row: row.period, reverse=True)
        return [
            Source(names[row.peer], row.period, row.value, row.basis, row.source) for row in rows
        ]

    @property
    def is_over(self) -> bool:
        """Whether the year of the figures is over, so that nothing is left to foresee."""
        return self.period is not None and self.period.last_day >= year(self.period.year).last_day

    @property
    def is_simulated(self) -> bool:
        """Whether invented peers stand in the table."""
        return any(line.member.is_simulated for line in self.lines)


def groups_of(path: str) -> tuple[RankGroup, ...]:
    """The rank groups of the county at `path`; none for a county that the pack is not about."""
    pack = pack_in_use()
    return pack.rank_groups if path == f"/{pack.county}/" else ()


def ranked(
    path: str, group: RankGroup, *, day: date, only: str = "", foresees: bool = True
) -> list[Table]:
    """The tables of a group as known on `day`, one an indicator, or the one called `only`.

    Without `foresees` no end of the year is simulated, which takes the most time.
    """
    stock = Stock(path, day=day, groups=[group])
    wanted = [key for key in group.indicators if only in {"", key} and key in stock.indicators]
    goals = _goals(path, group, day)
    ties = {key: stock.column(group, key) for key in group.ties if key in stock.indicators}
    return [
        _table(stock.column(group, key), _Asked(group, ties, goals.get(key), foresees))
        for key in wanted
    ]


def _goals(path: str, group: RankGroup, day: date) -> dict[str, Target]:
    """The targets of the year that ask for a place, by the indicator that is ranked."""
    by_place = {place: key for key, place in group.places.items()}
    targets = targets_fed_by(by_place, path) if by_place else []
    own = [target for target in targets if target.period.startswith(str(day.year))]
    return {by_place[target.indicator.key]: target for target in own}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a table is asked for: its group, what parts ties, the goal, and whether to foresee."""

    group: RankGroup
    ties: Mapping[str, Column]
    goal: Target | None
    foresees: bool


def _table(column: Column, asked: _Asked) -> Table:
    """The table of one column."""
    period = newest_of(column.figures)
    if period is None:
        lines = tuple(_line(member) for member in column.members)
        return Table(asked.group, column.indicator, None, lines, (), (), column, by_history=False)
    race = _Race(column, asked)
    months, years = periods_of(column.figures, period), years_of(column.figures, period)
    outlooks, by_history = outlooks_of(column, period) if asked.foresees else ({}, False)
    return Table(
        group=asked.group,
        indicator=column.indicator,
        period=period,
        lines=tuple(_lines(race, period, outlooks)),
        months=months,
        years=years,
        column=column,
        by_history=by_history,
        goal=asked.goal,
        tie_list=tuple(tie.indicator for tie in race.ties.values()),
    )


def _lines(race: "_Race", period: Period, outlooks: Mapping[str, Outlook | None]) -> Iterator[Line]:
    """Those with a place, best first, then those whose figure is missing."""
    column, better = race.column, race.better
    ranking = race.at(period, before=race.at_the_end_of(period.year - 1))
    paces = paces_of(column, period)
    chases = {it.key: it for it in chases_of(ranking, paces=paces, higher_is_better=better)}
    chances = chances_of_places(outlooks, higher_is_better=better, seed=SEED)
    by_month = [_places(race.at(it)) for it in periods_of(column.figures, period)]
    by_year = [race.at_the_end_of(number) for number in years_of(column.figures, period)]
    members = {member.key: member for member in column.members}
    for key in (*(place.key for place in ranking.places), *ranking.missing):
        chase = chases.get(key)
        yield Line(
            member=members[key],
            place=ranking.of(key),
            chase=chase,
            ahead=tuple(members[one] for one in chase.ahead) if chase else (),
            outlook=outlooks.get(key),
            chances=chances.by_peer.get(key, ()),
            expected=chances.expected.get(key),
            months=tuple(places.get(key) for places in by_month),
            years=tuple(places.get(key) for places in by_year),
        )


def _line(member: Member) -> Line:
    """The line of a member of whom nothing is known."""
    return Line(member, None, None, (), None, (), None, (), ())


class _Race:
    """One column as its group ranks it, at any of its periods."""

    def __init__(self, column: Column, asked: _Asked) -> None:
        own = column.indicator.key
        self.column = column
        self.better = column.indicator.declared.rising_is_good
        self.ties = {key: tie for key, tie in asked.ties.items() if key != own}
        self.scheme = RankScheme(
            indicator=own,
            peers=tuple(member.key for member in column.members),
            higher_is_better=self.better,
            method=asked.group.method.value,
            ties=tuple(
                TieBreak(key, higher_is_better=tie.indicator.declared.rising_is_good)
                for key, tie in self.ties.items()
            ),
        )

    def at(self, *periods: Period, before: Mapping[str, int] | None = None) -> Ranking:
        """The places at the end of a period, or at that of the first of several with a figure.

        Ties are parted by what the tie list shows of the same period.
        """
        columns = {self.scheme.indicator: self.column, **self.ties}
        figures = {
            key: {
                member: next((held[it] for it in periods if it in held), None)
                for member, held in column.figures.items()
            }
            for key, column in columns.items()
        }
        return ranking_by(self.scheme, figures, last_year=before)

    def at_the_end_of(self, number: int) -> dict[str, int]:
        """The places when a year ended, by December's figures or those of the whole year."""
        return _places(self.at(month(number, 12), year(number)))


def _places(ranking: Ranking) -> dict[str, int]:
    """The place of each that has one."""
    return {place.key: place.place for place in ranking.places}
