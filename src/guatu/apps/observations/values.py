"""The figures of one unit, of all indicators at once, as known at any moment."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from guatu.apps.observations.levels import (
    Counted,
    counted,
    facts_of,
    levels_at,
    trees_of,
)
from guatu.apps.observations.models import Observation
from guatu.apps.units.models import Unit
from guatu.kernel.measuring import (
    Fact,
    Growth,
    Measure,
    Measured,
    MeasuredSeries,
    UnitTree,
    growth_at,
    series_of,
)

RELEASED = (Measure.SAME_YTD.value, Measure.YOY.value)


@dataclass(frozen=True, slots=True)
class Value:
    """The figure of one indicator at one unit: the newest usable one of the year, with its growth.

    `growth` is None where nothing of the year came with its same period (STAT-28).
    """

    key: str
    name: str
    name_en: str
    counted_in: str
    measured: Measured
    growth: Growth | None


def values_of(unit: Unit, *, as_of: date, known_by: datetime | None = None) -> list[Value]:
    """The values of `unit` in the year of `as_of`, of every indicator that is owed there.

    From the stored sums, in one query; all figures are read only of indicators whose sums cannot
    tell, and for an earlier state of knowledge than the newest.
    """
    known = counted()
    levels = levels_at([unit.pk], [one.pk for one in known], number=as_of.year)
    told = {
        one.pk: level.series(one.declared)
        for one in known
        if (level := levels.get((unit.pk, one.pk))) and level.tells(one.declared, known_by)
    }
    rest = [one for one in known if one.pk not in told]
    series = told | _from_all_figures(rest, unit, as_of=as_of, known_by=known_by)
    growths = _growths(known, unit, series, as_of=as_of, known_by=known_by)
    return [
        Value(
            one.declared.key,
            one.declared.name,
            one.declared.name_en,
            one.declared.unit,
            series[one.pk].until(as_of).measured,
            growths.get(one.pk),
        )
        for one in known
        if one.pk in series
    ]


def _from_all_figures(
    wanted: Collection[Counted], unit: Unit, *, as_of: date, known_by: datetime | None
) -> dict[int, MeasuredSeries]:
    """The series of these indicators as the reference makes them, in a few queries for all."""
    if not wanted:
        return {}
    facts = _by_indicator({part for one in wanted for part in one.parts}, as_of.year)
    keys = {one.pk: one.declared.key for one in counted()}
    trees = trees_of(wanted)
    found = {}
    for one in wanted:
        filers = trees[one.pk].filers_at(unit.key)
        if filers:
            found[one.pk] = series_of(
                [fact for part in one.parts for fact in facts[keys[part]]],
                indicator=one.declared,
                filers=filers,
                as_of=as_of,
                known_by=known_by,
            )
    return found


def _by_indicator(indicators: Collection[int], number: int) -> Mapping[str, list[Fact]]:
    """Every figure of these indicators in a year, by their key."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts_of(indicators, number=number):
        found[fact.indicator].append(fact)
    return found


def _growths(
    known: Collection[Counted],
    unit: Unit,
    series: Mapping[int, MeasuredSeries],
    *,
    as_of: date,
    known_by: datetime | None,
) -> dict[int, Growth]:
    """The growth of each indicator of which same periods were delivered in the year."""
    released = set(
        Observation.objects.filter(
            unit__path__startswith=unit.path,
            measure__in=RELEASED,
            period__startswith=str(as_of.year),
        )
        .order_by()
        .values_list("indicator", flat=True)
        .distinct()
    )
    wanted = [one for one in known if one.pk in released and one.pk in series]
    facts = _by_indicator([one.pk for one in wanted], as_of.year) if wanted else {}
    trees: Mapping[int, UnitTree] = trees_of(wanted) if wanted else {}
    found = {}
    for one in wanted:
        period = series[one.pk].until(as_of).measured.period
        if period is not None:
            found[one.pk] = growth_at(
                facts.get(one.declared.key, ()),
                indicator=one.declared,
                filers=trees[one.pk].filers_at(unit.key),
                period=period,
                known_by=known_by,
            )
    return found
