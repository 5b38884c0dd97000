"""The ledger of a target: all that its readings are made from, loaded once for many days."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db.models import Q

from guatu.apps.observations.models import Expectation, Observation
from guatu.apps.plans.models import Share, Target
from guatu.apps.plans.queries import indicators_by_key, pack_in_use, period_of, schedule_named
from guatu.apps.units.queries import dated_lives, lives_among
from guatu.kernel import catalog
from guatu.kernel.evaluation import Forecast, Past, Standing
from guatu.kernel.measuring import Fact, Life, Measured, series_of
from guatu.kernel.periods import Period
from guatu.platform.clock import end_of

Filers = defaultdict[tuple[str, int], list[str]]  # by the county's path and the indicator
Facts = defaultdict[tuple[str, int], list[Fact]]  # as above
Promises = dict[str, list[tuple[date, Decimal]]]  # by the unit: the last day and the amount


@dataclass
class Ledger:
    """All that a target's readings are made from, loaded once for many days."""

    target: Target
    declared: catalog.Indicator
    standing: Standing
    filers: Mapping[str, Life]
    facts: list[Fact] = field(default_factory=list)
    past: list[Fact] = field(default_factory=list)
    promises: Promises = field(default_factory=dict)
    forecasts: tuple[Forecast, ...] = ()
    before: tuple[int, Past] = (0, Past())
    light: catalog.Light | None = None
    filed_at: datetime | None = None
    seen: tuple[int, date] | None = None
    measured: Measured | None = None
    read: object = None
    fields: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def moments(self) -> list[datetime]:
        """When each fact became known, oldest first."""
        return [fact.known_at for fact in self.facts]

    @cached_property
    def by_unit(self) -> dict[str, list[Fact]]:
        """The facts of each unit, oldest first."""
        parts: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            parts[fact.unit].append(fact)
        return dict(parts)


def standing_of(target: Target, declared: catalog.Indicator) -> Standing:
    """What the kernel must know of a target to judge it."""
    preset = next(row for row in pack_in_use().lights if row.key == target.lights)
    period = period_of(target)
    return Standing(
        type=declared.type,
        relation=catalog.Relation(target.relation),
        goal=target.goal,
        stretch=target.stretch,
        baseline=target.baseline,
        period=period,
        schedule=schedule_named(target.schedule, period),
        preset=preset,
        frequency=declared.frequency,
        unit=declared.unit,
        decimals=declared.decimals,
    )


def ledgers_of(targets: Sequence[Target]) -> list[Ledger]:
    """The ledgers of `targets`, in five queries however many they are.

    Only the units of a target's own county feed it, whatever else the store holds.
    """
    declared = {target.pk: target.indicator.declared for target in targets}
    wanted = {target.pk: parts_of(declared[target.pk]) for target in targets}
    known = indicators_by_key(key for keys in wanted.values() for key in keys)
    shapes = {row.pk: row.declared for row in known.values()}
    counties = {target.document.county.path for target in targets}
    facts = facts_of(shapes, counties)
    filers = filers_of(shapes, counties)
    promises = promises_of(targets)
    dated = dated_lives()
    ledgers = []
    for target in targets:
        own_county = target.document.county.path
        ids = [(own_county, known[key].pk) for key in wanted[target.pk] if key in known]
        own = sorted((fact for key in ids for fact in facts[key]), key=lambda fact: fact.known_at)
        units = lives_among(dated, {unit for key in ids for unit in filers[key]})
        standing = standing_of(target, declared[target.pk])
        first = standing.period.year
        ledgers.append(
            Ledger(
                target,
                declared[target.pk],
                standing,
                units,
                [fact for fact in own if fact.period.year >= first],
                [fact for fact in own if fact.period.year < first],
                promises[target.pk],
            )
        )
    return ledgers


def promises_of(targets: Sequence[Target]) -> defaultdict[int, Promises]:
    """What the units undertake of each target by period, in one query."""
    rows = Share.objects.filter(target__in=targets, undertaken__isnull=False)
    found: defaultdict[int, Promises] = defaultdict(dict)
    days: dict[str, date] = {}
    for target, unit, period, amount in rows.order_by("pk").values_list(
        "target_id", "unit__key", "period", "undertaken"
    ):
        day = days.get(period) or days.setdefault(period, Period.parse(period).last_day)
        found[target].setdefault(unit, []).append((day, amount or Decimal(0)))
    return found


def parts_of(declared: catalog.Indicator) -> tuple[str, ...]:
    """The indicators that are filed for one: the parts of a ratio, and itself."""
    parts = (declared.key, declared.numerator, declared.denominator)
    return tuple(part for part in parts if part)


def filers_of(shapes: Mapping[int, catalog.Indicator], counties: Collection[str]) -> Filers:
    """The units of each county that owe each of these indicators, in one query."""
    filers: Filers = defaultdict(list)
    rows = (
        Expectation.objects.filter(in_any(counties), indicator__in=shapes)
        .values_list("unit__path", "indicator_id", "unit__key")
        .order_by("indicator_id", "unit__key")
        .distinct()
    )
    for path, indicator_id, key in rows:
        filers[county_of(path, counties), indicator_id].append(key)
    return filers


def facts_of(shapes: Mapping[int, catalog.Indicator], counties: Collection[str]) -> Facts:
    """Every figure filed of these indicators in each county, oldest first, in one query."""
    rows = (
        Observation.objects.filter(in_any(counties), indicator__in=shapes)
        .order_by("known_at", "pk")
        .values_list(
            "unit__path", "indicator_id", "unit__key", "period", "measure", "value", "known_at"
        )
    )
    facts: Facts = defaultdict(list)
    periods: dict[str, Period] = {}
    for path, indicator_id, unit, period, measure, value, known_at in rows:
        row = shapes[indicator_id]
        when = periods.setdefault(period, Period.parse(period))
        fact = Fact(row.key, unit, when, measure, value, known_at, row.family)
        facts[county_of(path, counties), indicator_id].append(fact)
    return facts


def in_any(counties: Collection[str]) -> Q:
    """The rows whose unit stands at or below one of these paths."""
    return reduce(or_, (Q(unit__path__startswith=path) for path in counties), Q(pk__in=[]))


def county_of(path: str, counties: Collection[str]) -> str:
    """The county that a unit stands in."""
    return next(county for county in counties if path.startswith(county))


def measure(ledger: Ledger, day: date) -> Measured:
    """The actual of a target as known on `day`; kept while nothing new is known."""
    known = bisect_right(ledger.moments, end_of(day))
    seen = (known, day.replace(day=1))
    if ledger.measured is None or seen != ledger.seen:
        ledger.seen = seen
        ledger.measured = series_of(
            ledger.facts[:known],
            indicator=ledger.declared,
            filers=ledger.filers,
            as_of=day,
            within=ledger.standing.period,
        ).measured
    return ledger.measured
