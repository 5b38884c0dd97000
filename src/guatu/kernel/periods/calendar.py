"""Working days by the published arrangement, never inferred from weekdays alone (DOMAIN 8.5)."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from guatu.kernel.sentences import Refusal

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class CalendarContradictsItself(Refusal):
    """A day is listed both as a day off and as a make-up working day."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on which something is due; provisional while a year on the way is not published."""

    on: date
    provisional: bool


@dataclass(frozen=True)
class Calendar:
    """The published days off and make-up working days (调休) of `years`.

    Years that are not loaded count by weekday and make what falls into them provisional.
    """

    days_off: frozenset[date] = frozenset()
    make_up_days: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if both := self.days_off & self.make_up_days:
            raise CalendarContradictsItself(
                "%(day)s既列为放假又列为上班，请对照放假通知改正。", day=min(both).isoformat()
            )

    def is_provisional(self, year: int) -> bool:
        """True while the arrangement of `year` is not loaded."""
        return year not in self.years

    def is_working_day(self, day: date) -> bool:
        """True when offices are open on `day`."""
        if day in self.make_up_days:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off

    def working_days(self, first: date, last: date) -> int:
        """The working days from `first` to `last`, both included; 0 when `last` is earlier."""
        if last < first:
            return 0
        return (
            _weekdays_until(last)
            - _weekdays_until(first - ONE_DAY)
            - _between(self._weekdays_off, first, last)
            + _between(self._weekends_on, first, last)
        )

    def after(self, day: date, n: int) -> Deadline:
        """The `n`th working day after `day`, which itself does not count."""
        return self._step(day, n, ONE_DAY)

    def before(self, day: date, n: int) -> Deadline:
        """The `n`th working day before `day`: where work must begin (倒排工期, TGT-12)."""
        return self._step(day, n, -ONE_DAY)

    def _step(self, day: date, n: int, step: timedelta) -> Deadline:
        if n < 0:
            raise ValueError(f"cannot count {n} working days")
        on, left = day, n
        while left:
            on += step
            left -= self.is_working_day(on)
        nearest = day + step if n else day
        first, last = sorted((nearest.year, on.year))
        return Deadline(on, any(self.is_provisional(year) for year in range(first, last + 1)))

    @cached_property
    def _weekdays_off(self) -> list[date]:
        return sorted(day for day in self.days_off if day.weekday() < SATURDAY)

    @cached_property
    def _weekends_on(self) -> list[date]:
        return sorted(day for day in self.make_up_days if day.weekday() >= SATURDAY)


def _weekdays_until(day: date) -> int:
    """The Mondays to Fridays since the first Monday of the calendar, `day` included."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * SATURDAY + min(rest, SATURDAY)


def _between(days: list[date], first: date, last: date) -> int:
    return bisect_right(days, last) - bisect_left(days, first)
