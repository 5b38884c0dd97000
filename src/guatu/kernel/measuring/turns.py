"""What single figures change at every level: the reference's series as running sums.

A unit's figure counts from the end of its period until a newer one takes its place or it is too
old. Whatever a filing changes is therefore two days of every level above it, and the series of a
level is the running sum of its days: equal to `series_of`, without looking at the other filers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest

from guatu.kernel.catalog import Indicator, RollUp
from guatu.kernel.measuring.facts import Fact, Measure
from guatu.kernel.measuring.growth import (
    NO_SAME_PERIOD,
    NOBODY_FILES,
    Growth,
    growth_of,
)
from guatu.kernel.measuring.series import MeasuredSeries, Point
from guatu.kernel.measuring.tracks import Step
from guatu.kernel.measuring.trees import Life
from guatu.kernel.measuring.values import (
    NEVER_AVERAGED,
    NOT_ADDED_UP,
    Rolled,
    divided,
    ends_on,
    tracks_of,
)
from guatu.kernel.periods import Period

NOTHING = Decimal(0)
EXACT_OVER_TIME = frozenset(RollUp) - {RollUp.MEAN}
ADDED_UP = frozenset({RollUp.SUM, RollUp.MEAN})


@dataclass(frozen=True, slots=True)
class Sums:
    """What the figures that stand on a day add up to, or by how much that changes.

    `top` and `bottom` are those of `pairs` ratios not yet divided, `bare` of `bares` others.
    """

    top: Decimal = NOTHING
    bottom: Decimal = NOTHING
    pairs: int = 0
    bare: Decimal = NOTHING
    bares: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.top + other.top,
            self.bottom + other.bottom,
            self.pairs + other.pairs,
            self.bare + other.bare,
            self.bares + other.bares,
        )

    def __neg__(self) -> "Sums":
        return Sums(-self.top, -self.bottom, -self.pairs, -self.bare, -self.bares)


@dataclass(frozen=True, slots=True)
class Same:
    """The years to date that came with their same period, and those same periods (STAT-28)."""

    now: Decimal = NOTHING
    then: Decimal = NOTHING
    pairs: int = 0

    def __add__(self, other: "Same") -> "Same":
        return Same(self.now + other.now, self.then + other.then, self.pairs + other.pairs)

    def __neg__(self) -> "Same":
        return Same(-self.now, -self.then, -self.pairs)


@dataclass(frozen=True, slots=True)
class Turn:
    """What changes at one level on one day, and what was filed for the period that ends there.

    `period` and `known_at` are None on a day on which figures only grow too old.
    """

    change: Sums = field(default_factory=Sums)
    same: Same = field(default_factory=Same)
    filed: int = 0
    period: Period | None = None
    known_at: datetime | None = None

    def __add__(self, other: "Turn") -> "Turn":
        """Both together: the shorter period, the later moment."""
        periods = [one.period for one in (self, other) if one.period]
        moments = [one.known_at for one in (self, other) if one.known_at]
        return Turn(
            self.change + other.change,
            self.same + other.same,
            self.filed + other.filed,
            min(periods, default=None),
            max(moments, default=None),
        )


NO_SUMS, NO_SAME, NO_TURN = Sums(), Same(), Turn()
Turns = Mapping[date, Turn]


def adds_up(indicator: Indicator) -> bool:
    """Whether running sums say all: neither means over time, nor the last or largest of units."""
    if indicator.over_time not in EXACT_OVER_TIME:
        return False
    if indicator.over_units in (RollUp.NONE, RollUp.RATIO_OF_SUMS):
        return True
    return indicator.over_units in ADDED_UP and indicator.numerator is None


def turns_of(
    facts: Iterable[Fact], *, indicator: Indicator, unit: str, life: Life, within: Period
) -> dict[date, Turn]:
    """The turns of one unit's own figures; `facts` are its own, of the indicator and its parts.

    Only for an indicator that `adds_up`.
    """
    own = [fact for fact in facts if life.holds(fact.period.last_day)]
    track = tracks_of(own, indicator, within, None).get(unit)
    changes: dict[date, Sums] = {}
    steps: dict[date, Step] = {}
    if track is not None:
        for step, after in zip_longest(track.steps, track.ends[1:]):
            sums, day = _sums_of(step), step.period.last_day
            steps[day] = step
            changes[day] = changes[day] + sums if day in changes else sums
            end = _stop(step, after, indicator, life)
            if end is not None and end <= within.last_day:
                changes[end] = changes[end] + -sums if end in changes else -sums
    same = _same(own, indicator, within)
    return {
        day: _turn(changes.get(day, NO_SUMS), same.get(day, NO_SAME), steps.get(day))
        for day in {*changes, *same}
    }


def _turn(change: Sums, same: Same, step: Step | None) -> Turn:
    """What changes on a day, with the step that ends there."""
    if step is None:
        return Turn(change, same)
    return Turn(change, same, 1, step.period, step.known_at)


def _stop(step: Step, after: date | None, indicator: Indicator, life: Life) -> date | None:
    """The day on which a step counts no more: the next one's, or when it is too old."""
    end = ends_on(step, indicator, life)
    return after if end is None or (after is not None and after < end) else end


