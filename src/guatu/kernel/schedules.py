"""Schedules: which share of a goal is due by the end of a day (TGT-05, DOMAIN 2.2)."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Protocol

from guatu.kernel.periods import Calendar, Frequency, Period
from guatu.kernel.sentences import Refusal

NOTHING = Decimal(0)
WHOLE = Decimal(1)

SCHEDULE_KINDS = (
    "linear",
    "day_linear",
    "working_days",
    "seasonal",
    "front_loaded",
    "nodes",
    "custom",
    "constant",
)

# Opening-goal campaigns (开门红): 30 % by a quarter of the time, time and task both past
# half (双过半), 80 % by three quarters.
FRONT = (
    (NOTHING, NOTHING),
    (Decimal("0.25"), Decimal("0.30")),
    (Decimal("0.50"), Decimal("0.55")),
    (Decimal("0.75"), Decimal("0.80")),
    (WHOLE, WHOLE),
)


class ScheduleIsWrong(Refusal):
    """A schedule that cannot be followed: unknown, incomplete, falling, or not reaching all."""


class Schedule(Protocol):
    """What is due: 0 before the first day, 1 from the last day on, never falling."""

    def share(self, day: date) -> Decimal:
        """The share of the goal that is due at the end of `day`, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Constant:
    """The whole goal on every day: rates, ranks and ratios are not pro-rated."""

    def share(self, day: date) -> Decimal:  # noqa: ARG002 - the same on every day
        """All of it, always."""
        return WHOLE


@dataclass(frozen=True, slots=True)
class DayLinear:
    """The days passed among the days of the period."""

    period: Period

    def share(self, day: date) -> Decimal:
        """The days up to `day` by the days there are."""
        first, last = self.period.first_day, self.period.last_day
        if not first <= day < last:
            return WHOLE if day >= last else NOTHING
        return Decimal((day - first).days + 1) / Decimal(self.period.days)


@dataclass(frozen=True, slots=True)
class WorkingDayLinear:
    """The working days passed among the working days of the period."""

    period: Period
    calendar: Calendar

    def share(self, day: date) -> Decimal:
        """The working days up to `day` by those there are; nothing when there are none."""
        first, last = self.period.first_day, self.period.last_day
        if not first <= day < last:
            return WHOLE if day >= last else NOTHING
        whole = self.calendar.working_days(first, last)
        return Decimal(self.calendar.working_days(first, day)) / Decimal(whole or 1)


@dataclass(frozen=True, slots=True)
class Linear:
    """时间进度: equal months, and equal days inside a month; m/12 at the end of month m."""

    period: Period

    def share(self, day: date) -> Decimal:
        """The months done and the part of the running one; by days when there are no months."""
        months = _months_in(self.period)
        if not months or not self.period.first_day <= day < self.period.last_day:
            return DayLinear(self.period).share(day)
        done, passed, days = _month_at(self.period, day)
        return (done * days + passed) / (months * days)


@dataclass(frozen=True, slots=True)
class Seasonal:
    """历史占比: a cumulative share at the end of each month, even inside a month."""

    period: Period
    cumulative: tuple[Decimal, ...]

    def __post_init__(self) -> None:
        months = _months_in(self.period)
        if len(self.cumulative) != months or not months:
            raise ScheduleIsWrong(
                "%(period)s应有%(months)s个月的累计占比，现有%(given)s个，请补全。",
                period=self.period.sentence,
                months=months,
                given=len(self.cumulative),
            )
        _check_rise(self.cumulative)

    def share(self, day: date) -> Decimal:
        """The share of the last full month, and the part of the running one."""
        if not self.period.first_day <= day < self.period.last_day:
            return DayLinear(self.period).share(day)
        done, passed, days = _month_at(self.period, day)
        before, after = (NOTHING, *self.cumulative)[done : done + 2]
        return min(after, before + (after - before) * passed / days)


@dataclass(frozen=True, slots=True)
class Custom(Seasonal):
    """The monthly table in the responsibility letter, which always wins."""


@dataclass(frozen=True, slots=True)
class FrontLoaded:
    """开门红 and 双过半: 30 % after a quarter of the time, 55 % after half, 80 % after three."""

    period: Period

    def share(self, day: date) -> Decimal:
        """More than the time that has passed, but at either end."""
        time = Linear(self.period).share(day)
        for (early, low), (late, high) in pairwise(FRONT):
            if time <= late:
                return low + (high - low) * (time - early) / (late - early)
        return WHOLE


@dataclass(frozen=True, slots=True)
class Nodes:
    """倒排工期: the cumulative share due at each node, in steps."""

    nodes: tuple[tuple[date, Decimal], ...]

    def __post_init__(self) -> None:
        days = [day for day, _ in self.nodes]
        if not days or days != sorted(set(days)):
            raise ScheduleIsWrong("节点日期应由早到晚、不重复，且至少有一个，请改正。")
        _check_rise(tuple(share for _, share in self.nodes))

    def share(self, day: date) -> Decimal:
        """The share of the last node that has come."""
        return max((share for due_on, share in self.nodes if due_on <= day), default=NOTHING)


def build_schedule(
    kind: str,
    *,
    period: Period,
    calendar: Calendar,
    cumulative: Sequence[Decimal] = (),
    nodes: Sequence[tuple[date, Decimal]] = (),
) -> Schedule:
    """Build the schedule of `kind` for `period`.

    `cumulative` serves seasonal and custom, `nodes` serves nodes; shares run from 0 to 1.
    Raises `ScheduleIsWrong`.
    """
    makers: dict[str, Callable[[], Schedule]] = {
        "linear": lambda: Linear(period),
        "day_linear": lambda: DayLinear(period),
        "working_days": lambda: WorkingDayLinear(period, calendar),
        "seasonal": lambda: Seasonal(period, tuple(cumulative)),
        "front_loaded": lambda: FrontLoaded(period),
        "nodes": lambda: Nodes(tuple(nodes)),
        "custom": lambda: Custom(period, tuple(cumulative)),
        "constant": Constant,
    }
    if kind not in makers:
        raise ScheduleIsWrong(
            "没有“%(kind)s”这种进度，可用的有：%(kinds)s。", kind=kind, kinds="、".join(makers)
        )
    return makers[kind]()


def _months_in(period: Period) -> int:
    """How many whole months a period has; none for weeks, days and thirds of a month."""
    if period.frequency in {Frequency.TEN_DAYS, Frequency.WEEK, Frequency.DAY}:
        return 0
    return period.last_day.month - period.first_day.month + 1


def _month_at(period: Period, day: date) -> tuple[int, Decimal, Decimal]:
    """The months done before the one that holds `day`, its days passed, and its days."""
    days = monthrange(day.year, day.month)[1]
    return day.month - period.first_day.month, Decimal(day.day), Decimal(days)


def _check_rise(shares: tuple[Decimal, ...]) -> None:
    if any(low > high for low, high in pairwise((NOTHING, *shares))):
        raise ScheduleIsWrong("累计占比不能为负，也不能比前一个时点低，请改正。")
    if shares[-1] != WHOLE:
        raise ScheduleIsWrong(
            "最后一个累计占比应为1（即100%%），现为%(last)s，请改正。", last=shares[-1]
        )
