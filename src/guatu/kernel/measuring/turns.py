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
from guatu.kernel.measuring.facts import Fact
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
class Turn:
    """What changes at one level on one day, and what was filed for the period that ends there.

    `period` and `known_at` are None on a day on which figures only grow too old. `unsteady` counts
    the figures that were known earlier than the one before them, which running maxima cannot tell.
    """

    change: Sums = field(default_factory=Sums)
    filed: int = 0
    unsteady: int = 0
    period: Period | None = None
    known_at: datetime | None = None

    def __add__(self, other: "Turn") -> "Turn":
        """Both together: the shorter period, the later moment."""
        periods = [one.period for one in (self, other) if one.period]
        moments = [one.known_at for one in (self, other) if one.known_at]
        return Turn(
            self.change + other.change,
            self.filed + other.filed,
            self.unsteady + other.unsteady,
            min(periods, default=None),
            max(moments, default=None),
        )


NO_SUMS, NO_TURN = Sums(), Turn()
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
    unsteady = set()
    if track is not None:
        before: Step | None = None
        for step, after in zip_longest(track.steps, track.ends[1:]):
            sums, day = _sums_of(step), step.period.last_day
            steps[day] = step
            if before is not None and step.known_at < before.known_at:
                unsteady.add(day)
            before = step
            changes[day] = changes[day] + sums if day in changes else sums
            end = _stop(step, after, indicator, life)
            if end is not None and end <= within.last_day:
                changes[end] = changes[end] + -sums if end in changes else -sums
    return {
        day: _turn(change, steps.get(day), is_unsteady=day in unsteady)
        for day, change in changes.items()
    }


def _turn(change: Sums, step: Step | None, *, is_unsteady: bool) -> Turn:
    """What changes on a day, with the step that ends there."""
    if step is None:
        return Turn(change)
    return Turn(change, 1, int(is_unsteady), step.period, step.known_at)


def _stop(step: Step, after: date | None, indicator: Indicator, life: Life) -> date | None:
    """The day on which a step counts no more: the next one's, or when it is too old."""
    end = ends_on(step, indicator, life)
    return after if end is None or (after is not None and after < end) else end


def _sums_of(step: Step) -> Sums:
    """A step as sums of one."""
    if step.bottom is None:
        return Sums(NOTHING, NOTHING, 0, step.top, 1)
    return Sums(step.top, step.bottom, 1, NOTHING, 0)


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
            filed=after.filed - before.filed,
            unsteady=after.unsteady - before.unsteady,
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
    return turn.change == NO_SUMS and not turn.filed and not turn.unsteady


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


def is_steady(turns: Turns) -> bool:
    """Whether `series_from` tells when each point was last filed."""
    return not any(turn.unsteady for turn in turns.values())


def series_from(
    turns: Turns, *, indicator: Indicator, expected: Mapping[date, int], filers: int
) -> MeasuredSeries:
    """The series of a level from its turns; `expected` is how many stand on each day of a point.

    Equal to `series_of` where the turns are steady (`is_steady`).
    """
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
