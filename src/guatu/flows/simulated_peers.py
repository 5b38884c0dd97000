"""What the invented neighbors of the example county are said to have reached, seeded.

Nothing of it is about a real place: the peers have invented names, and each figure is marked. One
of them always publishes late, so that places are provisional until it does.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import ROUND_FLOOR, Decimal

from django.utils import timezone

from guatu.apps.observations.operations import OfPeer, take_peer_figures
from guatu.apps.plans.models import Indicator, Target
from guatu.apps.plans.queries import owed_by_unit, pack_in_use, schedule_named
from guatu.apps.units.models import Unit
from guatu.kernel.catalog import RankGroup, RankMeasure
from guatu.kernel.periods import Frequency, Period, year
from guatu.kernel.quantities import number_of

SEED = 2023
LATE_PEER = "lindi_sim"
PUBLISHED_AFTER = timedelta(days=10)
LATE_BY = timedelta(days=15)
YEARS_BACK = 3
GROWTH = Decimal("1.08")  # of everybody's figures from one year to the next
HUNDRED = Decimal(100)


def simulate_peers(until: date, *, at: datetime) -> int:
    """Take in what the peers publish up to `until`; what is there stays. Returns the new ones."""
    pack = pack_in_use()
    county = Unit.objects.get(key=pack.county)
    targets = {target.indicator.key: target for target in Target.objects.whole()}
    figures: list[OfPeer] = []
    for group in pack.rank_groups:
        for key in group.indicators:
            if target := targets.get(key):
                figures += _of_group(group, target)
    known = [figure for figure in figures if timezone.localdate(figure.known_at) <= until]
    return take_peer_figures(known, county=county, at=at, is_simulated=True)


def _of_group(group: RankGroup, target: Target) -> Iterator[OfPeer]:
    """All that the members of a group are said to have reached of one indicator."""
    if group.units and group.measure is RankMeasure.COMPLETION:
        for owed in owed_by_unit(target):
            key = Unit.objects.get(pk=owed.unit_id).key
            yield _ended(target.indicator, key, year(_year() - 1))
    own = pack_in_use().county
    peers = pack_in_use().peers_of(group.peers) if group.peers else ()
    others = [peer for peer in peers if peer.key != own]
    if all(peer.simulated for peer in others):
        for peer in others:
            yield from _of_peer(target, peer.key)


def _ended(indicator: Indicator, unit: str, period: Period) -> OfPeer:
    """How much of its goal a unit of the county had reached when last year ended."""
    reached = HUNDRED * _between(indicator.key, unit, str(period), "0.72", "1.12")
    place = RankMeasure.COMPLETION.value
    return OfPeer(unit, indicator, period, place, reached, _published(unit, period))


def _of_peer(target: Target, peer: str) -> Iterator[OfPeer]:
    """The years before as they ended, last year and this one by month."""
    this_year = _year()
    for number in range(this_year - YEARS_BACK, this_year - 1):
        yield _figure(target, peer, year(number), Decimal(1))
    schedule = schedule_named(target.schedule, year(this_year))
    for number in (this_year - 1, this_year):
        done = before = Decimal(0)
        for when in year(number).within(Frequency.MONTH):
            until = schedule.share(Period(Frequency.MONTH, this_year, when.index).last_day)
            done += (until - before) * _between(target.indicator.key, peer, str(when))
            before = until
            yield _figure(target, peer, when, done)


def _figure(target: Target, peer: str, period: Period, share: Decimal) -> OfPeer:
    """A part of what a peer reaches in a whole year: its size, smaller the longer ago."""
    indicator = target.indicator
    size = target.goal * _between(indicator.key, peer, "size", "0.44", "0.98")
    luck = _between(indicator.key, peer, str(period.year), "0.92", "1.08")
    value = size * luck * share * GROWTH ** (period.year - _year())
    step = Decimal(1).scaleb(-indicator.declared.decimals)
    cut = value.quantize(step, ROUND_FLOOR)
    kind = RankMeasure.VALUE.value
    return OfPeer(peer, indicator, period, kind, cut, _published(peer, period))


def _published(peer: str, period: Period) -> datetime:
    """When a figure becomes known: ten days after its period, later from the one who is late."""
    day = period.last_day + PUBLISHED_AFTER + (LATE_BY if peer == LATE_PEER else timedelta())
    return timezone.make_aware(datetime.combine(day, time(10)))


def _year() -> int:
    """The year of the example."""
    return pack_in_use().year


def _between(
    indicator: str, peer: str, what: str, low: str = "0.80", high: str = "1.20"
) -> Decimal:
    """An even chance between two figures, in thousandths, the same for the same names."""
    dice = random.Random(f"{SEED}/{indicator}/{peer}/{what}")  # noqa: S311 - a play
    floor, ceiling = number_of(low), number_of(high)
    return floor + (ceiling - floor) * dice.randint(0, 1000) / 1000
