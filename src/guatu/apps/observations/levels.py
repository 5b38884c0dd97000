"""The figures of every level, from the stored running sums: one place, one query for many."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection

from guatu.apps.observations.models import Expectation, Observation
from guatu.apps.plans.models import Indicator
from guatu.apps.units.models import Unit
from guatu.kernel import catalog
from guatu.kernel.measuring import (
    Fact,
    Growth,
    MeasuredSeries,
    Sums,
    Turn,
    UnitTree,
    adds_up,
    growth_at,
    is_steady,
    series_from,
    series_of,
)
from guatu.kernel.periods import Period, year
from guatu.kernel.ranking import Ranking, ranking_of
from guatu.platform.exact import exact

COLUMNS = (
    "unit_id, indicator_id, day, period, top, bottom, pairs, bare, bares,"
    " filed, unsteady, due, known_at"
)
Place = tuple[int, int]  # the primary keys of a unit and of an indicator


@dataclass(frozen=True, slots=True)
class Counted:
    """An indicator as stored, with the keys of the indicators that are filed for it."""

    pk: int
    declared: catalog.Indicator
    parts: tuple[int, ...]


@dataclass(slots=True)
class Level:
    """The turns of one indicator at one unit, and who owed it on each of their days."""

    turns: dict[date, Turn] = field(default_factory=dict)
    due: dict[date, int] = field(default_factory=dict)

    def tells(self, indicator: catalog.Indicator, known_by: datetime | None = None) -> bool:
        """Whether the turns say all of the series as known by a moment; now unless given."""
        if known_by is not None and any(
            turn.known_at is not None and turn.known_at > known_by for turn in self.turns.values()
        ):
            return False
        return adds_up(indicator) and is_steady(self.turns)

    def series(self, indicator: catalog.Indicator) -> MeasuredSeries:
        """The series that the turns add up to."""
        return series_from(
            self.turns, indicator=indicator, expected=self.due, filers=max(self.due.values())
        )


@lru_cache(maxsize=4096)
def period_named(text: str) -> Period:
    """The stored period `text`."""
    return Period.parse(text)


@lru_cache(maxsize=1)
def _counted(stamp: tuple[int, int, int]) -> tuple[Counted, ...]:  # noqa: ARG001 - the memory's key
    """Every indicator of the store, read anew when the catalog has another `stamp`."""
    rows = list(Indicator.objects.order_by("pk"))
    ids = {row.key: row.pk for row in rows}
    found = []
    for row in rows:
        declared = row.declared
        keys = (declared.key, declared.numerator, declared.denominator)
        parts = tuple(ids[key] for key in keys if key and key in ids)
        found.append(Counted(row.pk, declared, parts))
    return tuple(found)


def counted() -> tuple[Counted, ...]:
    """Every indicator of the store with its parts, kept while the catalog stays as it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*), COALESCE(MAX(id), 0),"
            " COALESCE(SUM(LENGTH(CAST(definition AS TEXT))), 0) FROM plans_indicator"
        )
        count, last, length = cursor.fetchone()
    return _counted((count, last, length))


def forget_catalog() -> None:
    """Read the catalog anew: indicators were declared otherwise, as long in letters as before."""
    _counted.cache_clear()


def fed_by(indicators: Collection[int]) -> list[Counted]:
    """The indicators that change with any of these: themselves, and the ratios they are part of."""
    return [one for one in counted() if not set(indicators).isdisjoint(one.parts)]


def facts_from(
    rows: Iterable[Sequence[Any]], shapes: Mapping[int, catalog.Indicator]
) -> Iterator[tuple[int, Fact]]:
    """Facts from rows of (filing, indicator, unit key, period, measure, value, moment).

    Each comes with its filing; whatever family was stored, it is that of the indicator.
    """
    for filing, indicator, unit, period, measure, value, moment in rows:
        shape = shapes[indicator]
        known_at = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        when = period_named(period)
        fact = Fact(shape.key, unit, when, measure, exact(value), known_at, shape.family)
        yield filing, fact


def facts_of(
    indicators: Collection[int], *, number: int, period: Period | None = None
) -> list[Fact]:
    """Every figure of these indicators for a year or one `period`, in the order of their coming."""
    chosen = {"period__startswith": str(number)} if period is None else {"period": str(period)}
    rows = (
        Observation.objects.filter(indicator__in=indicators, **chosen)
        .order_by("known_at", "pk")
        .values_list("filing", "indicator", "unit__key", "period", "measure", "value", "known_at")
    )
    shapes = {one.pk: one.declared for one in counted()}
    return [fact for _, fact in facts_from(rows, shapes)]


