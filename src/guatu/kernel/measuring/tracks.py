"""What one unit's own facts say at the end of each period it filed (roll-up over time)."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from guatu.kernel.catalog import RollUp
from guatu.kernel.measuring.facts import Fact, Measure
from guatu.kernel.periods import Period

# When a period has several measures, the one that says most about its end stands.
PREFERENCE: Mapping[str, int] = {Measure.STOCK: 0, Measure.YTD: 1, Measure.MONTH: 2, Measure.YOY: 3}


@dataclass(frozen=True, slots=True)
class Step:
    """A figure at the end of a period; with `bottom` it is a ratio not yet divided."""

    period: Period
    top: Decimal
    known_at: datetime
    bottom: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """The steps of one unit, oldest first, and the days they end on."""

    steps: tuple[Step, ...]
    ends: tuple[date, ...]

    def at(self, day: date) -> Step | None:
        """The newest step that ended by `day`."""
        index = bisect_right(self.ends, day)
        return self.steps[index - 1] if index else None


def track_of(facts: Iterable[Fact], *, over_time: RollUp, within: Period) -> Track:
    """The steps of one indicator and one unit inside `within`; `facts` hold no revisions."""
    held = tuple(facts)
    if over_time in (RollUp.SUM, RollUp.RATIO_OF_SUMS):
        return _track(_summed(held, within))
    inside = _one_a_period(fact for fact in held if within.contains(fact.period))
    steps: list[Step] = []
    total = Decimal(0)
    for count, fact in enumerate(inside, start=1):
        total += fact.value
        value = total / count if over_time is RollUp.MEAN else fact.value
        known_at = fact.known_at
        if steps:
            known_at = max(known_at, steps[-1].known_at)
            value = max(value, steps[-1].top) if over_time is RollUp.MAX else value
        steps.append(Step(fact.period, value, known_at))
    return _track(steps)


def ratio_track(top: Track, bottom: Track) -> Track:
    """The steps for which numerator and denominator are both filed; one alone is missing."""
    below = dict(zip(bottom.ends, bottom.steps, strict=True))
    steps = [
        Step(step.period, step.top, max(step.known_at, below[end].known_at), below[end].top)
        for end, step in zip(top.ends, top.steps, strict=True)
        if end in below
    ]
    return _track(steps)


def _track(steps: Sequence[Step]) -> Track:
    """`steps` as a track, one a day: of two that end together the shorter period stands."""
    by_end: dict[date, Step] = {}
    for step in steps:
        by_end.setdefault(step.period.last_day, step)
    ends = sorted(by_end)
    return Track(steps=tuple(by_end[end] for end in ends), ends=tuple(ends))


def _one_a_period(facts: Iterable[Fact]) -> list[Fact]:
    """The fact that stands for each period, among its measures, oldest first."""
    chosen: dict[Period, Fact] = {}
    for fact in facts:
        if fact.measure not in PREFERENCE:
            continue
        before = chosen.get(fact.period)
        if before is None or PREFERENCE[fact.measure] < PREFERENCE[before.measure]:
            chosen[fact.period] = fact
    return [chosen[period] for period in sorted(chosen)]


def _summed(facts: Sequence[Fact], within: Period) -> list[Step]:
    """The cumulative figure at the end of each filed period.

    The year to date is delivered, not summed: where it is known it stands, and only the periods
    after it are added. Periods that overlap one already counted are left out.
    """
    inside = [fact for fact in facts if within.contains(fact.period)]
    months = sorted(
        (fact for fact in inside if fact.measure == Measure.MONTH),
        key=lambda fact: (fact.period.first_day, -fact.period.days),
    )
    delivered = _delivered(facts, inside, within)
    if not delivered and all(a.period.last_day < b.period.first_day for a, b in pairwise(months)):
        return _running(months)
    ends = sorted({fact.period for fact in months} | set(delivered))
    return [_sum_at(period, months, delivered) for period in ends]


def _running(months: Sequence[Fact]) -> list[Step]:
    """The running sum of periods that lie apart, oldest first."""
    steps: list[Step] = []
    total, known_at = Decimal(0), None
    for fact in months:
        total += fact.value
        known_at = fact.known_at if known_at is None else max(known_at, fact.known_at)
        steps.append(Step(fact.period, total, known_at))
    return steps


def _sum_at(
    period: Period, months: Sequence[Fact], delivered: Mapping[Period, tuple[Decimal, datetime]]
) -> Step:
    """The newest delivered sum by the end of `period`, and what was filed since."""
    day = period.last_day
    known = [before for before in delivered if before.last_day <= day]
    total, known_at, counted_to = Decimal(0), None, date.min
    if known:
        base = max(known)
        (total, known_at), counted_to = delivered[base], base.last_day
    for fact in months:
        if fact.period.first_day > counted_to and fact.period.last_day <= day:
            total += fact.value
            counted_to = fact.period.last_day
            known_at = fact.known_at if known_at is None else max(known_at, fact.known_at)
    if known_at is None:
        raise ValueError(f"nothing was filed by the end of {period}")
    return Step(period, total, known_at)


def _delivered(
    facts: Sequence[Fact], inside: Sequence[Fact], within: Period
) -> dict[Period, tuple[Decimal, datetime]]:
    """The year to date of each period, less that of the day before `within` begins.

    Without that base a year to date says nothing about a part of the year.
    """
    base = Decimal(0)
    if (within.first_day.month, within.first_day.day) != (1, 1):
        eve = within.first_day - timedelta(days=1)
        before = [
            fact.value
            for fact in facts
            if fact.measure == Measure.YTD and fact.period.last_day == eve
        ]
        if not before:
            return {}
        base = before[0]
    return {
        fact.period: (fact.value - base, fact.known_at)
        for fact in inside
        if fact.measure == Measure.YTD
    }
