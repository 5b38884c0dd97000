"""What is ranked: the figures of every member of a rank group, by period, as known on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from guatu.apps.boards.ledgers import facts_of, filers_of, parts_of, standing_of
from guatu.apps.observations.queries import KnownOfPeer, peer_figures
from guatu.apps.plans.models import Indicator, Target
from guatu.apps.plans.queries import (
    indicators_by_key,
    pack_in_use,
    period_of,
    shares_of,
    targets_fed_by,
)
from guatu.apps.units.models import Unit
from guatu.apps.units.queries import units_below
from guatu.kernel.catalog import REPORTER_CLASSES, RankGroup, RankMeasure, RollUp
from guatu.kernel.evaluation import Forecast, Standing, evaluate
from guatu.kernel.measuring import Fact, Measured, newest, quorum, series_of
from guatu.kernel.periods import Frequency, Period, year
from guatu.platform.clock import end_of

HUNDRED = Decimal(100)
Figures = Mapping[str, Mapping[Period, Decimal]]  # by member


@dataclass(frozen=True, slots=True)
class Member:
    """One of those who are ranked; `is_own` is the county itself."""

    key: str
    name: str
    name_en: str
    is_own: bool = False
    is_simulated: bool = False
    owed: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """The figures of one indicator for the members of a group, in the unit that is ranked.

    `figures` holds for each member what is known by period, years before included; `forecasts`
    where its year ends, by its schedule; `published` the rows that have a source.
    """

    indicator: Indicator
    members: tuple[Member, ...]
    figures: Figures
    forecasts: Mapping[str, Forecast] = field(default_factory=dict)
    published: tuple[KnownOfPeer, ...] = ()
    target: Target | None = None


class Stock:
    """All figures that the groups of a county rank by, loaded once, in a few queries."""

    def __init__(self, path: str, *, day: date, groups: Iterable[RankGroup]) -> None:
        keys = {key for group in groups for key in (*group.indicators, *group.ties)}
        self.path, self.day = path, day
        self.units = units_below(path)
        wanted = indicators_by_key(keys)
        parts = {key: parts_of(row.declared) for key, row in wanted.items()}
        self.indicators = wanted | indicators_by_key({k for own in parts.values() for k in own})
        shapes = {row.pk: row.declared for row in self.indicators.values()}
        self.facts = facts_of(shapes, [path])
        self.filers = filers_of(shapes, [path])
        self.targets = _of_year(targets_fed_by(keys, path), day.year)
        self.owed = _owed(self.targets.values())
        self._known: dict[str, list[Fact]] = {}
        self.of_peers: defaultdict[tuple[str, str], list[KnownOfPeer]] = defaultdict(list)
        for row in peer_figures(path, as_of=day):
            self.of_peers[row.indicator, row.measure].append(row)

    def column(self, group: RankGroup, key: str) -> Column:
        """The figures of one indicator for the members of a group."""
        indicator, target = self.indicators[key], self.targets.get(key)
        rows = self.of_peers[key, group.measure.value]
        members = self._members(group, key)
        figures: dict[str, dict[Period, Decimal]] = {member.key: {} for member in members}
        for row in rows:
            if row.peer in figures:
                figures[row.peer][Period.parse(row.period)] = row.value
        forecasts = {}
        for member in members:
            if group.peers and not member.is_own:
                continue
            own = self._measured(member, key, target)
            owed = member.owed if group.measure is RankMeasure.COMPLETION else None
            past = self._past(key, member, target)
            figures[member.key] |= {it: _part(v, owed) for it, v in own.by_month.items()}
            figures[member.key] = past | figures[member.key]
            if (found := self._forecast(own, member, target)) is not None:
                forecasts[member.key] = replace(
                    found,
                    low=_part(found.low, owed),
                    mid=_part(found.mid, owed),
                    high=_part(found.high, owed),
                )
        return Column(
            indicator,
            members,
            figures,
            forecasts,
            tuple(row for row in rows if row.source and row.peer in figures),
            target,
        )

    def _members(self, group: RankGroup, key: str) -> tuple[Member, ...]:
        """Who is ranked: the peers with the county, or the units that file the indicator."""
        if group.peers:
            pack = pack_in_use()
            rows = pack.peers_of(group.peers) if self.path == f"/{pack.county}/" else ()
            goal = self.targets[key].goal if key in self.targets else None
            return tuple(
                Member(row.key, row.name, row.name_en, row.key == pack.county, row.simulated, goal)
                for row in rows
            )
        kinds = {kind for name in group.units for kind in REPORTER_CLASSES.get(name, ())}
        filing = set(self._filers(key))
        found = []
        for unit in self.units:
            if unit.key in filing and (unit.key in group.units or unit.kind in kinds):
                owed = self._owed_by(key, unit)
                if owed or group.measure is RankMeasure.VALUE:
                    found.append(Member(unit.key, unit.name, unit.name_en, owed=owed))
        return tuple(found)

    def _owed_by(self, key: str, unit: Unit) -> Decimal | None:
        """What a unit owes of an indicator's target: its share, or the goal of a norm."""
        target = self.targets.get(key)
        if target is None:
            return None
        return target.goal if target.each else self.owed.get((target.pk, unit.pk))

    def _filers(self, key: str) -> tuple[str, ...]:
        """The units that file an indicator or its parts."""
        declared = self.indicators[key].declared
        found = [self.filers[self.path, self.indicators[part].pk] for part in parts_of(declared)]
        return tuple(sorted({unit for units in found for unit in units}))

    def _measured(self, member: Member, key: str, target: Target | None) -> Measured:
        """What is known of a unit, or of the county from all its filers."""
        facts = self._known_of(key)
        return series_of(
            facts if member.is_own else [fact for fact in facts if fact.unit == member.key],
            indicator=self.indicators[key].declared,
            filers=self._filers(key) if member.is_own else (member.key,),
            as_of=self.day,
            within=year(self.day.year) if target is None else self._standing(target).period,
        ).measured

    def _past(self, key: str, member: Member, target: Target | None) -> dict[Period, Decimal]:
        """What the archives hold of the county's own years before, cumulated where it is a flow."""
        if not member.is_own or target is None:
            return {}
        first = self._standing(target).period.year
        facts = [it for it in self._known_of(key) if it.period.year < first]
        months: dict[Period, Decimal] = {}
        for fact in newest(facts).values():
            if fact.indicator == key and fact.period.frequency is Frequency.MONTH:
                months[fact.period] = months.get(fact.period, Decimal(0)) + fact.value
        if target.indicator.declared.over_time is RollUp.SUM:
            return _added_up(months)
        return months

    def _known_of(self, key: str) -> list[Fact]:
        """What was known of an indicator and its parts by the end of the day, oldest first."""
        if key not in self._known:
            parts = parts_of(self.indicators[key].declared)
            ids = [self.indicators[part].pk for part in parts]
            own = [fact for at in ids for fact in self.facts[self.path, at]]
            until = end_of(self.day)
            known = [fact for fact in own if fact.known_at <= until]
            self._known[key] = sorted(known, key=lambda fact: fact.known_at)
        return self._known[key]

    def _standing(self, target: Target) -> Standing:
        """The target as its figures are judged."""
        return standing_of(target, target.indicator.declared)

    def _forecast(self, own: Measured, member: Member, target: Target | None) -> Forecast | None:
        """Where the year of a member ends by the schedule of the target (TGT-13)."""
        if target is None or not member.owed:
            return None
        standing = replace(self._standing(target), goal=member.owed, stretch=None)
        if not member.is_own:
            standing = replace(standing, baseline=None)
        return evaluate(standing, own, as_of=self.day).forecast