def _sums_of(step: Step) -> Sums:
    """A step as sums of one."""
    if step.bottom is None:
        return Sums(NOTHING, NOTHING, 0, step.top, 1)
    return Sums(step.top, step.bottom, 1, NOTHING, 0)


def _same(facts: Iterable[Fact], indicator: Indicator, within: Period) -> dict[date, Same]:
    """The years to date that came with their same period, by the day that they end on."""
    held: dict[tuple[Period, str], Fact] = {}
    for fact in facts:
        if fact.indicator != indicator.key or fact.family != indicator.family:
            continue
        before = held.get((fact.period, fact.measure))
        if before is None or fact.known_at >= before.known_at:
            held[fact.period, fact.measure] = fact
    found: dict[date, Same] = {}
    for (period, measure), now in sorted(held.items(), key=lambda row: row[0][0]):
        then = held.get((period, Measure.SAME_YTD))
        is_pair = measure == Measure.YTD and then and now.known_at == then.known_at
        if is_pair and then and within.contains(period):
            found.setdefault(period.last_day, Same(now.value, then.value, 1))
    return found


def difference(new: Turns, old: Turns) -> dict[date, Turn]:
    """What is to be added to `old` for `new`; days on which nothing changes are left out.

    Moments and periods are those of `new`. A moment that an earlier day brings already is not
    repeated: it holds for all later days.
    """
    found: dict[date, Turn] = {}
    newest: datetime | None = None
    for day in sorted({*new, *old}):
        after, before = new.get(day, NO_TURN), old.get(day, NO_TURN)
        if after == before:
            continue
        turn = replace(
            after,
            change=after.change + -before.change,
            same=after.same + -before.same,
            filed=after.filed - before.filed,
        )
        moment = after.known_at
        is_told = newest is not None and moment is not None and moment <= newest
        if is_told and after.period == before.period and _changes_nothing(turn):
            continue
        newest = moment if newest is None else max(newest, moment or newest)
        found[day] = turn
    return found


def _changes_nothing(turn: Turn) -> bool:
    """Whether a difference holds no figure."""
    return turn.change == NO_SUMS and turn.same == NO_SAME and not turn.filed


def falls_back(new: Turns, old: Turns) -> bool:
    """Whether a moment or a shorter period is lost, which no sum can take back."""
    for day, before in old.items():
        if before.period is None or before.known_at is None:
            continue
        after = new.get(day, NO_TURN)
        if after.period is None or after.known_at is None:
            return True
        if after.period > before.period or after.known_at < before.known_at:
            return True
    return False


def series_from(
    turns: Turns, *, indicator: Indicator, expected: Mapping[date, int], filers: int
) -> MeasuredSeries:
    """The series of a level from its turns; `expected` is how many stand on each day of a point."""
    points, sums, known_at = [], Sums(), None
    for day in sorted(turns):
        turn = turns[day]
        sums = sums + turn.change
        if not turn.filed or turn.period is None or turn.known_at is None:
            continue
        known_at = turn.known_at if known_at is None else max(known_at, turn.known_at)
        rolled = rolled_from(sums, indicator, expected[day])
        due = expected[day]
        points.append(Point(turn.period, rolled.value, turn.filed, due, known_at, rolled.reason))
    return MeasuredSeries(points=tuple(points), expected=filers)


def rolled_from(sums: Sums, indicator: Indicator, expected: int) -> Rolled:
    """One figure from the sums of a day; the same as the reference makes from the steps."""
    rule, count = indicator.over_units, sums.pairs + sums.bares
    alone = expected == 1 and count == 1
    if rule is RollUp.NONE and not alone:
        return Rolled(None, NOT_ADDED_UP)
    if sums.pairs:
        return divided(sums.top, sums.bottom, indicator)
    if rule is RollUp.RATIO_OF_SUMS and not alone:
        return Rolled(None, NEVER_AVERAGED)
    return Rolled(sums.bare / sums.bares if rule is RollUp.MEAN else sums.bare)


def growth_from(turn: Turn, *, expected: int) -> Growth:
    """The growth of a level at a turn: of all who stand, or none (STAT-28)."""
    if not expected or turn.same.pairs != expected:
        return Growth(None, NO_SAME_PERIOD if expected else NOBODY_FILES)
    return growth_of(turn.same.now, turn.same.then)
