"""The simulated years before: what each bureau's archive says of its targets, all invented.

Three years by month, on the way to the plan: a flow grew towards the goal and had the shape of its
schedule, a stock with a baseline reached it last December. What the plan gives no ground for (a
stock without a baseline, a ratio, a quarter) has no past, and its forecast rests on the prior.
"""

import random
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from guatu.apps.observations.archives import PastFigure, file_archive
from guatu.apps.plans.models import Target
from guatu.apps.plans.queries import period_of, schedule_named
from guatu.apps.units.models import Unit
from guatu.kernel.catalog import TargetType
from guatu.kernel.periods import Frequency, Period, month, year
from guatu.kernel.quantities import number_of
from guatu.kernel.schedules import Schedule

NAMESPACE = uuid.UUID("8f9a2f0e-5c0b-4d57-9a40-6f7a7c1d2022")
YEARS = 3
MONTHS = 12
FLOWS = frozenset({TargetType.CUMULATIVE_FLOW, TargetType.MILESTONE})
ONE = Decimal(1)


def file_past(targets: Sequence[Target], *, seed: int, at: datetime) -> int:
    """File the archive of each bureau's targets, marked simulated; returns the figures filed."""
    by_owner: defaultdict[Unit, list[PastFigure]] = defaultdict(list)
    for target in targets:
        by_owner[target.owner] += past_of(target, seed=seed)
    for owner, figures in by_owner.items():
        key = uuid.uuid5(NAMESPACE, owner.key)
        file_archive(figures, unit=owner, key=key, actor=None, at=at, is_simulated=True)
    return sum(len(figures) for figures in by_owner.values())


def past_of(target: Target, *, seed: int) -> list[PastFigure]:
    """The invented months of one target, oldest first; none where the plan gives no ground."""
    declared, period = target.indicator.declared, period_of(target)
    if declared.frequency is not Frequency.MONTH or period != year(period.year):
        return []
    schedule = schedule_named(target.schedule, period)
    dice = random.Random(f"{seed}/{target.indicator.key}/past")  # noqa: S311 - a play
    if declared.type in FLOWS:
        found = _flows(target, schedule, period.year, dice)
    elif declared.type is TargetType.STOCK and target.baseline is not None:
        found = _levels(target.baseline, _shares(schedule, period.year), period.year, dice)
    else:
        return []
    step = ONE.scaleb(-declared.decimals)
    return [
        PastFigure(target.indicator, when, value.quantize(step, ROUND_HALF_UP))
        for when, value in found
    ]


def _flows(
    target: Target, schedule: Schedule, this: int, dice: random.Random
) -> Iterator[tuple[Period, Decimal]]:
    """The months of a flow; whole things are told by what is finished, so the sums keep whole."""
    step = ONE.scaleb(-target.indicator.declared.decimals)
    whole = target.goal
    for each in range(this - 1, this - YEARS - 1, -1):
        whole = whole / _between(dice, "1.06", "1.16")
        weights = _weights(_shares(schedule, this), dice)
        done = told = Decimal(0)
        for weight, when in zip(weights, _months(each), strict=True):
            done += whole * weight / sum(weights)
            finished = done.quantize(step, ROUND_HALF_UP)
            yield when, finished - told
            told = finished


def _weights(shares: Sequence[Decimal], dice: random.Random) -> list[Decimal]:
    """How much of a year falls on each month: the schedule's part, with luck, early or late.

    Were every year alike, a forecast would look surer than any county's is.
    """
    lean = _between(dice, "-0.20", "0.20")
    found, gone = [], Decimal(0)
    for number, share in enumerate(shares):
        late = 1 + lean * (2 * number - MONTHS + 1) / MONTHS
        found.append((share - gone) * late * _between(dice, "0.82", "1.18"))
        gone = share
    return found


def _levels(
    end: Decimal, shares: Sequence[Decimal], this: int, dice: random.Random
) -> Iterator[tuple[Period, Decimal]]:
    """The months of a stock, up to its baseline."""
    for each in range(this - 1, this - YEARS - 1, -1):
        start = end / _between(dice, "1.08", "1.20")
        for share, when in zip(shares, _months(each), strict=True):
            yield when, start + (end - start) * share
        end = start


def _shares(schedule: Schedule, this: int) -> list[Decimal]:
    """What is due by the end of each month of the plan's year."""
    return [schedule.share(when.last_day) for when in _months(this)]


def _months(of: int) -> list[Period]:
    """The months of a year."""
    return [month(of, index) for index in range(1, MONTHS + 1)]


def _between(dice: random.Random, low: str, high: str) -> Decimal:
    """An even chance between two figures, in thousandths."""
    floor, ceiling = number_of(low), number_of(high)
    return floor + (ceiling - floor) * dice.randint(0, 1000) / 1000