def tree_of(one: Counted) -> UnitTree:
    """All units by parent, their lives, and those that owe the indicator or a part of it."""
    return trees_of([one])[one.pk]


def trees_of(wanted: Collection[Counted]) -> dict[int, UnitTree]:
    """The tree of each indicator, in two queries for all."""
    children: defaultdict[str, list[str]] = defaultdict(list)
    lives = {}
    for unit in Unit.objects.select_related("successor", "parent"):
        if unit.parent:
            children[unit.parent.key].append(unit.key)
        if unit.opened_on or unit.closed_on:
            lives[unit.key] = unit.life
    parts = {part for one in wanted for part in one.parts}
    owing = Expectation.objects.filter(indicator__in=parts).order_by()
    filers: defaultdict[int, set[str]] = defaultdict(set)
    for indicator, key in owing.values_list("indicator", "unit__key").distinct():
        filers[indicator].add(key)
    return {
        one.pk: UnitTree(
            children, frozenset(key for part in one.parts for key in filers[part]), lives
        )
        for one in wanted
    }


def levels_at(
    units: Collection[int], indicators: Collection[int], *, number: int
) -> dict[Place, Level]:
    """The levels of these units and indicators in a year, in one query."""
    if not units or not indicators:
        return {}
    where = (
        f"unit_id IN ({_marks(units)}) AND indicator_id IN ({_marks(indicators)})"
        " AND day BETWEEN %s AND %s"
    )
    window = year(number)
    return rows_where(where, [*units, *indicators, window.first_day, window.last_day])


def _marks(values: Collection[int]) -> str:
    """The place holders of a list."""
    return ", ".join(["%s"] * len(values))


def rows_where(where: str, parameters: Sequence[int | date]) -> dict[Place, Level]:
    """The stored turns that a condition of our own chooses, by unit and indicator."""
    found: defaultdict[Place, Level] = defaultdict(Level)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM observations_turn WHERE {where}", parameters)  # noqa: S608 - no text of a person is in it
        for row in cursor.fetchall():
            unit, indicator, day, *turn, due, moment = row
            level = found[unit, indicator]
            level.turns[day] = _turn(turn, moment)
            level.due[day] = due
    return dict(found)


def _turn(row: Sequence[Any], moment: datetime | None) -> Turn:
    """A turn as stored."""
    period, top, bottom, pairs, bare, bares, filed, unsteady = row
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return Turn(
        Sums(exact(top), exact(bottom), pairs, exact(bare), bares),
        filed,
        unsteady,
        period_named(period) if period else None,
        moment,
    )


def series_at(
    unit: Unit, one: Counted, *, as_of: date, known_by: datetime | None = None
) -> MeasuredSeries:
    """The series of an indicator at one unit in the year of `as_of`.

    From the stored sums; from all figures where they cannot tell, or where more was known later
    than is asked for.
    """
    level = levels_at([unit.pk], [one.pk], number=as_of.year).get((unit.pk, one.pk))
    if level is not None and level.tells(one.declared, known_by):
        return level.series(one.declared).until(as_of)
    return series_of(
        facts_of(one.parts, number=as_of.year),
        indicator=one.declared,
        filers=tree_of(one).filers_at(unit.key),
        as_of=as_of,
        known_by=known_by,
    )


def growth_of_level(
    unit: Unit, one: Counted, *, period: Period, known_by: datetime | None = None
) -> Growth:
    """The growth of the year to date of an indicator at one unit, from one release (STAT-28)."""
    return growth_at(
        facts_of([one.pk], number=period.year, period=period),
        indicator=one.declared,
        filers=tree_of(one).filers_at(unit.key),
        period=period,
        known_by=known_by,
    )


def siblings_ranked(parent: Unit, one: Counted, *, as_of: date) -> Ranking:
    """The places of the units right below `parent` by their newest usable figure of the year."""
    below = list(Unit.objects.filter(parent=parent).order_by("path"))
    series = {unit.key: series_at(unit, one, as_of=as_of) for unit in below}
    values = {key: own.measured.actual for key, own in series.items()}
    return ranking_of(values, higher_is_better=one.declared.rising_is_good)