def _of_year(targets: Iterable[Target], number: int) -> dict[str, Target]:
    """The target of each indicator that covers most of a year: `number`, or the newest before."""
    by_year = sorted(targets, key=lambda it: (period_of(it).year, period_of(it).days))
    return {it.indicator.key: it for it in by_year if period_of(it).year <= number}


def _owed(targets: Iterable[Target]) -> dict[tuple[int, int], Decimal]:
    """What each unit owes of each target over its whole period."""
    owed: defaultdict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for share in shares_of(targets):
        owed[share.target_id, share.unit_id] += share.amount
    return dict(owed)


def _added_up(months: Mapping[Period, Decimal]) -> dict[Period, Decimal]:
    """The sums since January, each year up to its first gap; missing is not zero."""
    sums: dict[Period, Decimal] = {}
    for period in sorted(months, key=lambda it: it.first_day):
        before = Decimal(0) if period.index == 1 else sums.get(period.previous())
        if before is not None:
            sums[period] = before + months[period]
    return sums


def _part(value: Decimal, owed: Decimal | None) -> Decimal:
    """A figure in percent of what is owed, by one division, so that equal shares stay equal."""
    return value * HUNDRED / owed if owed else value


def newest_of(figures: Figures) -> Period | None:
    """The newest period that nearly all have a figure of; else the newest that anybody has.

    The first who files must not make everybody else missing.
    """
    count: dict[Period, int] = {}
    for held in figures.values():
        for period in held:
            count[period] = count.get(period, 0) + 1
    by_age = sorted(count, key=lambda period: (period.last_day, -period.days), reverse=True)
    enough = quorum(len(figures))
    return next((it for it in by_age if count[it] >= enough), by_age[0] if by_age else None)


def periods_of(figures: Figures, period: Period) -> tuple[Period, ...]:
    """The periods of the year up to `period` that anybody has a figure of, oldest first."""
    found = {it for held in figures.values() for it in held}
    same = [it for it in found if it.year == period.year and it.frequency is period.frequency]
    return tuple(sorted(it for it in same if it.last_day <= period.last_day))


def years_of(figures: Figures, period: Period) -> tuple[int, ...]:
    """The years before that ended with a figure of anybody, oldest first."""
    found = {it for held in figures.values() for it in held if it.year < period.year}
    return tuple(sorted({it.year for it in found if it.last_day == year(it.year).last_day}))
