"""Where a target should stand and where it stands, at the end of the newest usable period."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import cast

from guatu.kernel.breakdown import stretch_factor
from guatu.kernel.catalog import Relation, TargetType
from guatu.kernel.evaluation.exact import DUE, HUNDRED, NOTHING, WHOLE, attained, ratio_of
from guatu.kernel.evaluation.standings import Standing
from guatu.kernel.measuring import Measured
from guatu.kernel.periods import Period
from guatu.kernel.schedules import Schedule

ONE_DAY = timedelta(days=1)
DAYS_IN_YEAR = Decimal(365)
DAYS_IN_WEEK = Decimal(7)

COUNTED_UP = frozenset({TargetType.CUMULATIVE_FLOW, TargetType.MILESTONE})
FINISHED_EARLY = COUNTED_UP | {TargetType.STOCK}
LINES = frozenset({TargetType.RATE, TargetType.RATIO, TargetType.RANK})
NOT_PRO_RATED = frozenset({TargetType.RATE, TargetType.RANK})
FROM_BASE = frozenset({TargetType.STOCK, TargetType.RATIO})
STRICT = frozenset({Relation.MORE_THAN, Relation.LESS_THAN})


@dataclass(frozen=True, slots=True)
class Line:
    """The way from `base` to `goal`; `falls` when less is better."""

    base: Decimal
    goal: Decimal
    falls: bool

    def due_at(self, share: Decimal) -> Decimal:
        """What is due when `share` of the way is."""
        return DUE.add(self.base, DUE.multiply(self.goal - self.base, share))

    def better_by(self, actual: Decimal, than: Decimal) -> Decimal:
        """How much better `actual` is `than` the other figure; negative when worse."""
        return than - actual if self.falls else actual - than


def line_of(standing: Standing) -> Line:
    """The line of a target. A flow begins at zero; a level at its baseline, where it has one.

    A goal that equals its baseline is to be held, and is measured from zero.
    """
    goal, falls = _goal_of(standing)
    base = NOTHING
    if standing.type in FROM_BASE and standing.baseline is not None and standing.baseline != goal:
        base = standing.baseline
    return Line(base=base, goal=goal, falls=falls)


def _goal_of(standing: Standing) -> tuple[Decimal, bool]:
    """The figure to reach, and whether less is better.

    `+=` and `-=` of a level count from the baseline, and a rank rises towards one. Without a
    baseline, or for a flow, the change itself is the figure that is reported.
    """
    kind, relation, goal = standing.type, standing.relation, standing.goal
    falls = kind in (TargetType.RANK, TargetType.UPPER_BOUND) or relation in (
        Relation.AT_MOST,
        Relation.LESS_THAN,
    )
    base = None if kind in COUNTED_UP else standing.baseline
    if base is None:
        return goal, falls
    if relation in (Relation.RISE_BY, Relation.FALL_BY):
        rises = (relation is Relation.RISE_BY) != (kind is TargetType.RANK)
        return (base + goal if rises else base - goal), falls or not rises
    return goal, falls or (relation is Relation.EQUAL and goal < base)


def reaches(standing: Standing, line: Line, actual: Decimal, mark: Decimal) -> bool:
    """Whether `actual` stands to `mark` as the relation asks.

    A bare count (`=`) is reached when there is as much or more; only a rate said to be about so
    much is bound on both sides (TGT-02).
    """
    if standing.relation is Relation.EQUAL and standing.type is TargetType.RATE:
        return abs(actual - mark) <= abs(mark) * standing.tolerance
    if standing.relation in STRICT and standing.type is not TargetType.RANK:
        return actual < mark if line.falls else actual > mark
    return actual <= mark if line.falls else actual >= mark


@dataclass(frozen=True, slots=True)
class Progress:
    """A figure beside what is due at the end of its period (TGT-22)."""

    standing: Standing
    line: Line
    fresh: Period
    actual: Decimal
    share: Decimal
    due: Decimal
    is_met: bool

    @property
    def is_over(self) -> bool:
        """Whether the figure reaches the end of the target's period."""
        return self.fresh.last_day >= self.standing.period.last_day

    @property
    def gap(self) -> Decimal:
        """What is still owed by now; negative when ahead."""
        return -self.line.better_by(self.actual, self.due)

    @property
    def completion(self) -> Decimal | None:
        """The part of the whole way that is done."""
        if self.standing.type is TargetType.RANK:
            return None
        return ratio_of(self.actual - self.line.base, self.line.goal - self.line.base)

    @property
    def stretch_completion(self) -> Decimal | None:
        """The part of the way to the stretch (TGT-03); None without one."""
        stretch = self.standing.stretch
        if stretch is None or self.standing.type is TargetType.RANK:
            return None
        return ratio_of(self.actual - self.line.base, stretch - self.line.base)

    @property
    def overspent(self) -> bool:
        """Whether a budget for the whole period is used up before its end."""
        return self.line.falls and self.share < WHOLE and not self.is_met

    @property
    def ratio(self) -> Decimal:
        """Done over due, or due over spent for a bound; endless where nothing can be behind."""
        base = self.line.base
        done, due = self.actual - base, self.due - base
        return attained(-done, -due) if self.line.falls else attained(done, due)

    @property
    def deviation(self) -> Decimal | None:
        """Completion less schedule in percentage points, negative when behind."""
        if self.standing.type is TargetType.RANK:
            return None
        return ratio_of(-self.gap * HUNDRED, abs(self.line.goal - self.line.base))

    @property
    def days_left(self) -> int:
        """The days of the target after the figure."""
        return max((self.standing.period.last_day - self.fresh.last_day).days, 0)

    @property
    def months_left(self) -> Decimal:
        """The months of the target after the figure."""
        return max(months_between(self.fresh.last_day, self.standing.period.last_day), NOTHING)

    @property
    def months_gone(self) -> Decimal:
        """The months of the target up to the figure."""
        return months_between(self.standing.period.first_day - ONE_DAY, self.fresh.last_day)

    @property
    def share_left(self) -> Decimal:
        """The share still to come; of the time where the line is flat."""
        if self.share < WHOLE:
            return WHOLE - self.share
        return Decimal(self.days_left) / Decimal(self.standing.period.days)


