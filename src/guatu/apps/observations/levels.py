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
    Same,
    Sums,
    Turn,
    UnitTree,
    adds_up,
    growth_from,
    series_from,
    series_of,
)
from guatu.kernel.periods import Period, year
from guatu.kernel.ranking import Ranking, ranking_of
from guatu.platform.exact import exact

COLUMNS = (
    "unit_id, indicator_id, day, period, top, bottom, pairs, bare, bares,"
    " ytd, same_ytd, growing, filed, due, known_at"
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

    def series(self, indicator: catalog.Indicator) -> MeasuredSeries:
        """The series that the turns add up to."""
        return series_from(
            self.turns, indicator=indicator, expected=self.due, filers=max(self.due.values())
        )

    def growth(self, day: date) -> Growth:
        """The growth of the year to date that ends on `day`."""
        return growth_from(self.turns.get(day, Turn()), expected=self.due.get(day, 0))


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


def facts_of(indicators: Collection[int], *, number: int) -> list[Fact]:
    """Every figure of these indicators for periods of a year, in the order in which they came."""
    rows = (
        Observation.objects.filter(indicator__in=indicators, period__startswith=str(number))
        .order_by("known_at", "pk")
        .values_list("filing", "indicator", "unit__key", "period", "measure", "value", "known_at")
    )
    shapes = {one.pk: one.declared for one in counted()}
    return [fact for _, fact in facts_from(rows, shapes)]


def tree_of(one: Counted) -> UnitTree:
    """All units by parent, their lives, and those that owe the indicator or a part of it."""
    units = list(Unit.objects.select_related("successor", "parent"))
    children: defaultdict[str, list[str]] = defaultdict(list)
    for unit in units:
        if unit.parent:
            children[unit.parent.key].append(unit.key)
    owing = Expectation.objects.filter(indicator__in=one.parts).order_by()
    filers = owing.values_list("unit__key", flat=True).distinct()
    lives = {unit.key: unit.life for unit in units if unit.opened_on or unit.closed_on}
    return UnitTree(children, filers=frozenset(filers), lives=lives)


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
    period, top, bottom, pairs, bare, bares, ytd, same_ytd, growing, filed = row
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return Turn(
        Sums(exact(top), exact(bottom), pairs, exact(bare), bares),
        Same(exact(ytd), exact(same_ytd), growing),
        filed,
        period_named(period) if period else None,
        moment,
    )


def series_at(
    unit: Unit, one: Counted, *, as_of: date, known_by: datetime | None = None
) -> MeasuredSeries:
    """The series of an indicator at one unit in the year of `as_of`.

    From the stored sums; from all figures where the rule does not add up, or where an earlier
    state of knowledge is asked for.
    """
    if known_by is None and adds_up(one.declared):
        level = levels_at([unit.pk], [one.pk], number=as_of.year).get((unit.pk, one.pk))
        if level is not None:
            return level.series(one.declared).until(as_of)
    return series_of(
        facts_of(one.parts, number=as_of.year),
        indicator=one.declared,
        filers=tree_of(one).filers_at(unit.key),
        as_of=as_of,
        known_by=known_by,
    )


def siblings_ranked(parent: Unit, one: Counted, *, as_of: date) -> Ranking:
    """The places of the units right below `parent` by their newest usable figure of the year."""
    below: Mapping[str, int] = dict(
        Unit.objects.filter(parent=parent).order_by("path").values_list("key", "pk")
    )
    levels = levels_at(list(below.values()), [one.pk], number=as_of.year)
    values = {}
    for key, pk in below.items():
        level = levels.get((pk, one.pk))
        series = level.series(one.declared).until(as_of) if level else None
        values[key] = series.measured.actual if series else None
    return ranking_of(values, higher_is_better=one.declared.rising_is_good)