def progress_of(standing: Standing, measured: Measured) -> Progress | None:
    """The progress of a target; None without a figure."""
    if measured.actual is None or measured.period is None:
        return None
    line = line_of(standing)
    share = share_at(standing, measured.period.last_day)
    return Progress(
        standing=standing,
        line=line,
        fresh=measured.period,
        actual=measured.actual,
        share=share,
        due=line.due_at(share),
        is_met=reaches(standing, line, measured.actual, line.goal),
    )


def share_at(standing: Standing, day: date) -> Decimal:
    """The share due by `day`; the whole of a rate or rank, which are never pro-rated (TGT-05)."""
    return (
        WHOLE
        if standing.type in NOT_PRO_RATED
        else _share(cast("Hashable", standing.schedule), day)
    )


@lru_cache(maxsize=8192)
def _share(schedule: Schedule, day: date) -> Decimal:
    """The share, remembered: a board asks for the same few days for every target and unit.

    Schedules are frozen, though their protocol cannot say so.
    """
    return schedule.share(day)


def months_between(first: date, last: date) -> Decimal:
    """The months from the end of `first` to the end of `last`: whole between two month ends."""
    if (first + ONE_DAY).day == 1 and (last + ONE_DAY).day == 1:
        return Decimal((last.year - first.year) * 12 + last.month - first.month)
    return Decimal((last - first).days) * 12 / DAYS_IN_YEAR


@dataclass(frozen=True, slots=True)
class Pace:
    """What must be done a month and a week from now on, set against the months so far."""

    required_rate: Decimal | None = None
    required_per_week: Decimal | None = None
    average: Decimal | None = None
    stretch_factor: Decimal | None = None


def pace_of(progress: Progress) -> Pace:
    """The pace of what counts up to a goal; for a bound, the room that is left (TGT-11)."""
    line, kind = progress.line, progress.standing.type
    if kind in LINES or progress.is_over or not progress.days_left:
        return Pace()
    owed = line.goal - progress.actual
    if kind is not TargetType.UPPER_BOUND and progress.is_met:
        owed = NOTHING
    done = progress.actual - line.base
    required = ratio_of(owed, progress.months_left)
    average = ratio_of(done, progress.months_gone)
    factor = None
    if required is not None and average is not None and kind is not TargetType.UPPER_BOUND:
        sign = -1 if line.falls else 1
        factor = stretch_factor(required * sign, average * sign)
    return Pace(
        required_rate=required,
        required_per_week=ratio_of(owed * DAYS_IN_WEEK, Decimal(progress.days_left)),
        average=average,
        stretch_factor=factor,
    )
